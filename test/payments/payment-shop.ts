import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHttpServer } from '../../src/api/server';
import type { App } from '../../src/app';
import { worthOf } from '../../src/domain/payment/quote';
import type { PaymentDelivery } from '../../src/ports/payment-provider';
import { PAYMENT_KINDS } from '../../src/sandbox/shop/payments';
import { startTopUp } from '../../src/usecases/payments/start-top-up';
import { openShop, usd } from '../support/shop';
import type { TestBuyer } from '../support/test-buyer';

const box = { seal: (text: string) => Buffer.from(text) };

/** A whole shop with its HTTP edge open, and one payment provider on loopback that rings there; both live in one time. */
export async function openPaymentShop(kind: string) {
  const shop = await openShop();
  const { start, keyOf, hasWebhookKey, currency = 'USD', rate = '1' } = PAYMENT_KINDS[kind]!;
  const apiKey = keyOf?.('secret') ?? 'secret';
  const webhookKey = hasWebhookKey ? 'webhook-secret' : undefined;
  const simulator = await start({ apiKey, webhookKey, now: () => shop.clock.now().getTime() });
  const methodId = await shop.paymentMethod({ protocol: simulator.provider, currency, rate });
  await shop.all(
    'UPDATE payment_methods SET base_url = $2, api_key_sealed = $3, webhook_key_sealed = $4, options = $5 WHERE id = $1',
    [
      ...[methodId, simulator.baseUrl, Buffer.from(apiKey), webhookKey ? Buffer.from(webhookKey) : null],
      JSON.stringify(simulator.options),
    ],
  );
  // Whichever program lives at the moment.
  const app = new Proxy({} as App, { get: (_, key) => Reflect.get(shop.app, key) });
  const server = await createHttpServer({ app, secretBox: box as never, http: { host: '127.0.0.1', port: 0 } });
  await server.listen();
  const address = `${server.address}/payments/${methodId}`;
  simulator.setWebhook(address);
  const bells: { close(): void }[] = [];

  return Object.assign(shop, {
    ...{ simulator, methodId, address, box },

    /** Begins a payment as a press on an amount does. */
    async invoice(buyer: TestBuyer, key: string = randomUUID()) {
      const order = { key, userId: buyer.id, methodId, amount: usd('5'), language: 'en', title: 'Balance' };
      const outcome = await startTopUp(shop.app, order);
      if (outcome.kind !== 'started') throw new Error(JSON.stringify(outcome));
      return outcome.payment;
    },

    /** What was delivered was answered, and what was stored was looked into. */
    async settles(): Promise<void> {
      await simulator.deliveries.idle();
      await shop.until(
        async () => (await shop.all('SELECT 1 FROM payment_events WHERE due_at IS NOT NULL')).length === 0,
      );
    },

    /** What this buyer was credited, receipt by receipt, and what the provider says that it took: both by key. */
    async moneyOf(buyer: TestBuyer) {
      const rows = await shop.all<{ key: string; amount: bigint; token: string }>(
        `SELECT r.receipt_key AS key, r.amount, p.token FROM payment_receipts r JOIN payments p ON p.id = r.payment_id
         WHERE r.user_id = $1 ORDER BY r.receipt_key COLLATE "C"`,
        [buyer.id],
      );
      const tokens = await shop.all<{ token: string }>('SELECT token FROM payments WHERE user_id = $1', [buyer.id]);
      const own = new Set(tokens.map(({ token }) => token));
      const taken = simulator
        .taken()
        .filter(({ token }) => own.has(token))
        .sort((a, b) => (a.receiptKey < b.receiptKey ? -1 : 1));
      return {
        credited: Object.fromEntries(rows.map(({ key, amount }) => [key, amount])),
        taken: Object.fromEntries(taken.map(({ receiptKey, worth }) => [receiptKey, worthOf(worth.amount, rate)])),
      };
    },

    async told(buyer: TestBuyer, what: string): Promise<number> {
      return (await shop.notices(buyer)).filter((one) => one === what).length;
    },

    /** Rings go there instead, and are kept. */
    async bell(): Promise<PaymentDelivery[]> {
      const heard: PaymentDelivery[] = [];
      const bell = createServer((request, response) => {
        const parts: Buffer[] = [];
        request.on('data', (part: Buffer) => parts.push(part));
        request.on('end', () => {
          const headers = Object.fromEntries(
            Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
          );
          heard.push({ body: Buffer.concat(parts), headers, callerAddress: request.socket.remoteAddress ?? '' });
          response.end('ok');
        });
      });
      await new Promise<void>((resolve) => bell.listen(0, '127.0.0.1', resolve));
      bells.push({
        close() {
          bell.closeAllConnections();
          bell.close();
        },
      });
      simulator.setWebhook(`http://127.0.0.1:${(bell.address() as AddressInfo).port}/`);
      return heard;
    },

    async closeAll() {
      await simulator.stop();
      for (const bell of bells) bell.close();
      await server.close();
      await shop.close();
    },
  });
}

export type PaymentShop = Awaited<ReturnType<typeof openPaymentShop>>;
