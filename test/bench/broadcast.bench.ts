import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import type { App } from '../../src/app';
import { receiveMessages } from '../../src/usecases/messages/receive-messages';
import { openReservation } from '../../src/usecases/reservations/reserve-number';
import { operator, sendsAt } from '../support/broadcasting';
import type { ChatBuyer } from '../support/chat-buyer';
import { crowd } from '../support/crowd';
import { openLiveWorld, startLiveShop } from '../support/live-shop';
import { openBenchDatabase } from './support/bench-database';
import { figures, round } from './support/measure';
import { optionsOf } from './support/options';

const OFFER = { offerId: 1, price: 8000n };
const INBOX_PROVIDER = 1;
const ALONE = 100;
/** Codes come so often meanwhile, which is more than a busy shop has. */
const PAUSE_MS = 100;

/**
 * A broadcast to 10 000 people over MTProto, and beside it codes, one after another, from the SMS in hand to the chat. The
 * baseline is the same delivery with no broadcast under way. Options: --people=10000 --per-second=25.
 */
export async function run(args: string[]) {
  const option = optionsOf(args).number;
  const [people, perSecond] = [option('people', 10_000), option('per-second', 25)];
  const bench = await openBenchDatabase(2);
  const world = await openLiveWorld({
    pace: {},
    database: bench.asTestDatabase,
    poolNumbers: 20_000,
    maxMessagesPerChat: 200,
  });
  const masses = await crowd(world, people);
  await sendsAt(world, perSecond);
  const shop = await startLiveShop(world);
  const admin = await operator(world);
  try {
    const buyer = await world.buyer({ balance: 1_000_000_000n });
    await buyer.asks('/start');
    const [user] = await world.query<{ id: string }>('SELECT id FROM users WHERE telegram_id = $1', [
      String(buyer.telegramId),
    ]);
    const deliverOne = () => deliver(shop.app, buyer, BigInt(user!.id));
    for (let i = 0; i < 20; i += 1) await deliverOne(); // warms plans, connections and code
    const alone = await deliverWhile(deliverOne, async (done) => done < ALONE);

    const id = await admin.drafts({ text: 'News', maxAvailable: 0n });
    const began = performance.now();
    await admin.steers(id, 'start');
    const meanwhile = await deliverWhile(deliverOne, async () => (await admin.sees(id)).status === 'RUNNING');
    const seconds = (performance.now() - began) / 1000;
    const { sentCount } = await admin.sees(id);
    const counts = masses.counts('News');
    return {
      people,
      askedPerSecond: perSecond,
      sent: sentCount,
      perSecond: round(sentCount / seconds),
      seconds: round(seconds),
      reachedOnce: counts.filter((count) => count === 1).length,
      reachedMoreThanOnce: counts.filter((count) => count > 1).length,
      codeAlone: alone,
      codeMeanwhile: meanwhile,
      p99Ratio: round(meanwhile.p99Ms / alone.p99Ms),
    };
  } finally {
    await admin.leaves();
    await shop.shutdown.run('the benchmark is over');
    await world.close();
    await bench.close();
  }
}

async function deliverWhile(deliverOne: () => Promise<number>, goesOn: (done: number) => Promise<boolean>) {
  const latencies: number[] = [];
  const began = performance.now();
  while (await goesOn(latencies.length)) {
    latencies.push(await deliverOne());
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return figures(latencies, performance.now() - began);
}

/** Milliseconds from the SMS in hand, before it is stored, to the code in the chat. */
async function deliver(app: App, buyer: ChatBuyer, userId: bigint): Promise<number> {
  const opened = await openReservation(app, { key: randomUUID(), userId, ...OFFER });
  if (opened.kind !== 'reserved') throw new Error(`the benchmark's purchase was ${opened.kind}`);
  const [row] = await app.db.sql.rows<{ phone: string }>(
    'bench.phone',
    'SELECT phone FROM reservations WHERE id = $1',
    [opened.reservationId],
  );
  const code = String(Math.floor(Math.random() * 900_000) + 100_000);
  const message = { externalId: randomUUID(), phone: row!.phone, text: `Your WhatsApp code is ${code}` };
  const start = performance.now();
  await receiveMessages(app, {
    providerId: INBOX_PROVIDER,
    source: 'WEBHOOK',
    messages: [{ ...message, receivedAt: new Date() }],
  });
  await buyer.sees(() => buyer.fromBot().some(({ text }) => text.includes(code)) || undefined, `the code ${code}`);
  return performance.now() - start;
}
