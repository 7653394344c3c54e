import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { Pool } from 'pg';
import { openReservation } from '../../src/usecases/reservations/reserve-number';
import { benchApp } from './support/bench-app';
import { addNumbers, openBenchDatabase, seedPool } from './support/bench-database';
import { closedLoop, figures, round } from './support/measure';

const BUYERS = 20_000;
const POOL = 1_000_000;
const LANES = 8;
const SLICE_MS = 3_000;

/** The same writes as a reservation, by one named statement that decides nothing and knows every id beforehand. */
const BARE = `
  WITH number AS (
    UPDATE numbers SET status = 'RESERVED' WHERE id = (
      SELECT id FROM numbers WHERE provider_id = 1 AND service_id = 1 AND country_id = 1 AND status = 'AVAILABLE'
        AND pick_key >= $4 ORDER BY pick_key LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, phone
  ), reservation AS (
    INSERT INTO reservations (key, user_id, offer_id, service_id, country_id, route_id, provider_id, number_id, phone,
      origin, price, status, expires_at, created_at)
    SELECT $1, $2, 1, 1, 1, 1, 1, id, phone, 'POOL', 8000, 'WAITING_CODE', $3::timestamptz + interval '20 min', $3
    FROM number RETURNING id, phone
  ), hold AS (
    INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, reservation_id,
      actor_type, actor_id, created_at)
    SELECT 'hold:' || id, 'HOLD', 'AVAILABLE', 'HELD', 8000, $2, id, 'USER', $2::text, $3 FROM reservation
  )
  SELECT id, phone FROM reservation`;

/**
 * The whole reservation of a pool number (openReservation: hold, number, reservation) against the bare statement, in alternating slices on one server. Then the same after 100 000 sales
 * from one pool of a million, then with an old snapshot held open, then 100 numbers wanted by 32 buyers at once.
 */
export async function run() {
  const bench = await openBenchDatabase(LANES);
  const bare = new Pool({ connectionString: bench.appUrl, max: LANES, options: '-c enable_seqscan=off' });
  try {
    const { offerId, price } = await seedPool(bench.owner, { numbers: POOL, buyers: BUYERS });
    const app = benchApp(bench.db, { maxOpenReservations: 1_000_000 });
    let turn = 0;
    const nextUser = () => BigInt((turn++ % BUYERS) + 1);
    const useCase = async () => {
      const outcome = await openReservation(app, { key: randomUUID(), userId: nextUser(), offerId, price });
      if (outcome.kind !== 'reserved') throw new Error(`the benchmark's purchase was ${JSON.stringify(outcome)}`);
      return true;
    };
    const statement = async () => {
      const start = Math.floor(Math.random() * 2 ** 31);
      const values = [randomUUID(), nextUser(), new Date(), start];
      const { rowCount } = await bare.query({ name: 'bare', text: BARE, values });
      return rowCount === 1;
    };
    const compare = async (rounds: number) => {
      await bench.checkpoint();
      const mine: Slice[] = [];
      const theirs: Slice[] = [];
      for (let i = 0; i < rounds; i += 1) {
        mine.push(await closedLoop({ lanes: LANES, durationMs: SLICE_MS, act: useCase }));
        theirs.push(await closedLoop({ lanes: LANES, durationMs: SLICE_MS, act: statement }));
      }
      const ours = together(mine);
      const bareOnes = together(theirs);
      return {
        ...ours,
        barePerSecond: bareOnes.perSecond,
        bareP99Ms: bareOnes.p99Ms,
        ratio: round(ours.perSecond / bareOnes.perSecond),
      };
    };

    await compare(1); // warms caches and plans on both sides
    const fresh = await compare(4);
    await sellTo(bench.owner, 100_000);
    const afterSales = await compare(4);
    const snapshot = await holdSnapshot(bench.ownerUrl);
    await sellTo(bench.owner, 100_000);
    const withOldSnapshot = await compare(4);
    await snapshot.end();
    const flashSale = await sellOut(bench.owner, app);
    return {
      lanes: LANES,
      pool: POOL,
      fresh,
      afterSales: { ...afterSales, ofFresh: round(afterSales.ratio / fresh.ratio) },
      withOldSnapshot: { ...withOldSnapshot, ofFresh: round(withOldSnapshot.ratio / fresh.ratio) },
      flashSale,
    };
  } finally {
    await bare.end();
    await bench.close();
  }
}

type Slice = Awaited<ReturnType<typeof closedLoop>>;

/** The figures of all slices of one side as of one run. */
function together(slices: readonly Slice[]) {
  const latencies = slices.flatMap((slice) => slice.latencies);
  const elapsedMs = slices.reduce((sum, { count, perSecond }) => sum + (count / perSecond) * 1000, 0);
  const { perSecond, p50Ms, p99Ms } = figures(latencies, elapsedMs);
  return { perSecond, p50Ms, p99Ms, worstSliceP99Ms: Math.max(...slices.map((slice) => slice.p99Ms)) };
}

/** Sells until `count` reservations stand in the database, by the server alone, so that the pool ages quickly. */
async function sellTo(owner: Client, count: number): Promise<void> {
  await owner.query(
    `DO $$ DECLARE u bigint; BEGIN
       FOR i IN 1..${count} LOOP
         u := 1 + i % ${BUYERS};
         PERFORM reserve(gen_random_uuid(), u, 1, 8000, now(), floor(random() * 2147483647)::integer, 1000000, 1000);
       END LOOP;
     END $$`,
  );
}

async function holdSnapshot(url: string) {
  const { Client: Session } = await import('pg');
  const session = new Session({ connectionString: url });
  await session.connect();
  await session.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
  await session.query('SELECT count(*) FROM settings');
  return session;
}

/** 100 numbers, 32 buyers who go on until there is nothing left. */
async function sellOut(owner: Client, app: ReturnType<typeof benchApp>) {
  await owner.query(`
    INSERT INTO services (code, name, created_at) VALUES ('tg', 'Telegram', now());
    INSERT INTO offers (service_id, country_id, price, created_at) VALUES (2, 1, 8000, now());
    INSERT INTO routes (offer_id, provider_id, is_pool, created_at) VALUES (2, 1, true, now());`);
  await addNumbers(owner, 100, { serviceId: 2 });
  let turn = 0n;
  const latencies: number[] = [];
  const began = performance.now();
  await Promise.all(
    Array.from({ length: 32 }, async () => {
      for (;;) {
        turn += 1n;
        const start = performance.now();
        const outcome = await openReservation(app, { key: randomUUID(), userId: turn, offerId: 2, price: 8000n });
        if (outcome.kind === 'refused' && outcome.reason === 'out_of_stock') return;
        if (outcome.kind !== 'reserved') throw new Error(JSON.stringify(outcome.kind));
        latencies.push(performance.now() - start);
      }
    }),
  );
  const soldOutInMs = round(performance.now() - began);
  const { rows } = await owner.query(
    'SELECT count(*)::int AS sold, count(DISTINCT number_id)::int AS numbers FROM reservations WHERE offer_id = 2',
  );
  return { soldOutInMs, ...rows[0], ...figures(latencies, soldOutInMs) };
}
