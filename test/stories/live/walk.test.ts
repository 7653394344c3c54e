import { goes, WALK_NAMES } from '../../support/walk/run-walks';
import { openWalkPlace, type WalkPlace } from '../../support/walk/walk-place';

/** At most so many acts. What an operator sells begins with the password; his other ways begin in the panel. */
const MOST_ACTS: Readonly<Record<string, number>> = {
  'first number': 5,
  'same again': 2,
  change: 1,
  cancel: 1,
  'three codes': 5,
  'find and add balance': 3,
  refund: 5,
  broadcast: 6,
  export: 2,
  'sell from a supplier': 9,
  'sell own numbers': 8,
};

describe('what people do in the chat', () => {
  let place: WalkPlace;

  beforeAll(async () => {
    place = await openWalkPlace();
  });
  afterAll(() => place?.close());

  it.each(WALK_NAMES)('%s takes few acts, and happens', async (name) => {
    const figures = await goes(name, place);
    expect(figures.acts).toBeLessThanOrEqual(MOST_ACTS[name]!);
    expect(figures.messages).toBeGreaterThan(0);
    expect(figures.liveButtons).toBeGreaterThan(0);
  });
});
