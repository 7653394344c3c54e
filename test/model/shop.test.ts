import * as fc from 'fast-check';
import { openShop } from '../support/shop';
import { play } from './play';
import { type Wish, wishes } from './wishes';

/** One that begins with money and numbers, so that there is something to do. */
const OPENING: readonly (readonly Wish[])[] = [
  [0, 1, 2].map((who) => ({ does: 'adds', who, which: who, how: 3 })),
  ...[0, 1, 2].map(() => [0, 1].map((which) => ({ does: 'stocks', who: 0, which, how: 0 }) as const)),
];

/** Of a long search: SIM_SEED and SIM_COMMANDS, which `npm run sim` gives. */
const SEED = process.env.SIM_SEED === undefined ? undefined : Number(process.env.SIM_SEED);
const SEEDS = Number(process.env.SIM_SEEDS ?? 1);
const ROUNDS = Math.ceil(Number(process.env.SIM_COMMANDS ?? 60) / 2.5);
const rounds = (length: number) =>
  fc.array(fc.array(wishes, { minLength: 1, maxLength: 4 }), { minLength: length, maxLength: length, size: 'max' });

async function plays(given: readonly (readonly Wish[])[]) {
  const shop = await openShop();
  try {
    return await play(shop, [...OPENING, ...given]);
  } finally {
    await shop.close();
  }
}

describe('a shop in which several people act at once, and which dies now and then', () => {
  it('always did what some order of their acts explains, with the books balanced after each round', async () => {
    const first = SEED ?? 1;
    const counts: Record<string, number> = {};
    let commands = 0;
    for (let seed = first; seed < first + SEEDS; seed += 1) {
      const [given] = fc.sample(rounds(ROUNDS), { seed, numRuns: 1 });
      const played = await plays(given!).catch((error: Error) => {
        error.message = `Seed ${seed} (npm run sim -- --seed ${seed}): ${error.message}`;
        throw error;
      });
      commands += played.commands;
      for (const [word, count] of Object.entries(played.counts)) counts[word] = (counts[word] ?? 0) + count;
    }
    if (SEED !== undefined) console.log(JSON.stringify({ seeds: SEEDS, commands, counts }, null, 1));
    expect(counts['buys: reserved']).toBeGreaterThan(0);
  }, 36_000_000);
});
