import type { RunningShop } from '../../../src/main';
import { buysWhatsApp, opensOffer } from '../../support/buyer-walks';
import { type LiveWorld, openLiveWorld, startLiveShop } from '../../support/live-shop';

describe('a shop that is closed', () => {
  let world: LiveWorld;
  let shop: RunningShop;

  beforeAll(async () => {
    world = await openLiveWorld({ pollIntervalMs: 200 });
    shop = await startLiveShop(world);
  });
  afterEach(() => world.booksBalance(shop));
  afterAll(async () => {
    await shop?.shutdown.run('the stories are told');
    await world?.close();
  });

  it('to one buyer sells nothing, and still brings the code of a number bought before', async () => {
    const buyer = await world.buyer();
    const { phone } = await buysWhatsApp(buyer);
    const offer = await opensOffer(buyer, /WhatsApp/, /Latvia/);
    await world.query('UPDATE users SET is_banned = true WHERE telegram_id = $1', [String(buyer.telegramId)]);
    const answer = await buyer.pressesOn(offer.id, /✅ Get a number/);
    expect(answer).toMatchObject({ alert: true, message: expect.stringContaining('Your access is closed') });
    await buyer.reads(/Your access is closed/);
    expect((await buyer.asks('/balance')).text).toContain('Your access is closed');
    world.inbox.receive(phone, 'WhatsApp code 909-090');
    await buyer.reads(/^🔑 909-090/);
    const [row] = await world.query<{ count: string }>(
      'SELECT count(*) FROM reservations r JOIN users u ON u.id = r.user_id WHERE u.telegram_id = $1',
      [String(buyer.telegramId)],
    );
    expect(row?.count).toBe('1');

    await world.query('UPDATE users SET is_banned = false WHERE telegram_id = $1', [String(buyer.telegramId)]);
    await buyer.presses(/🔄 Try again/);
    await buyer.reads(/Hello, Buyer/);
  });

  it('for maintenance asks for patience, delivers codes, and opens again', async () => {
    const buyer = await world.buyer();
    const { phone } = await buysWhatsApp(buyer);
    await world.query(`INSERT INTO settings (key, value, updated_at) VALUES ('isInMaintenance', 'true', now())`);
    try {
      await buyer.sees(
        async () => ((await buyer.asks('/start')).text.includes('We are improving the shop') ? true : undefined),
        'the notice of maintenance',
      );
      const notice = await buyer.asks('/services');
      expect(notice.text).toContain('Nothing was charged');
      world.inbox.receive(phone, 'WhatsApp code 515-151');
      await buyer.reads(/^🔑 515-151/);
      await world.query(`DELETE FROM settings WHERE key = 'isInMaintenance'`);
      await buyer.sees(
        async () => ((await buyer.asks('/start')).text.includes('Hello, Buyer') ? true : undefined),
        'an open door',
      );
      await buyer.pressesOn(notice.id, /🔄 Try again/);
      await buyer.showsOn(notice.id, /Hello, Buyer/);
    } finally {
      await world.query(`DELETE FROM settings WHERE key = 'isInMaintenance'`);
    }
  });
});
