import { openScreenWorld, type ScreenWorld } from '../screens/support/screen-world';
import { requiredChannel, rewardChannel } from '../support/channels';
import { usd } from '../support/shop';

describe('departures that Telegram told nobody of', () => {
  let world: ScreenWorld;

  beforeEach(async () => {
    world = await openScreenWorld();
  });
  afterEach(async () => {
    await world.shop.booksBalance();
    await world.close();
  });

  const statuses = () =>
    world.shop.all<{ status: string }>('SELECT status FROM telegram_memberships ORDER BY telegram_id, channel_id');
  const sweeps = () => world.shop.runs('sweep-departures');

  it('are found a few at a time, and a reward that hangs on one is taken back', async () => {
    const { shop } = world;
    const news = await rewardChannel(shop, { title: 'News', amount: usd('0.10'), clawBackDays: 30 });
    const buyers = [];
    for (let n = 0; n < 7; n += 1) {
      const buyer = await world.buyer();
      await buyer.joins(news.id, { isTold: false });
      await buyer.writes('/free');
      await buyer.presses('Verify News');
      buyers.push(buyer);
    }
    for (const buyer of buyers) await buyer.leaves(news.id, { isTold: false });
    await sweeps();
    expect((await statuses()).every(({ status }) => status === 'MEMBER')).toBe(true);
    await shop.passes({ hours: 7 });
    const before = shop.telegram.asked.length;
    await sweeps();
    expect(shop.telegram.asked.length - before).toBe(5);
    await sweeps();
    await world.delivers();
    expect((await statuses()).every(({ status }) => status === 'NOT_MEMBER')).toBe(true);
    for (const buyer of buyers) {
      expect((await world.money(buyer))?.available).toBe(0n);
      expect(buyer.last.text).toContain('You left News too soon');
    }
    await sweeps();
    expect(shop.telegram.asked.length - before).toBe(7);
  });

  it('are not asked for while Telegram wants us to wait, nor about people who have not been here for weeks', async () => {
    const { shop } = world;
    const news = await requiredChannel(shop, 'News');
    const buyer = await world.buyer();
    await buyer.joins(news.id);
    await shop.passes({ hours: 7 });
    shop.telegram.troubles.set(news.id, { kind: 'unknown', reason: 'flood', detail: 'channels.getParticipant' });
    await sweeps();
    expect(await statuses()).toEqual([{ status: 'MEMBER' }]);
    shop.telegram.troubles.clear();
    await shop.passes({ days: 8 });
    const before = shop.telegram.asked.length;
    await sweeps();
    expect(shop.telegram.asked.length).toBe(before);
  });

  it('of an account that is gone are given up, and do not keep the others waiting', async () => {
    const { shop } = world;
    const news = await requiredChannel(shop, 'News');
    const ghost = await world.buyer();
    await ghost.joins(news.id);
    await shop.passes({ hours: 7 });
    shop.telegram.members.set(`${news.id} ${ghost.person.telegramId}`, {
      kind: 'unknown',
      reason: 'no_such_user',
      detail: 'USER_ID_INVALID',
    });
    await sweeps();
    expect(await statuses()).toEqual([{ status: 'UNKNOWN' }]);
    const before = shop.telegram.asked.length;
    await sweeps();
    expect(shop.telegram.asked.length).toBe(before);
  });
});
