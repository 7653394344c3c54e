import 'reflect-metadata';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { from } from 'pg-copy-streams';
import { readTable } from '../../src/platform/tables/read-table';
import { importNumbers } from '../../src/usecases/numbers/import-numbers';
import { benchApp } from './support/bench-app';
import { openBenchDatabase, seedPool } from './support/bench-database';
import { round } from './support/measure';

const ACTOR = { type: 'ADMIN', id: 'bench' } as const;
const options = { numbers: { type: 'string', default: '1000000' } } as const;

/**
 * Imports a list of numbers as an operator sends it (text, with signs and blanks, checked one by one, with a verdict
 * for each) and, in the same run, COPYs the same finished rows into the same table, which is the least that it can cost.
 * Then the same list again, of which nothing is new, and as a dry run. Memory is the most that the process held beyond
 * what it held before.
 */
export async function run(args: string[]) {
  const { values } = parseArgs({ args, options });
  const numbers = Number(values.numbers);
  const bench = await openBenchDatabase(4);
  try {
    await seedPool(bench.owner, { numbers: 0, buyers: 1 });
    await bench.owner.query(`INSERT INTO services (code, name, created_at) VALUES ('tg', 'Telegram', now())`);
    const app = benchApp(bench.db);
    const order = (serviceId: number, isDryRun = false, count = numbers) => ({
      open: () => readTable(listOf(count)),
      ...{ providerId: 1, serviceId, source: 'bench.txt', isDryRun, actor: ACTOR },
    });
    const timed = async (work: () => Promise<unknown>) => {
      const began = performance.now();
      const memory = await peakMemory(work);
      return { seconds: round((performance.now() - began) / 1000), ...memory };
    };
    await importNumbers(app, order(2, false, Math.min(20_000, numbers))); // warms plans and caches
    await bench.owner.query('DELETE FROM numbers');
    const copy = await timed(() => copyRows(bench.ownerUrl, numbers));
    const dryRun = await timed(() => importNumbers(app, order(2, true)));
    const fresh = await timed(() => importNumbers(app, order(2)));
    const again = await timed(() => importNumbers(app, order(2)));
    const { rows } = await bench.owner.query(`SELECT i.counts FROM number_imports i ORDER BY i.id DESC LIMIT 3`);
    return {
      numbers,
      copySeconds: copy.seconds,
      importSeconds: fresh.seconds,
      ratio: round(fresh.seconds / copy.seconds),
      perSecond: Math.round(numbers / fresh.seconds),
      peakMb: fresh.peakMb,
      dryRun,
      again,
      counts: rows.map(({ counts }) => counts),
    };
  } finally {
    await bench.close();
  }
}

/** In pieces, as a file is read. */
function* listOf(count: number): Generator<string> {
  let piece = '';
  for (let i = 0; i < count; i += 1) {
    const tail = String(i).padStart(7, '0');
    piece += `+371 2${tail.slice(0, 3)}-${tail.slice(3)}\n`;
    if (piece.length < 1 << 16) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

async function copyRows(url: string, count: number): Promise<void> {
  async function* rows() {
    const now = new Date().toISOString();
    let piece = '';
    for (let i = 0; i < count; i += 1) {
      piece += `1\t1\t1\t3712${String(i).padStart(7, '0')}\tPOOL\tAVAILABLE\t${now}\n`;
      if (piece.length < 1 << 16) continue;
      yield piece;
      piece = '';
    }
    yield piece;
  }
  const client = new Client({ connectionString: url });
  await client.connect();
  const columns = 'provider_id, service_id, country_id, phone, origin, status, created_at';
  await pipeline(rows(), client.query(from(`COPY numbers (${columns}) FROM STDIN`)));
  await client.end();
}

async function peakMemory(work: () => Promise<unknown>): Promise<{ peakMb: number }> {
  const before = process.memoryUsage().rss;
  let peak = before;
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 50);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return { peakMb: Math.round((peak - before) / 1_048_576) };
}
