import 'reflect-metadata';
import { readdirSync, readFileSync } from 'node:fs';
import type { ChatBuyer } from '../support/chat-buyer';
import { type LiveWorld, openLiveWorld } from '../support/live-shop';
import { shopProcess } from '../support/shop-process';
import { openBenchDatabase } from './support/bench-database';
import { round } from './support/measure';
import { optionsOf } from './support/options';

const BUYERS = 20;
const SAMPLES = 10;
const PATIENCE_MS = 60_000;

/**
 * The hour's walk at the speed of tests: buyers who purchase from the pool over MTProto and get their codes, 10 000 times,
 * while the shop runs as a process of its own. Memory, open files and database sessions are looked at on the way; the
 * baseline is the same program after its first tenth. Option: --purchases=10000.
 */
export async function run(args: string[]) {
  const purchases = optionsOf(args).number('purchases', 10_000);
  const bench = await openBenchDatabase(2);
  const world = await openLiveWorld({
    database: bench.asTestDatabase,
    pollIntervalMs: 200,
    poolNumbers: purchases + 1_000,
    maxMessagesPerChat: 40,
  });
  const shop = await shopProcess(world);
  try {
    await shop.start();
    const buyers = await Promise.all(Array.from({ length: BUYERS }, () => world.buyer({ balance: 1_000_000_000n })));
    const samples: Sample[] = [];
    const began = performance.now();
    let done = 0;
    let next = 0;
    await Promise.all(
      buyers.map(async (buyer) => {
        while (next < purchases) {
          next += 1;
          await buyOne(world, buyer, next);
          done += 1;
          if (done % (purchases / SAMPLES) === 0) samples.push(await look(world, shop.pid, done));
        }
      }),
    );
    const seconds = (performance.now() - began) / 1000;
    const [first, last] = [samples[0]!, samples.at(-1)!];
    const [books] = await world.query<{ completed: number; sold: string }>(
      `SELECT (SELECT count(*)::int FROM reservations WHERE status = 'COMPLETED') AS completed,
         (SELECT sum(amount) FROM transfers WHERE type = 'PURCHASE') AS sold`,
    );
    return {
      purchases: done,
      ...books,
      purchasesPerSecond: round(done / seconds),
      samples,
      memoryRatioLastToFirst: round(last.residentMb / first.residentMb),
      filesRatioLastToFirst: round(last.openFiles / first.openFiles),
      sessionsFirst: first.databaseSessions,
      sessionsLast: last.databaseSessions,
    };
  } finally {
    await shop.close();
    await world.close();
    await bench.close();
  }
}

async function buyOne(world: LiveWorld, buyer: ChatBuyer, n: number): Promise<void> {
  const said = await buyer.says('/start c_wa_LV');
  const isNew = ({ id }: { id: number }) => id > said;
  const offer = await buyer.sees(() => buyer.fromBot().find(isNew), 'the offer', PATIENCE_MS);
  const button = offer.buttons.flat().find(({ text }) => /✅ Get a number/.test(text));
  if (!button) throw new Error(`No button to buy under: ${offer.text}`);
  await buyer.pressesData(offer.id, Buffer.from(button.value));
  const phone = await buyer.sees(
    () => /📞 \+(\d+)/.exec(buyer.message(offer.id)?.text ?? '')?.[1],
    'the number',
    PATIENCE_MS,
  );
  const code = String(1_000_000 + n);
  world.inbox.receive(phone, `Your WhatsApp code is ${code}`);
  const isCode = ({ text }: { text: string }) => text.startsWith(`🔑 ${code}`);
  await buyer.sees(() => buyer.fromBot().findLast(isCode), `the code ${code}`, PATIENCE_MS);
}

interface Sample {
  readonly purchases: number;
  readonly residentMb: number;
  readonly openFiles: number;
  readonly databaseSessions: number;
}

async function look(world: LiveWorld, pid: number, purchases: number): Promise<Sample> {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const [row] = await world.query<{ sessions: number }>(
    "SELECT count(*)::int AS sessions FROM pg_stat_activity WHERE application_name = 'numbershop'",
  );
  const sample = {
    purchases,
    residentMb: round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024),
    openFiles: readdirSync(`/proc/${pid}/fd`).length,
    databaseSessions: row!.sessions,
  };
  console.error(JSON.stringify(sample));
  return sample;
}
