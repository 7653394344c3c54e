import type { SupplierBrand } from '../../../src/domain/supply/supplier-brand';
import { type HandlerVendor, startHandlerVendor } from '../../../src/sandbox/vendors';
import { countsActs } from '../../support/counted-acts';
import { openPanelShop, opensPanel, type PanelShop } from '../../support/panel-shop';

describe('“Sell something” in the panel', () => {
  const key = '0123456789abcdef0123456789abcdef';
  let spring: HandlerVendor;
  let panel: PanelShop;

  beforeAll(async () => {
    spring = await startHandlerVendor({ name: 'spring', dialect: 'hero', apiKey: key, minCancelAgeMs: 0 });
    const { name, protocol, baseUrl } = spring;
    const looks = { fits: /^[0-9a-f]{32}$/, example: '0123…cdef' };
    const options = { dialect: 'hero' };
    const pace = { budgetPerSecond: 50, budgetBurst: 100, pollIntervalMs: 200 };
    const brand: SupplierBrand = { id: 'spring', name, protocol, baseUrl, options, key: looks, ...pace };
    panel = await openPanelShop({ pollIntervalMs: 200, brands: [brand] });
  });
  afterEach(() => panel.world.booksBalance(panel.shop));
  afterAll(async () => {
    await panel?.close();
    await spring?.stop();
  });

  const offers = (name: string) =>
    panel.world.query<{ iso: string; price: string; free: string; is_pool: boolean }>(
      `SELECT c.iso, o.price::text AS price, r.is_pool,
         (SELECT count(*) FROM numbers n WHERE n.service_id = o.service_id AND n.country_id = c.id)::text AS free
       FROM offers o JOIN services s ON s.id = o.service_id JOIN countries c ON c.id = o.country_id
       JOIN routes r ON r.offer_id = o.id WHERE s.name = $1 ORDER BY c.iso`,
      [name],
    );

  it('brings own numbers of two countries to buyers in at most eight acts', async () => {
    const { admin, acts } = countsActs(await panel.admin());
    const { id } = await admin.asks('/admin');
    await admin.pressesOn(id, /🛒 Sell something/);
    await admin.pressesOn(id, /☎️ Own numbers/);
    await admin.showsOn(id, /Send a file/);
    await admin.sendsFile('june.csv', Buffer.from('phone\n+37251234561\n+37251234562\n+48501234567\nhello\n'));
    const found = await admin.reads(/📥 3 numbers/);
    expect(found.text).toMatch(/🇪🇪 2 · 🇵🇱 1/);
    expect(found.text).toMatch(/⚠️ 1 line is no number/);
    const asked = await admin.asks('Garden club');
    expect(asked.text).toMatch(/^Garden club[\s\S]*What does a number cost/);
    const sold = await admin.asks('0.80');
    expect(sold.text).toMatch(/✅ On sale: Garden club/);
    expect(sold.text).toMatch(/🇪🇪 Estonia: \$0\.80\n🇵🇱 Poland: \$0\.80/);
    expect(sold.text).toMatch(/🟢 new: 3/);
    expect(acts()).toBeLessThanOrEqual(8);
    expect(await offers('Garden club')).toEqual([
      { iso: 'EE', price: '8000', free: '2', is_pool: true },
      { iso: 'PL', price: '8000', free: '1', is_pool: true },
    ]);

    const buyer = await panel.world.buyer();
    const shop = await buyer.asks('/services');
    await buyer.pressesOn(shop.id, /Garden club/);
    await buyer.pressesOn(shop.id, /Poland/);
    await buyer.pressesOn(shop.id, /✅ Get a number/);
    await buyer.showsOn(shop.id, /📞 \+48501234567/);
    panel.world.inbox.addNumbers(['48501234567']);
    panel.world.inbox.receive('48501234567', 'Your code is 240-100');
    await buyer.reads(/^🔑 240-100/);
  });

  it('adds to what is on sale without asking for a price, and nothing twice', async () => {
    const { admin, acts } = countsActs(await panel.admin());
    const { id } = await admin.asks('/admin');
    await admin.pressesOn(id, /🛒 Sell something/);
    await admin.pressesOn(id, /☎️ Own numbers/);
    await admin.showsOn(id, /Send a file/);
    const found = await admin.asks('+37120900001\n+37120900002');
    await admin.pressesOn(found.id, /WhatsApp/);
    await admin.showsOn(found.id, /🇱🇻 Latvia: \$0\.80, stays/);
    const press = admin.buttonOf(found.id, /✅ Put on sale/)!;
    await Promise.all([1, 2].map(() => admin.pressesData(found.id, Buffer.from(press.value))));
    await admin.showsOn(found.id, /✅ On sale: .*WhatsApp[\s\S]*🟢 new: 2/);
    expect(acts()).toBeLessThanOrEqual(8);
    const made = await panel.world.query(`SELECT FROM number_imports WHERE source = 'Telegram'`);
    expect(made).toHaveLength(1);
  });

  it('says of a file without numbers what to send, and asks again for a price that is none', async () => {
    const admin = await panel.admin();
    const { id } = await admin.asks('/admin');
    await admin.pressesOn(id, /🛒 Sell something/);
    await admin.pressesOn(id, /☎️ Own numbers/);
    await admin.showsOn(id, /Send a file/);
    expect((await admin.asks('hello')).text).toMatch(/There is no number in it[\s\S]*Send a file/);
    await admin.asks('+37061234567');
    const asked = await admin.asks('whats');
    await admin.pressesOn(asked.id, /WhatsApp/);
    await admin.showsOn(asked.id, /What does a number cost/);
    expect((await admin.asks('much')).text).toMatch(/Type an amount[\s\S]*What does a number cost/);
    expect((await admin.asks('1,20')).text).toMatch(/✅ On sale[\s\S]*🇱🇹 Lithuania: \$1\.20/);
  });

  it('brings all services of a supplier to buyers in at most nine acts, from its key on', async () => {
    const { admin, acts } = countsActs(await panel.admin());
    const { id } = await admin.asks('/admin');
    await admin.pressesOn(id, /🛒 Sell something/);
    await admin.pressesOn(id, /^spring$/);
    await admin.showsOn(id, /Key of spring/);
    const services = await admin.asks(key);
    expect(services.text).toMatch(/✅ Connected, balance \$1,000\.00/);
    expect(services.text).toMatch(/WhatsApp: from \$0\.\d+, \d+ countries\nTelegram[\s\S]*Chosen: 10 of 2\d/);
    expect(admin.messages().some(({ text }) => text.includes(key))).toBe(false);
    await admin.pressesOn(services.id, /✅ All of these \(2\d\)/);
    await admin.showsOn(services.id, /In which countries[\s\S]*in stock/);
    await admin.pressesOn(services.id, /➡️ These 10/);
    await admin.showsOn(services.id, /How much on top/);
    await admin.pressesOn(services.id, /⭐ \+50%/);
    await admin.showsOn(services.id, /Cost \+ 50%[\s\S]*WhatsApp · .*: \$0\.\d+ → \$\d\.\d+/);
    const press = admin.buttonOf(services.id, /✅ Put on sale/)!;
    await Promise.all([1, 2].map(() => admin.pressesData(services.id, Buffer.from(press.value))));
    await admin.showsOn(services.id, /✅ On sale from this supplier: 2\d\d/);
    expect(acts() - 1).toBeLessThanOrEqual(9); // The last one was pressed twice.

    const made = await panel.world.query<{ offers: string; losing: string; services: string }>(
      `SELECT count(*)::text AS offers, count(*) FILTER (WHERE r.listed_cost > o.price OR r.max_cost > o.price)::text AS losing,
         count(DISTINCT o.service_id)::text AS services
       FROM routes r JOIN offers o ON o.id = r.offer_id JOIN providers p ON p.id = r.provider_id WHERE p.name = 'spring'`,
    );
    expect(made).toEqual([{ offers: expect.any(String), losing: '0', services: expect.stringMatching(/^2\d$/) }]);
    expect(await panel.world.query(`SELECT FROM providers WHERE name LIKE 'spring%'`)).toHaveLength(1);

    const buyer = await panel.world.buyer();
    const shop = await buyer.asks('/services');
    await buyer.pressesOn(shop.id, /Discord/);
    await buyer.pressesOn(shop.id, /Canada/);
    await buyer.pressesOn(shop.id, /✅ Get a number/);
    const card = await buyer.showsOn(shop.id, /📞 \+\d+/);
    spring.receive(/📞 \+(\d+)/.exec(card.text)![1]!, 'Your code is 240-100');
    await buyer.reads(/^🔑 240-100/);
  });

  it('says of a key what is wrong with it, loses nothing, and keeps prices by the rule', async () => {
    const admin = await panel.admin();
    const { id } = await admin.asks('/admin');
    await admin.pressesOn(id, /🛒 Sell something/);
    await admin.pressesOn(id, /✅ spring/);
    await admin.showsOn(id, /Which services/);
    const found = await admin.asks('viber');
    expect(found.text).toMatch(/Viber: from/);

    const start = await opensPanel(admin, /🛒 Sell something/, /HeroSMS/);
    await admin.showsOn(start, /Key of HeroSMS/);
    expect((await admin.asks('hello')).text).toMatch(/This is no key of HeroSMS[\s\S]*Key of HeroSMS/);

    const ofDiscord = () =>
      panel.world.query<{ country: string; price: string; ceiling: string; follows: boolean }>(
        `SELECT r.country_code AS country, o.price::text AS price, r.max_cost::text AS ceiling, o.ruled_price = o.price AS follows
         FROM routes r JOIN offers o ON o.id = r.offer_id JOIN providers p ON p.id = r.provider_id
         WHERE p.name = 'spring' AND r.service_code = 'ds' ORDER BY r.id LIMIT 1`,
      );
    const [before] = await ofDiscord();
    expect(before).toMatchObject({ ceiling: before!.price, follows: true });
    const { country } = before!;
    spring.stock.set({ service: 'ds', country, cost: '5.0000', count: 3, operators: ['any'] });
    await opensPanel(admin, /🚚 Supply/, /spring/, /🔄 Read now/);
    await admin.sees(async () => ((await ofDiscord())[0]!.price === before!.price ? undefined : true), 'a new price');
    expect(await ofDiscord()).toEqual([{ country, price: '75000', ceiling: '75000', follows: true }]);
  });
});
