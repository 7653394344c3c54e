import 'reflect-metadata';
import { resaleWalk } from '../support/resale-walk';
import { seededRandom } from '../support/seeded-random';
import { openTwoShops } from '../support/two-shops';
import { openBenchDatabase } from './support/bench-database';
import { optionsOf } from './support/options';

/**
 * Twenty programs make 300 purchases at a shop that buys all of it from another shop of this kind, by handler_api and by 5sim's
 * form, each a process over a durable database of its own, while one, the other or both are killed 30 times with kill -9 and codes
 * arrive at the first one. Holds the books of both against each other, to the last unit; anything that is off ends it with 1.
 * Options: --purchases=300 --buyers=20 --kills=30 --seed=1.
 */
export async function run(args: string[]) {
  const given = optionsOf(args).number;
  const purchases = given('purchases', 300);
  const benches = [await openBenchDatabase(1), await openBenchDatabase(1)] as const;
  const shops = await openTwoShops({
    poolNumbers: 4 * purchases,
    databases: [benches[0].asTestDatabase, benches[1].asTestDatabase],
  });
  try {
    return await resaleWalk(shops, {
      ...{ purchases, buyers: given('buyers', 20), kills: given('kills', 30), random: seededRandom(given('seed', 1)) },
      onProgress: (words) => console.error(words),
    });
  } finally {
    await shops.close();
    await Promise.all(benches.map((bench) => bench.close()));
  }
}
