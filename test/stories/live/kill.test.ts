import { type CrashCounts, crashWalk } from '../../support/crash-walk';
import { type LiveWorld, openLiveWorld } from '../../support/live-shop';
import { seededRandom } from '../../support/seeded-random';

const KILLS = 3;
const PURCHASES = 60;

describe('a shop that is killed in the middle of purchases', () => {
  let world: LiveWorld;
  let counts: CrashCounts;

  beforeAll(async () => {
    world = await openLiveWorld({ pollIntervalMs: 300 });
    counts = await crashWalk(world, { buyers: 20, purchases: PURCHASES, kills: KILLS, random: seededRandom(7) });
  }, 600_000);
  afterAll(() => world?.close());

  it('ends every purchase, and sells none twice', () => {
    expect(counts).toMatchObject({ kills: KILLS, stillOpen: 0 });
    expect(counts.purchases).toBeGreaterThanOrEqual(PURCHASES);
    expect(counts.reservations).toBe(counts.purchases);
    expect(counts.completed + counts.refunded).toBe(counts.purchases);
  });

  it('brings each SMS once, to its buyer and to nobody else', () => {
    expect(counts.codesDelivered).toBe(counts.smsSent);
    expect(counts).toMatchObject({ codesLost: 0, codesDoubled: 0, codesAstray: 0 });
  });

  it('answers each message once, and tells of nothing twice', () => {
    expect(counts.messagesAnswered).toBe(counts.messagesSaid);
    expect(counts).toMatchObject({ toldMoreThanOnce: 0, endsToldAgain: 0 });
  });

  it('owns what it bought upstream, or gave it back', () => {
    expect(counts.upstreamForgotten).toBe(0);
    expect(counts.upstreamBought).toBe(counts.upstreamOwned + counts.upstreamReturned);
  });

  it('keeps its books', () => {
    expect(counts.verifyFindings).toEqual([]);
  });
});
