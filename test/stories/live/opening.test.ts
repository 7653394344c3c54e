import { type RunningShop, startShop } from '../../../src/main';
import { silentLogger } from '../../../src/platform/logger';
import { LIVE_BOT, type LiveWorld, openLiveWorld, startLiveShop } from '../../support/live-shop';
import { until } from '../../telegram/support/until';

describe('opening the shop', () => {
  let world: LiveWorld;
  const shops: RunningShop[] = [];

  beforeEach(async () => {
    world = await openLiveWorld({ poolNumbers: 1 });
  });
  afterEach(async () => {
    for (const shop of shops.splice(0)) await shop.shutdown.run('the story is told');
    await world?.close();
  });
  const isReady = async ({ address }: RunningShop) => (await fetch(`${address}/readyz`)).ok;

  it('is not called ready while Telegram cannot be reached', async () => {
    await world.telegram.stop();
    const shop = await startShop(world.config, silentLogger);
    shops.push(shop);
    expect(await isReady(shop)).toBe(false);
    const lease = () => world.query('SELECT 1 FROM leases WHERE expires_at > now()');
    await until('the shop owns the session', async () => (await lease()).length > 0, 25_000);
    expect(await isReady(shop)).toBe(false);
  });

  it('is ready beside another process that serves the chat', async () => {
    const botId = LIVE_BOT.token.split(':')[0];
    await world.query(
      `INSERT INTO leases (name, holder, term, expires_at) VALUES ($1, gen_random_uuid(), 1, clock_timestamp() + interval '9 seconds')`,
      [`telegram-session:${botId}`],
    );
    const shop = await startShop(world.config, silentLogger);
    shops.push(shop);
    await until('it is ready', () => isReady(shop), 25_000);
    expect(await world.query('SELECT term FROM leases')).toEqual([{ term: '1' }]);
  });

  it('answers what was said while nobody was there', async () => {
    const buyer = await world.buyer();
    const first = await startLiveShop(world);
    await buyer.asks('/start');
    await first.shutdown.run('the evening');
    const id = await buyer.says('/balance');
    shops.push(await startLiveShop(world));
    await buyer.showsOn(id + 1, /💳 Balance/);
  });
});
