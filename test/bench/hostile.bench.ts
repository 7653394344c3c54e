import { hostileCalls } from '../api/support/hostile-calls';
import { openBenchDatabase } from './support/bench-database';
import { graphqlRequest, load, rawRequest } from './support/graphql/load';
import { sendLoad } from './support/graphql/load-worker';
import { seedShop } from './support/graphql/seed-shop';
import { type BenchServer, startServer } from './support/graphql/server-process';
import { median, round } from './support/measure';
import { optionsOf } from './support/options';

const NORMAL = 8;
const LIST = '{ users(first: 20) { edges { node { id firstName wallet { available } } } pageInfo { endCursor } } }';

/**
 * Hundreds of operations that are made to keep a server busy: what each costs in CPU, and what a normal client feels of
 * somebody who sends them without pause. CPU is that of the whole server process, so each is sent several times and its
 * cheapest time counts; the rest is what garbage collection and compilation happened to do meanwhile. Options:
 * --slice=3000 --rounds=3 --times=3.
 */
export async function run(args: string[]) {
  const option = optionsOf(args).number;
  const durationMs = option('slice', 3_000);
  const bench = await openBenchDatabase(2);
  let server: BenchServer | undefined;
  try {
    const key = await seedShop(bench.owner, { transfers: 1_000 });
    server = await startServer('shop', bench.appUrl);
    const { port } = server;
    const hostile = hostileCalls().map(({ name, call }) => ({ name, request: rawRequest({ key, ...call }) }));
    const normal = { port, connections: NORMAL, requests: [graphqlRequest({ key, query: LIST })] };
    await load({ ...normal, durationMs: 1_000 }); // compiles what everybody uses

    const costs: { name: string; cpuMs: number }[] = [];
    let answered = 0;
    for (const { name, request } of hostile) {
      const tries: number[] = [];
      for (let time = 0; time < option('times', 3); time += 1) {
        const before = await server.cpuMs();
        const { count } = await sendOnce(port, request);
        tries.push((await server.cpuMs()) - before);
        answered += count;
      }
      costs.push({ name, cpuMs: Math.min(...tries) });
    }
    costs.sort((a, b) => b.cpuMs - a.cpuMs);

    const alone: number[] = [];
    const beside: number[] = [];
    for (let i = 0; i < option('rounds', 3); i += 1) {
      alone.push((await load({ ...normal, durationMs })).p99Ms);
      const attack = { port, connections: 1, mayFail: true, requests: hostile.map(({ request }) => request) };
      const [felt] = await Promise.all([load({ ...normal, durationMs }), load({ ...attack, durationMs })]);
      beside.push(felt.p99Ms);
    }
    return {
      queries: hostile.length,
      answered,
      cpuMs: { most: round(costs[0]!.cpuMs), median: round(median(costs.map(({ cpuMs }) => cpuMs))) },
      above20Ms: costs.filter(({ cpuMs }) => cpuMs > 20).map(({ name }) => name),
      dearest: costs.slice(0, 5).map(({ name, cpuMs }) => `${name}: ${round(cpuMs)} ms`),
      normalClient: {
        connections: NORMAL,
        p99AloneMs: round(median(alone)),
        p99UnderAttackMs: round(median(beside)),
        ratio: round(median(beside) / median(alone)),
      },
    };
  } finally {
    server?.stop();
    await bench.close();
  }
}

/** One request over a connection of its own. */
function sendOnce(port: number, request: string) {
  return sendLoad({ port, connections: 1, durationMs: 0, atLeast: 1, mayFail: true, requests: [request] });
}
