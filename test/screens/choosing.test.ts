import { usd } from '../support/shop';
import type { Chat } from './support/chat';
import { openScreenWorld, type ScreenWorld } from './support/screen-world';

describe('a buyer who chooses', () => {
  let world: ScreenWorld;
  beforeEach(async () => {
    world = await openScreenWorld();
    for (const [country, price] of [
      ['Latvia', '0.80'],
      ['Germany', '1.20'],
      ['Kazakhstan', '0.50'],
    ] as const)
      await world.shop.pool(await world.shop.offer({ service: 'WhatsApp', country, price: usd(price) }), {
        numbers: 1,
      });
  });
  afterEach(async () => {
    await world.shop.booksBalance();
    await world.close();
  });

  const places = (buyer: Chat) =>
    buyer.labels().flatMap((label) => /Latvia|Germany|Kazakhstan|Латвия|Германия|Казахстан/.exec(label)?.[0] ?? []);

  it('reads "from" where several prices are meant, and the price where there is one', async () => {
    await world.shop.offer({ service: 'Telegram', country: 'Latvia', price: usd('0.70') });
    const buyer = await world.buyer();
    await buyer.presses('Get a number');
    expect(buyer.labels()).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/WhatsApp · from \$0\.50$/),
        expect.stringMatching(/Telegram · \$0\.70$/),
      ]),
    );
  });

  it('sees countries by price, success or name, and finds them so again until that is put away', async () => {
    const buyer = await world.buyer();
    for (const step of ['Get a number', 'WhatsApp']) await buyer.presses(step);
    const own = places(buyer);
    await buyer.presses('By price');
    expect(places(buyer)).toEqual(['Kazakhstan', 'Latvia', 'Germany']);
    expect(buyer.labels()).toContain('✓ 💵 By price');
    await buyer.presses('Germany');
    await buyer.presses('Back');
    expect(places(buyer)).toEqual(['Kazakhstan', 'Latvia', 'Germany']);
    await buyer.presses('By name');
    expect(places(buyer)).toEqual(['Germany', 'Kazakhstan', 'Latvia']);
    await buyer.presses('✓ 🔤 By name');
    expect(places(buyer)).toEqual(own);
  });

  it('sees those first that brought codes lately, and those last of which too little is known', async () => {
    const seller = await world.buyer({ balance: usd('20') });
    const { id: userId } = await world.shop.one<{ id: bigint }>('SELECT id FROM users ORDER BY id DESC LIMIT 1');
    const brings = async (country: string, codes: number, of: number) => {
      const ids = await world.shop.all<{ id: bigint }>(
        `INSERT INTO reservations (key, user_id, offer_id, service_id, country_id, origin, price, status, end_reason,
           created_at, expires_at, ended_at)
         SELECT gen_random_uuid(), $2, o.id, o.service_id, o.country_id, 'POOL', o.price, 'CANCELED', 'BUYER_CANCELED',
           now(), now(), now() FROM offers o JOIN countries c ON c.id = o.country_id, generate_series(1, $3)
         WHERE c.name = $1 RETURNING id`,
        [country, userId, of],
      );
      for (const [at, { id }] of ids.entries())
        await world.shop.all('UPDATE reservations SET brought_code = $2 WHERE id = $1 RETURNING 1', [id, at < codes]);
    };
    await brings('Latvia', 2, 10);
    await brings('Germany', 9, 10);
    await brings('Kazakhstan', 3, 3);
    for (const step of ['Get a number', 'WhatsApp', 'By success']) await seller.presses(step);
    expect(places(seller)).toEqual(['Germany', 'Latvia', 'Kazakhstan']);
    // They moved no money, so no books can hold them.
    await world.shop.all('DELETE FROM reservations RETURNING 1');
  });

  it('sees names in the order of their own language', async () => {
    const buyer = await world.buyer({ language: 'ru' });
    for (const step of ['Получить номер', 'WhatsApp', 'По имени']) await buyer.presses(step);
    expect(places(buyer)).toEqual(['Германия', 'Казахстан', 'Латвия']);
  });
});
