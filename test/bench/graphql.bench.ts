import { createHash, randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import { SCOPES } from '../../src/domain/access/scopes';
import { openBenchDatabase } from './support/bench-database';
import { getRequest, graphqlRequest, type Load, load } from './support/graphql/load';
import { type BenchServer, startServer } from './support/graphql/server-process';
import { median, round } from './support/measure';

const CONNECTIONS = 16;
const TRIVIAL = '{ __typename }';
const LIST = `{ reservations(first: 50) { edges { node {
  id status price phone origin createdAt expiresAt user { id firstName username } service { id code name } } } } }`;
const NAIVE_LIST = `{ reservations {
  id status price phone origin createdAt expiresAt user { id firstName username } service { id code name } } }`;
const PAGE = `query ($after: String) { transactions(first: 50, after: $after) {
  edges { node { id type amount createdAt } } pageInfo { hasNextPage endCursor } } }`;

/**
 * The API against what one could do without it, in alternating slices on one machine: the trivial query against bare
 * Apollo, a list of 50 with 2 relations against the naive way and against one SQL join served as JSON, and page 1
 * against page 1 000 of a big table. Options: --rows=1000000 --slice=2000 --rounds=4.
 */
export async function run(args: string[]) {
  const option = (name: string, usual: number) =>
    Number(args.find((arg) => arg.startsWith(`--${name}=`))?.split('=')[1] ?? usual);
  const rows = option('rows', 1_000_000);
  const durationMs = option('slice', 2_000);
  const rounds = option('rounds', 4);
  const bench = await openBenchDatabase(2);
  const servers: BenchServer[] = [];
  try {
    const key = await seed(bench.owner, rows);
    const [shop, bare, naive, join] = await Promise.all(
      (['shop', 'bare', 'naive', 'rows'] as const).map((name) => startServer(name, bench.appUrl)),
    );
    servers.push(shop!, bare!, naive!, join!);
    const against = (server: BenchServer, request: string) => ({ server, requests: [request] });
    const compare = async (sides: Record<string, { server: BenchServer; requests: string[] }>) => {
      const loads: Record<string, Measured[]> = Object.fromEntries(Object.keys(sides).map((name) => [name, []]));
      for (let round = 0; round <= rounds; round += 1) {
        for (const [name, side] of Object.entries(sides)) {
          const before = await side.server.cpuMs();
          const slice = round === 0 ? 1_000 : durationMs;
          const order = { port: side.server.port, requests: side.requests, connections: CONNECTIONS };
          const result = await load({ ...order, durationMs: slice });
          const cpuUsEach = (((await side.server.cpuMs()) - before) / result.count) * 1_000;
          if (result.failures > 0) throw new Error(`${name} refused ${result.failures} requests.`);
          if (round > 0) loads[name]!.push({ ...result, cpuUsEach }); // the first round warms both sides
        }
      }
      return Object.fromEntries(Object.entries(loads).map(([name, all]) => [name, summary(all)]));
    };

    const trivial = await compare({
      shop: against(shop!, graphqlRequest({ key, query: TRIVIAL })),
      bareApollo: against(bare!, graphqlRequest({ query: TRIVIAL })),
    });
    const list = await compare({
      shop: against(shop!, graphqlRequest({ key, query: LIST })),
      naive: against(naive!, graphqlRequest({ query: NAIVE_LIST })),
      sqlJoin: against(join!, getRequest('/rows')),
    });
    const after = await cursorOfPage(shop!.port, key, 1_000, rows);
    const pages = await compare({
      first: against(shop!, graphqlRequest({ key, query: PAGE })),
      thousandth: against(shop!, graphqlRequest({ key, query: PAGE, variables: { after } })),
    });
    return {
      connections: CONNECTIONS,
      trivial: { ...trivial, ratioToBareApollo: ratio(trivial.shop, trivial.bareApollo) },
      listOf50With2Relations: {
        ...list,
        ratioToNaive: ratio(list.shop, list.naive),
        ratioToSqlJoin: ratio(list.shop, list.sqlJoin),
      },
      pages: { rows, ...pages, slowdown: round(pages.thousandth!.p50Ms / pages.first!.p50Ms) },
    };
  } finally {
    for (const server of servers) server.stop();
    await bench.close();
  }
}

interface Measured extends Load {
  /** CPU of the server's process for one request, in microseconds. */
  readonly cpuUsEach: number;
}

interface Summary {
  readonly cpuUsEach: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly bytesEach: number;
}

function summary(all: Measured[]): Summary {
  return {
    perSecond: round(median(all.map((one) => one.perSecond))),
    p50Ms: round(median(all.map((one) => one.p50Ms))),
    p99Ms: round(median(all.map((one) => one.p99Ms))),
    cpuUsEach: round(median(all.map((one) => one.cpuUsEach))),
    bytesEach: all[0]!.bytesEach,
  };
}

function ratio(mine: Summary | undefined, theirs: Summary | undefined): number {
  return round(mine!.perSecond / theirs!.perSecond);
}

/** Where page `number` of 50 begins. Walking there would take a thousand requests; the last cursor before it is made. */
async function cursorOfPage(port: number, key: string, number: number, rows: number): Promise<string> {
  const last = rows - (number - 1) * 50 + 1;
  if (last < 51) return cursorOfPage(port, key, Math.max(2, Math.floor(rows / 50) - 1), rows);
  return Buffer.from(JSON.stringify(['newest', String(last), String(last)])).toString('base64url');
}

/** A shop with sales in it, and a key for it. Wallets do not add up here: nothing of that is read. */
async function seed(owner: Client, transfers: number): Promise<string> {
  const key = `nsk_${randomBytes(32).toString('base64url')}`;
  await owner.query(
    `INSERT INTO api_keys (name, hash, scopes, created_at, last_used_at) VALUES ('bench', $1, $2, now(), now())`,
    [createHash('sha256').update(key).digest(), SCOPES],
  );
  await owner.query(`
    INSERT INTO services (code, name, created_at) SELECT 's' || i, 'Service ' || i, now() FROM generate_series(1, 20) i;
    INSERT INTO countries (iso, name, calling_code, created_at) VALUES ('LV', 'Latvia', '371', now());
    INSERT INTO offers (service_id, country_id, price, created_at) SELECT i, 1, 8000, now() FROM generate_series(1, 20) i;
    INSERT INTO users (telegram_id, first_name, username, created_at, last_seen_at)
      SELECT i, 'Buyer ' || i, 'buyer_' || i, now(), now() FROM generate_series(1, 1000) i;
    ALTER TABLE reservations DISABLE TRIGGER USER;
    ALTER TABLE transfers DISABLE TRIGGER USER;
    INSERT INTO reservations (key, user_id, offer_id, service_id, country_id, phone, origin, price, status, end_reason,
        expires_at, created_at, ended_at)
      SELECT gen_random_uuid(), 1 + i * 7 % 1000, 1 + i % 20, 1 + i % 20, 1, (37120000000 + i)::text, 'ON_DEMAND', 8000,
        'CANCELED', 'user', now(), now(), now() FROM generate_series(1, 5000) i;
    INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, actor_type, actor_id, available_after,
        held_after, created_at)
      SELECT 'bench:' || i, 'ADD', 'FUNDING', 'AVAILABLE', 10000, 1 + i % 1000, 'JOB', 'bench', 0, 0, now()
      FROM generate_series(1, ${transfers}) i;
    ALTER TABLE reservations ENABLE TRIGGER USER;
    ALTER TABLE transfers ENABLE TRIGGER USER;
  `);
  await owner.query('VACUUM ANALYZE');
  return key;
}
