import { seededRandom } from '../support/seeded-random';
import { wrongIn } from './invariants';
import { act, openState } from './shop-model';
import { commandOf, countedNames, wishBy } from './wishes';

/** So many commands a world; then another one begins, since what is long over is dull. */
const OF_A_WORLD = 500;

/**
 * The same commands on the model alone, by the million. After each, all rules about money and numbers must hold. Answers how
 * many were done, by what came of them. Throws with the seed of the world and the command at which a rule broke.
 */
export function runCore(o: { seed: number; commands: number }): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (let seed = o.seed, left = o.commands; left > 0; seed += 1) {
    const random = seededRandom(seed);
    const names = countedNames();
    const state = openState({ people: 3, offers: 2, now: 1_800_000_000_000, price: 5_000n });
    const anyOf = (phones: readonly string[]) => phones[Math.floor(random() * phones.length)];
    for (let at = 0; at < OF_A_WORLD && left > 0; ) {
      const command = commandOf(wishBy(random), state, names);
      if (!command) continue;
      const word = `${command.does}: ${act(state, command, anyOf).split(' ')[0]}`;
      counts[word] = (counts[word] ?? 0) + 1;
      const wrong = wrongIn(state);
      if (wrong.length > 0) throw new Error(`World ${seed}, command ${at}, ${word}: ${wrong.join('; ')}`);
      at += 1;
      left -= 1;
    }
  }
  return counts;
}
