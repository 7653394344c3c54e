import { openBenchDatabase } from './support/bench-database';
import { getRequest, graphqlRequest, type Load, load } from './support/graphql/load';
import { seedShop } from './support/graphql/seed-shop';
import { type BenchServer, startServer } from './support/graphql/server-process';
import { median, round } from './support/measure';
import { optionsOf } from './support/options';

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
  const option = optionsOf(args).number;
  const rows = option('rows', 1_000_000);
  const durationMs = option('slice', 2_000);
  const rounds = option('rounds', 4);
  const bench = await openBenchDatabase(2);
  const servers: BenchServer[] = [];
  try {
    const key = await seedShop(bench.owner, { transfers: rows });
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
