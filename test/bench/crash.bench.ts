import 'reflect-metadata';
import { crashWalk } from '../support/crash-walk';
import { openLiveWorld } from '../support/live-shop';
import { seededRandom } from '../support/seeded-random';
import { openBenchDatabase } from './support/bench-database';

const BUYERS = 20;

/**
 * Twenty buyers make 200 purchases over MTProto, from the pool and on demand, while the shop is killed 20 times with
 * kill -9 and started again, over a database that keeps what it confirmed. Counts what was lost, doubled or told twice:
 * all of these must be 0. Options: --kills=20 --purchases=200 --seed=1.
 */
export async function run(args: string[]) {
  const given = (name: string, otherwise: number) => {
    const found = args.find((arg) => arg.startsWith(`--${name}=`));
    return found ? Number(found.slice(name.length + 3)) : otherwise;
  };
  const random = seededRandom(given('seed', 1));
  const purchases = given('purchases', 200);
  const bench = await openBenchDatabase(4);
  const { appUrl, ownerUrl } = bench;
  const database = { appUrl, ownerUrl, adminUrl: ownerUrl, drop: async () => undefined };
  const world = await openLiveWorld({
    database,
    pollIntervalMs: 300,
    poolNumbers: 2 * purchases,
  });
  try {
    return await crashWalk(world, {
      buyers: BUYERS,
      purchases,
      kills: given('kills', 20),
      random,
      onProgress: (words) => console.error(words),
    });
  } finally {
    await world.close();
    await bench.close();
  }
}
