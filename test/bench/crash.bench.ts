import 'reflect-metadata';
import { crashWalk } from '../support/crash-walk';
import { seededRandom } from '../support/seeded-random';
import { inBenchWorld } from './support/bench-world';
import { optionsOf } from './support/options';

const BUYERS = 20;

/**
 * Twenty buyers make 200 purchases over MTProto, from the pool and on demand, while the shop is killed 20 times with
 * kill -9 and started again, over a database that keeps what it confirmed. Counts what was lost, doubled or told twice:
 * all of these must be 0. Options: --kills=20 --purchases=200 --seed=1.
 */
export async function run(args: string[]) {
  const given = optionsOf(args).number;
  const random = seededRandom(given('seed', 1));
  const purchases = given('purchases', 200);
  return inBenchWorld({ pollIntervalMs: 300, poolNumbers: 2 * purchases }, (world) =>
    crashWalk(world, {
      buyers: BUYERS,
      purchases,
      kills: given('kills', 20),
      random,
      onProgress: (words) => console.error(words),
    }),
  );
}
