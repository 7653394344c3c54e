import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { Pool } from 'pg';
import { openBenchDatabase } from './support/bench-database';
import { getRequest, load } from './support/graphql/load';
import { type BenchServer, startServer } from './support/graphql/server-process';
import { closedLoop, median, round } from './support/measure';
import { optionsOf } from './support/options';
import { chatBesidePolls } from './support/resale/chat-beside-polls';
import { KeptConnection } from './support/resale/kept-connection';
import { openResaleOrders, resalePath, seedOffers, seedResale, statusPath } from './support/resale/seed-resale';

const LANES = 32;
const BUYERS = 2_000;
const POLLS = 5;
const TABLE_CONNECTIONS = 4;

type Bench = Awaited<ReturnType<typeof openBenchDatabase>>;

/**
 * The shop as a supplier of others over handler_api, each part beside what one could do without it, in alternating slices:
 * buy, poll five times and finish against the same work by bare statements; a poll against a bare route with one named
 * statement; the whole price table against the same bytes from memory, and how soon it follows a change; what a buyer's
 * screen takes while open orders are polled by 200 keys. An SMS comes to each order on both sides by the same two statements.
 * Options: --slice=3000 --rounds=3 --offers=20000 --open=10000 --polls=1000 (a second, of all keys together)
 * --only=orders|status|chat|table.
 */
export async function run(args: string[]) {
  const option = optionsOf(args);
  const durationMs = option.number('slice', 3_000);
  const rounds = option.number('rounds', 3);
  const open = option.number('open', 10_000);
  const bench = await openBenchDatabase(LANES);
  const servers: BenchServer[] = [];
  try {
    await seedResale(bench.owner, { numbers: 100_000, buyers: BUYERS });
    const shop = await startServer('../resale/shop', bench.appUrl);
    const bare = await startServer('../resale/bare', bench.appUrl);
    servers.push(shop, bare);
    const plan = { durationMs, rounds };
    const only = option.text('only');
    const parts = {
      orders: () => compareOrders(bench, shop, plan),
      status: () => compareStatus(bench, shop, bare, plan),
      chat: () =>
        chatBesidePolls({ durationMs: durationMs * 3, rounds, open, perSecond: option.number('polls', 1_000) }),
      async table() {
        await seedOffers(bench.owner, { services: 800, countries: 195, offers: option.number('offers', 20_000) });
        return compareTable(bench, shop, bare, plan);
      },
    };
    const measured: Record<string, object | number> = { lanes: LANES };
    for (const [name, measure] of Object.entries(parts)) if ((only ?? name) === name) measured[name] = await measure();
    return measured;
  } finally {
    for (const server of servers) server.stop();
    await bench.close();
  }
}

interface Plan {
  readonly durationMs: number;
  readonly rounds: number;
  readonly connections?: number;
}

const expecting = async (word: string, answer: Promise<string>): Promise<string> => {
  const body = await answer;
  if (!body.startsWith(word)) throw new Error(`Instead of ${word} the shop said: ${body.slice(0, 200)}`);
  return body;
};

async function compareOrders(bench: Bench, shop: BenchServer, { durationMs, rounds }: Plan) {
  const pool = new Pool({ connectionString: bench.appUrl, max: LANES, options: '-c enable_seqscan=off' });
  const named = (name: string, text: string, values: unknown[]) => pool.query({ name, text, values });
  let turn = 0;
  const nextUser = () => (turn++ % BUYERS) + 1;

  async function sms(reservation: string): Promise<void> {
    const { rows } = await named(
      'sms',
      `INSERT INTO messages (provider_id, dedupe_key, source, text, stored_at)
       VALUES (1, $1, 'POLL', 'Your code is 12345', now()) RETURNING id`,
      [randomUUID()],
    );
    await named('apply', 'SELECT kind FROM apply_message($1, $2, $3, now(), 3, 600)', [
      rows[0].id,
      reservation,
      '12345',
    ]);
  }

  const programs = Array.from({ length: LANES }, () => new KeptConnection(shop.port));

  async function byHttp(lane: number): Promise<boolean> {
    const user = nextUser();
    const ask = (query: string) => programs[lane]!.ask(resalePath(user, query));
    const [, id] = (await expecting('ACCESS_NUMBER', ask('action=getNumber&service=wa&country=49'))).split(':');
    for (let poll = 1; poll < POLLS; poll += 1) await expecting('STATUS_WAIT_CODE', ask(`action=getStatus&id=${id}`));
    const { rows } = await named('of', 'SELECT reservation_id AS id FROM resale_orders WHERE id = $1', [id]);
    await sms(rows[0].id);
    await expecting('STATUS_OK:12345', ask(`action=getStatus&id=${id}`));
    await expecting('ACCESS_ACTIVATION', ask(`action=setStatus&status=6&id=${id}`));
    return true;
  }

  async function byStatements(): Promise<boolean> {
    const user = nextUser();
    const start = Math.floor(Math.random() * 2 ** 31);
    const { rows } = await named(
      'reserve',
      'SELECT kind, reservation_id AS id FROM reserve($1, $2, 1, 8000, now(), $3, 1000000, 1000, false)',
      [randomUUID(), user, start],
    );
    if (rows[0].kind !== 'reserved') throw new Error(`the bare purchase was ${rows[0].kind}`);
    const { id } = rows[0];
    const poll = () =>
      named('poll', 'SELECT status, more_asked_at FROM reservations WHERE id = $1 AND user_id = $2', [id, user]);
    for (let times = 1; times < POLLS; times += 1) await poll();
    await named('of.bare', 'SELECT id FROM reservations WHERE id = $1', [id]);
    await sms(id);
    await poll();
    await named('finish', 'UPDATE reservations SET more_asked_at = now() WHERE id = $1 AND user_id = $2', [id, user]);
    return true;
  }

  try {
    await bench.checkpoint();
    const mine: Awaited<ReturnType<typeof closedLoop>>[] = [];
    const theirs: typeof mine = [];
    for (let i = 0; i <= rounds; i += 1) {
      const [a, b] = [
        await closedLoop({ lanes: LANES, durationMs, act: byHttp }),
        await closedLoop({ lanes: LANES, durationMs, act: byStatements }),
      ];
      if (i === 0) {
        // Both sides are warm now; what a minute of trade would tell the planner, it is told here.
        await bench.owner.query('VACUUM ANALYZE');
        continue;
      }
      mine.push(a);
      theirs.push(b);
    }
    const middle = (slices: typeof mine) => round(median(slices.map(({ perSecond }) => perSecond)));
    const [perSecond, barePerSecond] = [middle(mine), middle(theirs)];
    return {
      perSecond,
      p99Ms: round(median(mine.map(({ p99Ms }) => p99Ms))),
      barePerSecond,
      ratio: round(perSecond / barePerSecond),
      aim: 0.6,
    };
  } finally {
    for (const program of programs) program.close();
    await pool.end();
  }
}

