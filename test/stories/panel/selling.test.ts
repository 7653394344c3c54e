import { opensPanel, type PanelShop } from '../../support/panel-shop';
import { CountedClient } from '../../support/walk/counted-client';
import { OPERATOR_WALKS } from '../../support/walk/operator-walks';
import { openWalkPlace, type WalkPlace } from '../../support/walk/walk-place';

/** From nothing to what sells is a way of test/support/walk. */
describe('“Sell something” in the panel', () => {
  let place: WalkPlace;
  let panel: PanelShop;

  beforeAll(async () => {
    place = await openWalkPlace();
    ({ panel } = place);
  });
  afterEach(() => panel.world.booksBalance(panel.shop));
  afterAll(() => place?.close());

  it('adds to what is on sale without asking for a price, and nothing twice', async () => {
    const admin = new CountedClient(await panel.admin());
    await admin.types('/admin', /Today \(UTC\)/);
    await admin.presses(/🛒 Sell something/, /What do you have/);
    await admin.presses(/☎️ Own numbers/, /Send a file/);
    await admin.types('+37120900001\n+37120900002', /📥 2 numbers/);
    await admin.presses(/WhatsApp/, /🇱🇻 Latvia: \$0\.80, stays/);
    await admin.pressesTwice(/✅ Put on sale/, /✅ On sale: .*WhatsApp[\s\S]*🟢 new: 2/);
    expect(admin.figures().acts).toBeLessThanOrEqual(8);
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

  it('says of a key what is wrong with it, loses nothing, and keeps prices by the rule', async () => {
    await OPERATOR_WALKS['sell from a supplier']!(place);
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
    place.supplier.stock.set({ service: 'ds', country, cost: '5.0000', count: 3, operators: ['any'] });
    await opensPanel(admin, /🚚 Supply/, /spring/, /🔄 Read now/);
    await admin.sees(async () => ((await ofDiscord())[0]!.price === before!.price ? undefined : true), 'a new price');
    expect(await ofDiscord()).toEqual([{ country, price: '75000', ceiling: '75000', follows: true }]);
  });
});
