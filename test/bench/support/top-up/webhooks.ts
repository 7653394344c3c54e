import { randomUUID } from 'node:crypto';
import type { App } from '../../../../src/app';
import type { RunningShop } from '../../../../src/main';
import { SecretBox } from '../../../../src/platform/secret-box';
import type { PaymentSimulator } from '../../../../src/sandbox/payments';
import { PAYMENT_KINDS } from '../../../../src/sandbox/shop/payments';
import { receiveMessages } from '../../../../src/usecases/messages/receive-messages';
import { startTopUp } from '../../../../src/usecases/payments/start-top-up';
import { openReservation } from '../../../../src/usecases/reservations/reserve-number';
import { type LiveWorld, startLiveShop } from '../../../support/live-shop';
import { figures, round } from '../measure';
import { type Person, people, seen } from './people';

const TURNS = 200;
const WARM_UP = 20;
const OFFER = { offerId: 1, price: 8000n };
const INBOX_PROVIDER = 1;
const AMOUNT = 50_000n;
const KEY = 'bench-key';

/** From the ring of each provider to the money in the chat, in turns with a code on its way to another chat. */
export async function measureWebhooks(world: LiveWorld, kinds = Object.keys(PAYMENT_KINDS)) {
  const shop = await startLiveShop(world);
  try {
    const providers: Record<string, object> = {};
    for (const kind of kinds) providers[kind] = await measure(world, shop, kind);
    return providers;
  } finally {
    await shop.shutdown.run('the benchmark is over');
  }
}

async function measure(world: LiveWorld, { app, address }: RunningShop, kind: string) {
  const { start, keyOf, hasWebhookKey, currency = 'USD', rate = '1' } = PAYMENT_KINDS[kind]!;
  const simulator = await start({ apiKey: keyOf?.(KEY) ?? KEY, ...(hasWebhookKey ? { webhookKey: KEY } : {}) });
  try {
    const methodId = await onOffer(world, simulator, { kind, currency, rate });
    simulator.setWebhook(`${address}/payments/${methodId}`);
    // Each pays once: nobody may begin as many payments as a benchmark.
    const [buyer, ...payers] = await people(world, 1 + WARM_UP + TURNS);
    await world.gives(buyer!.telegramId, 1_000_000_000n);
    const [money, codes] = [[] as number[], [] as number[]];
    for (const [turn, payer] of payers.entries()) {
      const took = [await pay({ world, app, simulator, methodId }, payer), await deliver(world, app, buyer!)] as const;
      if (turn < WARM_UP) continue;
      money.push(took[0]);
      codes.push(took[1]);
    }
    const [webhook, code] = [figures(money, sum(money)), figures(codes, sum(codes))];
    return { webhook, code, p50Ratio: round(webhook.p50Ms / code.p50Ms), p99Ratio: round(webhook.p99Ms / code.p99Ms) };
  } finally {
    await simulator.stop();
  }
}

async function onOffer(
  { config, query }: LiveWorld,
  { provider, baseUrl, apiKey, webhookKey, options }: PaymentSimulator,
  { kind, currency, rate }: { kind: string; currency: string; rate: string },
): Promise<number> {
  const box = new SecretBox(config.secretKey);
  const sealed = (key: string | undefined) => (key === undefined ? null : box.seal(key));
  const [row] = await query<{ id: number }>(
    `INSERT INTO payment_methods (name, protocol, currency, rate, base_url, api_key_sealed, webhook_key_sealed, options,
       is_active, accepts_terms, rate_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, true, true, now(), now()) RETURNING id`,
    [kind, provider, currency, rate, baseUrl, sealed(apiKey), sealed(webhookKey), JSON.stringify(options)],
  );
  return row!.id;
}

interface Paying {
  readonly world: LiveWorld;
  readonly app: App;
  readonly simulator: PaymentSimulator;
  readonly methodId: number;
}

/** Milliseconds from the payment at the provider, which rings at once, to the word in the chat. */
async function pay({ world, app, simulator, methodId }: Paying, payer: Person): Promise<number> {
  const { userId } = payer;
  const order = { key: randomUUID(), userId, methodId, amount: AMOUNT, language: 'en', title: 'Balance' };
  const outcome = await startTopUp(app, order);
  if (outcome.kind !== 'started') throw new Error(`the benchmark's payment was ${JSON.stringify(outcome)}`);
  const began = performance.now();
  const paid = simulator.act(outcome.payment.externalId!, 'pay');
  if (paid.kind !== 'done') throw new Error(`the benchmark could not pay: ${paid.why}`);
  await seen(world, payer, 'received');
  return performance.now() - began;
}

/** Milliseconds from the SMS in hand, before it is stored, to the code in the chat. */
async function deliver(world: LiveWorld, app: App, buyer: Person): Promise<number> {
  const opened = await openReservation(app, { key: randomUUID(), userId: buyer.userId, ...OFFER });
  if (opened.kind !== 'reserved') throw new Error(`the benchmark's purchase was ${opened.kind}`);
  const [row] = await world.query<{ phone: string }>('SELECT phone FROM reservations WHERE id = $1', [
    String(opened.reservationId),
  ]);
  const code = String(Math.floor(Math.random() * 900_000) + 100_000);
  const message = { externalId: randomUUID(), phone: row!.phone, text: `Your WhatsApp code is ${code}` };
  const began = performance.now();
  await receiveMessages(app, {
    providerId: INBOX_PROVIDER,
    source: 'WEBHOOK',
    messages: [{ ...message, receivedAt: new Date() }],
  });
  await seen(world, buyer, code);
  return performance.now() - began;
}

const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);
