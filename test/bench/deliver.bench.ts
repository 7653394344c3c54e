import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import type { App } from '../../src/app';
import { receiveMessages } from '../../src/usecases/messages/receive-messages';
import { openReservation } from '../../src/usecases/reservations/reserve-number';
import type { ChatBuyer } from '../support/chat-buyer';
import { LIVE_BOT, type LiveWorld, openLiveWorld, startLiveShop } from '../support/live-shop';
import { connectGramjsBot } from '../support/telegram-clients';
import { openBenchDatabase } from './support/bench-database';
import { figures } from './support/measure';

const DELIVERIES = 300;
const OPEN_RESERVATIONS = 500;
const OFFER = { offerId: 1, price: 8000n };
const INBOX_PROVIDER = 1;

/**
 * From the SMS in hand (before it is stored) to the code in the buyer's chat, over MTProto: alone, then beside 500 open
 * reservations that are polled. The baseline is a bare GramJS bot sending one message into the same chat.
 */
export async function run() {
  const bench = await openBenchDatabase(2);
  const world = await openLiveWorld({
    pace: {},
    database: { appUrl: bench.appUrl, ownerUrl: bench.ownerUrl, adminUrl: bench.ownerUrl, drop: async () => undefined },
    poolNumbers: 4_000,
  });
  const shop = await startLiveShop(world);
  try {
    const { app } = shop;
    const buyer = await world.buyer({ balance: 1_000_000_000n });
    await buyer.says('/start');
    await buyer.reads(/Balance/, 30_000);
    const [user] = await world.query<{ id: string }>('SELECT id FROM users WHERE telegram_id = $1', [
      String(buyer.telegramId),
    ]);
    const userId = BigInt(user!.id);
    await deliver(app, buyer, userId, 20); // warms plans, connections and code
    const bare = await bareSends(world, buyer);
    const idle = await deliver(app, buyer, userId, DELIVERIES);
    await openMany(world, app);
    const busy = await deliver(app, buyer, userId, DELIVERIES);
    return { deliveries: DELIVERIES, bare, idle, busy, openReservations: OPEN_RESERVATIONS };
  } finally {
    await shop.shutdown.run('the benchmark is over');
    await world.close();
    await bench.close();
  }
}

async function deliver(app: App, buyer: ChatBuyer, userId: bigint, count: number) {
  const latencies: number[] = [];
  const began = performance.now();
  for (let i = 0; i < count; i += 1) {
    const opened = await openReservation(app, { key: randomUUID(), userId, ...OFFER });
    if (opened.kind !== 'reserved') throw new Error(`the benchmark's purchase was ${opened.kind}`);
    const view = await app.db.sql.rows<{ phone: string }>(
      'bench.phone',
      'SELECT phone FROM reservations WHERE id = $1',
      [opened.reservationId],
    );
    const code = String(Math.floor(Math.random() * 900_000) + 100_000);
    const text = `Your WhatsApp code is ${code}`;
    const start = performance.now();
    const message = { externalId: randomUUID(), phone: view[0]!.phone, text, receivedAt: new Date() };
    await receiveMessages(app, { providerId: INBOX_PROVIDER, source: 'WEBHOOK', messages: [message] });
    await seen(buyer, code);
    latencies.push(performance.now() - start);
  }
  return figures(latencies, performance.now() - began);
}

async function bareSends(world: LiveWorld, buyer: ChatBuyer) {
  const bot = await connectGramjsBot(world.telegram, LIVE_BOT.token);
  const latencies: number[] = [];
  const began = performance.now();
  try {
    for (let i = 0; i < DELIVERIES; i += 1) {
      const text = `bare ${randomUUID()}`;
      const start = performance.now();
      await bot.sendMessage(Number(buyer.telegramId), { message: text });
      await seen(buyer, text);
      latencies.push(performance.now() - start);
    }
  } finally {
    await bot.destroy();
  }
  return figures(latencies, performance.now() - began);
}

async function seen(buyer: ChatBuyer, text: string): Promise<void> {
  const deadline = performance.now() + 20_000;
  while (!buyer.fromBot().some((message) => message.text.includes(text))) {
    if (performance.now() > deadline) throw new Error('a message did not arrive');
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

async function openMany(world: LiveWorld, app: App): Promise<void> {
  await world.query(
    `INSERT INTO users (telegram_id, first_name, created_at, last_seen_at)
     SELECT 9000000000 + i, 'Waiting', now(), now() FROM generate_series(1, $1::int) i`,
    [OPEN_RESERVATIONS],
  );
  await world.query(
    `INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, actor_type, actor_id, created_at)
     SELECT 'bench:' || id, 'ADD', 'FUNDING', 'AVAILABLE', 10000, id, 'JOB', 'bench', now()
     FROM users WHERE telegram_id > 9000000000`,
  );
  const users = await world.query<{ id: string }>('SELECT id FROM users WHERE telegram_id > 9000000000');
  for (const { id } of users) {
    const opened = await openReservation(app, { key: randomUUID(), userId: BigInt(id), ...OFFER });
    if (opened.kind !== 'reserved') throw new Error(`a reservation of the crowd was ${opened.kind}`);
  }
}
