import { type LiveWorld, openLiveWorld } from '../../support/live-shop';
import { type PaymentCounts, paymentWalk } from '../../support/payment-walk';
import { seededRandom } from '../../support/seeded-random';

const KILLS = 2;
const PAYMENTS = 40;

describe('a shop that is killed while buyers pay in by every way there is, with webhooks lost and doubled', () => {
  let world: LiveWorld;
  let counts: PaymentCounts;

  beforeAll(async () => {
    world = await openLiveWorld({ poolNumbers: 1 });
    const chances = { lostPercent: 10, doubledPercent: 10, random: seededRandom(7) };
    counts = await paymentWalk(world, { buyers: 8, payments: PAYMENTS, kills: KILLS, ...chances });
  }, 600_000);
  afterAll(() => world?.close());

  it('credits all that was taken, to the last unit, and nothing else', () => {
    expect(counts).toMatchObject({ kills: KILLS, payments: PAYMENTS });
    expect(counts).toMatchObject({ takenAndNotHere: 0, hereAndNotTaken: 0, otherThanTaken: 0, creditedOff: 0 });
    for (const [name, { begun, taken, receipts }] of Object.entries(counts.methods))
      expect([name, begun, receipts]).toEqual([name, PAYMENTS / 8, taken]);
  });

  it('tells each buyer of each receipt once', () => {
    expect(counts).toMatchObject({ toldTwice: 0, toldNever: 0, toldAstray: 0 });
  });

  it('keeps its books, and they are those of the providers', () => {
    expect(counts.verifyFindings).toEqual([]);
    expect(counts.reconcileFindings).toEqual([]);
    expect(counts.isRight).toBe(true);
  });
});
