import { randomUUID } from 'node:crypto';
import type { App } from '../../../../src/app';
import { MtprotoConnection } from '../../../../src/bot/telegram/connection/mtproto-connection';
import { Api } from '../../../../src/bot/telegram/gramjs';
import { systemClock } from '../../../../src/platform/system-clock';
import { startTopUp } from '../../../../src/usecases/payments/start-top-up';
import { operator, sendsAt } from '../../../support/broadcasting';
import { LIVE_BOT, type LiveWorld } from '../../../support/live-shop';
import { shopProcess } from '../../../support/shop-process';
import { figures, round } from '../measure';
import { BOT_ID, type Person, people } from './people';
import { starsOnOffer } from './stars';

const AMOUNT = 20_000n;
const STARS = 154;
const PAYERS = 60;
/** More a person may not have open at once. */
const INVOICES_EACH = 3;
const WRITERS = 40;
/** Of all updates of the load. */
const PAYING = 0.1;
const BROADCAST_TO = 3_000;
const BROADCAST_PER_SECOND = 25;

/** Somebody with a connection of their own, who can call whatever a client can. */
interface Caller extends Person {
  readonly bot: Api.TypeInputPeer;
  call<Answer>(request: Api.AnyRequest & { __response: Answer }): Promise<Answer>;
  close(): void;
}

/**
 * How long a payer waits for the shop's word, the payment itself included: between the form that they send and Telegram's
 * answer stands the bot's. Alone, one after another; at `perSecond` updates a second, a tenth of them payments, the rest
 * commands of others; and beside a broadcast, whose messages have Telegram's own pace. The shop is a process of its own.
 */
