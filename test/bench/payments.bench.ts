import 'reflect-metadata';
import { paymentWalk } from '../support/payment-walk';
import { seededRandom } from '../support/seeded-random';
import { inBenchWorld } from './support/bench-world';
import { optionsOf } from './support/options';

/**
 * A hundred buyers pay in 1 000 times, over MTProto in Stars and at the simulators of all providers, while the shop is killed 20
 * times with kill -9 and one webhook of ten is lost and one comes twice. Holds what was credited against what was taken, to the
 * last unit; anything that is off ends it with 1. Options: --payments=1000 --buyers=100 --kills=20 --seed=1.
 */
export async function run(args: string[]) {
  const given = optionsOf(args).number;
  return inBenchWorld({ poolNumbers: 1 }, (world) =>
    paymentWalk(world, {
      ...{ payments: given('payments', 1_000), buyers: given('buyers', 100), kills: given('kills', 20) },
      ...{ lostPercent: 10, doubledPercent: 10, random: seededRandom(given('seed', 1)) },
      onProgress: (words) => console.error(words),
    }),
  );
}
