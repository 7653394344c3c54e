import type { RunningShop } from '../../../src/main';
import { type LiveWorld, openLiveWorld, startLiveShop } from '../../support/live-shop';
import { BUYER_WALKS } from '../../support/walk/buyer-walks';

describe('what a buyer does in the chat', () => {
  let world: LiveWorld;
  let shop: RunningShop;

  beforeAll(async () => {
    world = await openLiveWorld({ pollIntervalMs: 200 });
    shop = await startLiveShop(world);
  });
  afterAll(async () => {
    await world.booksBalance(shop);
    await shop.shutdown.run('the ways are gone');
    await world.close();
  });

  /** At most so many acts. */
  it.each([
    ['first number', 5],
    ['same again', 2],
    ['change', 1],
    ['cancel', 1],
    ['three codes', 5],
  ])('%s takes %i acts', async (name, acts) => {
    const figures = await BUYER_WALKS[name]!(world);
    expect(figures.acts).toBeLessThanOrEqual(acts);
    expect(figures.messages).toBeGreaterThan(0);
    expect(figures.liveButtons).toBeGreaterThan(0);
  });
});