export async function measurePreCheckouts(world: LiveWorld, load: { seconds: number; perSecond: number }) {
  const shop = await shopProcess(world);
  const admin = await operator(world);
  const methodId = await starsOnOffer(world);
  await shop.start();
  const callers = async (count: number) => Promise.all((await people(world, count)).map((one) => connect(world, one)));
  const writers = await callers(WRITERS);
  const payers = await callers(PAYERS * 3);
  try {
    const group = (n: number) => payers.slice(n * PAYERS, (n + 1) * PAYERS);
    const [first, second, third] = [group(0), group(1), group(2)];
    for (const payer of payers) world.telegram.stars.buy(payer.telegramId, 10_000n);
    const invoices = await invoicesFor(world, admin.app, methodId, payers);
    const of = (some: readonly Caller[]) =>
      some.flatMap((payer) => invoices.get(payer.telegramId)!.map((id) => [payer, id] as const));

    const alone: number[] = [];
    const beganAlone = performance.now();
    for (const [payer, id] of of(first)) alone.push(await pay(payer, id));
    const baseline = figures(alone, performance.now() - beganAlone);

    const busy = await underLoad(load, writers, of(second));

    await sendsAt(world, BROADCAST_PER_SECOND);
    await people(world, BROADCAST_TO);
    const broadcast = await admin.drafts({ text: 'News', maxAvailable: 0n });
    await admin.steers(broadcast, 'start');
    const beside: number[] = [];
    const beganBeside = performance.now();
    for (const [payer, id] of of(third)) {
      beside.push(await pay(payer, id));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const besideBroadcast = figures(beside, performance.now() - beganBeside);
    const { sentCount } = await admin.sees(broadcast);
    return {
      baseline,
      busy,
      besideBroadcast: { ...besideBroadcast, sentMeanwhile: sentCount },
      busyP99Ratio: round(busy.p99Ms / baseline.p99Ms),
      broadcastP99Ratio: round(besideBroadcast.p99Ms / baseline.p99Ms),
    };
  } finally {
    for (const caller of [...writers, ...payers]) caller.close();
    await admin.leaves();
    await shop.close();
  }
}

async function underLoad(
  { seconds, perSecond }: { seconds: number; perSecond: number },
  writers: readonly Caller[],
  invoices: readonly (readonly [Caller, number])[],
) {
  const total = Math.min(seconds * perSecond, Math.floor(invoices.length / PAYING));
  const [latencies, underWay] = [[] as number[], [] as Promise<unknown>[]];
  const commands = ['/balance', '/start', '/services', '/help'];
  const began = performance.now();
  let paid = 0;
  for (let sent = 0; sent < total; sent += 1) {
    const dueMs = (sent / perSecond) * 1_000 - (performance.now() - began);
    if (dueMs > 0) await new Promise((resolve) => setTimeout(resolve, dueMs));
    if (sent % Math.round(1 / PAYING) === 0) {
      const [payer, id] = invoices[paid++]!;
      underWay.push(pay(payer, id).then((ms) => latencies.push(ms)));
    } else {
      const writer = writers[sent % writers.length]!;
      const message = commands[sent % commands.length]!;
      underWay.push(writer.call(new Api.messages.SendMessage({ peer: writer.bot, message })));
    }
  }
  const elapsedMs = performance.now() - began;
  await Promise.all(underWay);
  const { count, p50Ms, p99Ms } = figures(latencies, elapsedMs);
  return {
    updatesPerSecond: round((total / elapsedMs) * 1_000),
    payments: count,
    p50Ms,
    p99Ms,
    maxMs: round(Math.max(...latencies)),
  };
}

/** Milliseconds from the form that is sent to the answer that it is paid. */
async function pay(payer: Caller, msgId: number): Promise<number> {
  const invoice = new Api.InputInvoiceMessage({ peer: payer.bot, msgId });
  const { formId } = (await payer.call(new Api.payments.GetPaymentForm({ invoice }))) as Api.payments.PaymentFormStars;
  const began = performance.now();
  await payer.call(new Api.payments.SendStarsForm({ formId, invoice }));
  return performance.now() - began;
}

/** The ids, in their own chats, of invoices that were begun here and that the shop has sent. */
async function invoicesFor({ telegram }: LiveWorld, app: App, methodId: number, payers: readonly Person[]) {
  const begin = async ({ userId }: Person) => {
    for (let n = 0; n < INVOICES_EACH; n += 1) {
      const order = {
        key: randomUUID(),
        userId,
        methodId,
        amount: AMOUNT,
        language: 'en',
        title: 'Balance',
      };
      const { kind } = await startTopUp(app, order);
      if (kind !== 'started') throw new Error(`the benchmark's payment was ${kind}`);
    }
  };
  await Promise.all(payers.map(begin));
  const found = new Map<bigint, number[]>();
  const deadline = performance.now() + 60_000;
  while (found.size < payers.length) {
    for (const { telegramId } of payers) {
      const sent = telegram.history(telegramId, BOT_ID).filter(({ invoice }) => invoice?.stars === STARS);
      if (sent.length === INVOICES_EACH)
        found.set(
          telegramId,
          sent.map(({ id }) => id),
        );
    }
    if (performance.now() > deadline) throw new Error('The invoices were not sent.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return found;
}

async function connect(world: LiveWorld, person: Person): Promise<Caller> {
  const { telegram } = world;
  const connection = await MtprotoConnection.open({
    apiId: telegram.apiId,
    apiHash: telegram.apiHash,
    session: { dcId: telegram.dcId, host: telegram.host, authKey: telegram.sessionFor(person.telegramId).authKey },
    address: { host: telegram.host, port: telegram.port },
    clock: systemClock,
    openTimeoutMs: 20_000,
    quietMs: 300_000,
    pongMs: 300_000,
    onUpdates: () => undefined,
    onUnreadable: () => undefined,
    onError: () => undefined,
    onEnd: () => undefined,
  });
  const found = await connection.call(new Api.contacts.ResolveUsername({ username: LIVE_BOT.username }), 20_000);
  const bot = found.users.find((user): user is Api.User => user instanceof Api.User)!;
  return {
    ...person,
    bot: new Api.InputPeerUser({ userId: bot.id, accessHash: bot.accessHash! }),
    call: (request) => connection.call(request as never, 30_000) as never,
    close: () => connection.close(),
  };
}
