import { type ResaleCounts, resaleWalk } from '../../support/resale-walk';
import { seededRandom } from '../../support/seeded-random';
import { openTwoShops, type TwoShops } from '../../support/two-shops';

const KILLS = 3;
const PURCHASES = 40;

describe('two shops, of which one buys from the other, both killed in the middle of it', () => {
  let shops: TwoShops;
  let counts: ResaleCounts;

  beforeAll(async () => {
    shops = await openTwoShops({ poolNumbers: 4 * PURCHASES });
    counts = await resaleWalk(shops, { buyers: 8, purchases: PURCHASES, kills: KILLS, random: seededRandom(7) });
  }, 480_000);
  afterAll(() => shops?.close());

  it('bring every purchase to its code or its end, and buy none twice', () => {
    expect(counts).toMatchObject({ killsOfFirst: 2, killsOfSecond: 2, lost: 0, notOnce: 0 });
    expect(counts.purchases).toBeGreaterThanOrEqual(PURCHASES);
    expect(counts.completed + counts.canceled + counts.soldOut).toBe(counts.purchases);
    expect(counts.completed).toBeGreaterThan(PURCHASES / 4);
  });

  it('own what was sold, or gave it back', () => {
    expect(counts).toMatchObject({ forgotten: 0, vendorForgotten: 0 });
    expect(counts.soldByFirst).toBe(counts.ownedBySecond + counts.returned);
  });

  it('agree to the last unit on what was sold and what it cost', () => {
    expect(counts).toMatchObject({ paidByOneAlone: 0, completedHere: counts.completed, held: '0' });
    expect([counts.paid, counts.spent]).toEqual([counts.charged, counts.charged]);
    expect(BigInt(counts.charged)).toBe(8_000n * BigInt(counts.completed));
  });

  it('keep their books, and tell no key', () => {
    expect(counts).toMatchObject({ findingsOfFirst: [], findingsOfSecond: [], keysInLogs: 0, isRight: true });
  });
});
