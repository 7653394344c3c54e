import { type LiveWorld, openLiveWorld } from '../../support/live-shop';
import { seededRandom } from '../../support/seeded-random';
import { type SmppCrashCounts, smppCrashWalk } from '../../support/smsc/smpp-crash-walk';

const KILLS = 3;
const MESSAGES = 240;
const BUYERS = 24;

describe('a shop that is killed while two centres send codes', () => {
  let world: LiveWorld;
  let counts: SmppCrashCounts;

  beforeAll(async () => {
    world = await openLiveWorld({ poolNumbers: BUYERS });
    const plan = { kills: KILLS, messages: MESSAGES, buyers: BUYERS, random: seededRandom(3) };
    counts = await smppCrashWalk(world, plan);
  }, 420_000);
  afterAll(() => world?.close());

  it('is killed in the middle of deliveries', () => {
    expect(counts).toMatchObject({ kills: KILLS, messages: MESSAGES, acknowledged: MESSAGES });
    expect(counts.openAtKills).toBeGreaterThan(KILLS);
  });

  it('has each SMS that it acknowledged, once', () => {
    expect(counts).toMatchObject({ acknowledgedUnstored: 0, lost: 0, storedTwice: 0, strangers: 0 });
  });

  it('tells each code to its buyer, once, and to nobody else', () => {
    expect(counts).toMatchObject({ untold: 0, toldTwice: 0, astray: 0 });
  });

  it('keeps its books', () => {
    expect(counts.verifyFindings).toEqual([]);
  });
});
