import { readAlerts } from '../../src/database/queries/alerts';
import { clearAlert, raiseAlert } from '../../src/usecases/alerts/raise-alert';
import { openScreenWorld, type ScreenWorld } from '../screens/support/screen-world';

const OWNER = 4_444n;
const alert = {
  key: 'channel:1',
  kind: 'channel_unreadable',
  facts: { title: 'News', reason: 'bot_not_admin', detail: 'CHAT_ADMIN_REQUIRED' },
  everyS: 3_600,
} as const;

describe('a trouble that an operator must repair', () => {
  let world: ScreenWorld;

  beforeAll(async () => {
    world = await openScreenWorld({ ownerIds: [OWNER, 4_445n] });
  });
  afterAll(() => world?.close());

  it('comes fifty times at once: the owner whom the bot knows is told once, and again after the hour', async () => {
    const { shop } = world;
    const owner = world.stranger({ telegramId: OWNER, languageCode: 'ru' });
    await owner.writes('/start');
    const told = await Promise.all(Array.from({ length: 50 }, () => raiseAlert(shop.app, alert)));
    expect(told.filter(Boolean)).toHaveLength(1);
    await world.delivers();
    expect(owner.messages).toHaveLength(2);
    expect(owner.last.text).toContain('CHAT_ADMIN_REQUIRED');
    expect(await readAlerts(shop.app.db, { limit: 10 })).toMatchObject([{ key: 'channel:1', count: 50 }]);

    await shop.passes({ minutes: 59 });
    expect(await raiseAlert(shop.app, alert)).toBe(false);
    await shop.passes({ minutes: 2 });
    expect(await raiseAlert(shop.app, alert)).toBe(true);
  });

  it('was repaired and comes again: it is told at once', async () => {
    await clearAlert(world.shop.app, alert.key);
    expect(await raiseAlert(world.shop.app, alert)).toBe(true);
  });
});