const firstBuyers = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

/** Both are asked for the same open orders. */
async function compareStatus(bench: Bench, shop: BenchServer, bare: BenchServer, plan: Plan) {
  const orders = await openResaleOrders(bench.owner, 500, firstBuyers(500));
  await bench.owner.query('VACUUM ANALYZE');
  const requests = orders.map(({ id, user }) => getRequest(statusPath(user, id)));
  const bareRequests = orders.map(({ id, user }) => getRequest(`/status?id=${id}&user=${user}`));
  const [mine, theirs] = await alternate(plan, { server: shop, requests }, { server: bare, requests: bareRequests });
  return { ...mine, bare: theirs, ratio: round(mine.perSecond / theirs.perSecond), aim: 0.5 };
}

async function compareTable(bench: Bench, shop: BenchServer, bare: BenchServer, plan: Plan) {
  const before = await shop.memoryBytes();
  const program = new KeptConnection(shop.port);
  const path = resalePath(1, 'action=getPrices');
  const whole = () => program.ask(path);
  const bytes = Buffer.from(await whole());
  // As clients ask for it, and as old tools do, which unpack nothing; the same bytes from memory beside each.
  const asked = { packed: { 'accept-encoding': 'gzip' }, plain: {} };
  const sent: Record<string, object> = {};
  for (const [name, headers] of Object.entries(asked)) {
    const body = name === 'plain' ? bytes : gzipSync(bytes, { level: 4 });
    await fetch(`http://127.0.0.1:${bare.port}/table`, { method: 'PUT', body });
    const [mine, theirs] = await alternate(
      { ...plan, connections: TABLE_CONNECTIONS },
      { server: shop, requests: [getRequest(path, headers)] },
      { server: bare, requests: [getRequest('/table')] },
    );
    const ratio = round(mine.perSecond / theirs.perSecond);
    sent[name] = { bytes: mine.bytesEach, ...mine, fromMemory: theirs, ratio };
  }
  const followedMs: number[] = [];
  for (let change = 0; change < 5; change += 1) {
    const old = await whole();
    await bench.owner.query('UPDATE offers SET price = price + 1 WHERE id = 77');
    const changedAt = performance.now();
    while ((await whole()) === old) await new Promise((resolve) => setTimeout(resolve, 20));
    followedMs.push(performance.now() - changedAt);
  }
  program.close();
  const grownMb = round(((await shop.memoryBytes()) - before) / 1_048_576);
  const cells = Object.values(JSON.parse(bytes.toString()) as Record<string, object>);
  return {
    offers: cells.reduce((sum, cell) => sum + Object.keys(cell).length, 0),
    connections: TABLE_CONNECTIONS,
    ...sent,
    aimP99Ms: 5,
    aim: 0.8,
    followsAChangeInMs: { median: round(median(followedMs)), most: round(Math.max(...followedMs)) },
    grownMb,
    aimGrownMb: 64,
  };
}

interface Side {
  readonly server: BenchServer;
  readonly requests: string[];
}

interface Measured {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly bytesEach: number;
}

async function alternate(
  { durationMs, rounds, connections = LANES / 2 }: Plan,
  ...sides: [Side, Side]
): Promise<[Measured, Measured]> {
  const all = sides.map((): Awaited<ReturnType<typeof load>>[] => []);
  for (let i = 0; i <= rounds; i += 1)
    for (const [side, { server, requests }] of sides.entries()) {
      const result = await load({ port: server.port, requests, connections, durationMs });
      if (result.failures > 0) throw new Error(`${result.failures} requests were refused.`);
      if (i > 0) all[side]!.push(result); // the first round warms both
    }
  const [mine, theirs] = all.map(
    (slices): Measured => ({
      perSecond: round(median(slices.map(({ perSecond }) => perSecond))),
      p50Ms: round(median(slices.map(({ p50Ms }) => p50Ms))),
      p99Ms: round(median(slices.map(({ p99Ms }) => p99Ms))),
      bytesEach: slices[0]!.bytesEach,
    }),
  );
  return [mine!, theirs!];
}
