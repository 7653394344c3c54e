import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { openReservation } from '../../src/usecases/reservations/reserve-number';
import { benchApp } from './support/bench-app';
import { addNumbers, openBenchDatabase, seedPool } from './support/bench-database';
import { figures, median, round } from './support/measure';

const BUYERS = 20_000;
/** Turns that only warm plans and caches. */
const WARM_UP = 5;
const options = {
  sizes: { type: 'string', default: '100,10000,1000000' },
  rounds: { type: 'string', default: '100' },
  lanes: { type: 'string', default: '2' },
} as const;

/**
 * Reserving from pools of different sizes that stand side by side in one database, in turns, so that the machine's moods
 * meet all alike. What is reserved goes straight back to stock between the turns, outside of the measurement, and a turn
 * never takes more than half of a pool. `flatness` is the slowest pool's median against the fastest one's.
 */
export async function run(args: string[]) {
  const { values } = parseArgs({ args, options });
  const sizes = values.sizes.split(',').map(Number);
  const [rounds, lanes] = [Number(values.rounds), Number(values.lanes)];
  const bench = await openBenchDatabase(lanes);
  try {
    const { price } = await seedPool(bench.owner, { numbers: sizes[0]!, buyers: BUYERS });
    for (const [index, size] of sizes.slice(1).entries()) {
      await bench.owner.query(
        `INSERT INTO services (code, name, created_at) VALUES ('s${index}', 'Service ${index}', now())`,
      );
      await bench.owner.query(
        `INSERT INTO offers (service_id, country_id, price, created_at) VALUES (${index + 2}, 1, 8000, now())`,
      );
      await bench.owner.query(
        `INSERT INTO routes (offer_id, provider_id, is_pool, created_at) VALUES (${index + 2}, 1, true, now())`,
      );
      await addNumbers(bench.owner, size, { serviceId: index + 2 });
    }
    await bench.owner.query('VACUUM ANALYZE');
    const app = benchApp(bench.db, { maxOpenReservations: 1_000_000 });
    let turn = 0;
    const purchases = async (index: number, count: number) => {
      const latencies: number[] = [];
      let left = count;
      const began = performance.now();
      const buy = async () => {
        for (; left > 0; ) {
          left -= 1;
          turn += 1;
          const order = { key: randomUUID(), userId: BigInt((turn % BUYERS) + 1), offerId: index + 1, price };
          const start = performance.now();
          const outcome = await openReservation(app, order);
          latencies.push(performance.now() - start);
          if (outcome.kind !== 'reserved')
            throw new Error(`the benchmark's purchase was ${JSON.stringify(outcome.kind)}`);
        }
      };
      await Promise.all(Array.from({ length: lanes }, buy));
      return figures(latencies, performance.now() - began);
    };
    const giveBack = async (index: number) => {
      await bench.owner.query(
        `SELECT end_reservation(id, 'CANCELED', 'OPERATOR_CANCELED', now(), 'JOB', 'bench', 1000000, false, false)
         FROM reservations WHERE offer_id = $1 AND ended_at IS NULL`,
        [index + 1],
      );
    };
    const turns = sizes.map(() => [] as Awaited<ReturnType<typeof purchases>>[]);
    // The same number of purchases from each pool in each turn, or a small pool would be measured while it runs dry.
    const count = Math.max(10, Math.floor(Math.min(...sizes) / 2));
    for (let turnOf = -WARM_UP; turnOf < rounds; turnOf += 1) {
      for (const [index] of sizes.entries()) {
        const seen = await purchases(index, count);
        await giveBack(index);
        if (turnOf >= 0) turns[index]!.push(seen);
      }
    }
    const pools = sizes.map((numbers, index) => ({
      numbers,
      perSecond: round(median(turns[index]!.map(({ perSecond }) => perSecond))),
      p50Ms: round(median(turns[index]!.map(({ p50Ms }) => p50Ms))),
      p99Ms: round(median(turns[index]!.map(({ p99Ms }) => p99Ms))),
    }));
    const medians = pools.map(({ p50Ms }) => p50Ms);
    const flatness = round(Math.max(...medians) / Math.min(...medians));
    return { lanes, purchasesInATurn: count, pools, flatness, isFlat: flatness <= 1.2 };
  } finally {
    await bench.close();
  }
}
