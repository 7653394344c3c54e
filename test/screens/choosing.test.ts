import { callbacks } from '../../src/bot/callbacks';
import { eraseUser } from '../../src/usecases/users/erase-user';
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

describe('a buyer who finds a number sold out', () => {
  let world: ScreenWorld;
  let latvia: Awaited<ReturnType<ScreenWorld['shop']['offer']>>;
  beforeEach(async () => {
    world = await openScreenWorld();
    const { shop } = world;
    latvia = await shop.offer({ service: 'WhatsApp', price: usd('0.80') });
    await shop.pool(latvia, { numbers: 1 });
    await shop.all(`UPDATE numbers SET status = 'DELETED', deleted_at = now() RETURNING 1`);
    for (const [country, price] of [
      ['Germany', '1.20'],
      ['Kazakhstan', '0.50'],
    ] as const)
      await shop.pool(await shop.offer({ service: 'WhatsApp', country, price: usd(price) }), { numbers: 2 });
  });
  afterEach(async () => {
    await world.shop.booksBalance();
    await world.close();
  });

  const looks = async (buyer: Chat) => {
    for (const step of ['Get a number', 'WhatsApp', 'Latvia']) await buyer.presses(step);
  };
  const tells = async () => {
    await world.shop.runs('tell-restocked');
    await world.delivers();
  };
  const told = (buyer: Chat) => buyer.messages.filter(({ text }) => text.includes('Back in stock'));

  it('is led to other countries that have numbers, the cheapest first', async () => {
    const buyer = await world.buyer({ balance: usd('2') });
    await looks(buyer);
    expect(buyer.last.text).toMatch(/Sold out right now\. Nothing was charged/);
    expect(buyer.labels().slice(0, 3)).toEqual([
      expect.stringMatching(/Kazakhstan · \$0\.50 · 📦 2/),
      expect.stringMatching(/Germany · \$1\.20/),
      '🔔 Tell me when it is back',
    ]);
    expect(buyer.labels().join()).not.toContain('✅ Get a number');
    await buyer.presses('Kazakhstan');
    await buyer.presses('✅ Get a number');
    expect(buyer.last.text).toContain('Waiting for the SMS');
  });

  it('is told once when it is back, and led there', async () => {
    const buyer = await world.buyer({ balance: usd('2') });
    await looks(buyer);
    await buyer.presses('Tell me when');
    expect(buyer.last.text).toMatch(/told once[\s\S]*at most \$0\.80, within 30 days[\s\S]*Nothing is held/);
    await tells();
    expect(told(buyer)).toEqual([]);
    await world.shop.pool(latvia, { numbers: 1 });
    await tells();
    await tells();
    expect(told(buyer)).toHaveLength(1);
    expect(told(buyer)[0]!.text).toMatch(/WhatsApp · 🇱🇻 Latvia\n💵 Price: \$0\.80/);
    await buyer.presses('Look', told(buyer)[0]);
    await buyer.presses('✅ Get a number');
    expect(buyer.last.text).toContain('Waiting for the SMS');
    expect(told(buyer)).toHaveLength(1);
  });

  it('is not told of a price above the ceiling, and names another ceiling', async () => {
    const buyer = await world.buyer();
    await looks(buyer);
    await buyer.presses('Tell me when');
    await world.shop.pool(latvia, { numbers: 1 });
    await world.shop.all('UPDATE offers SET price = $1 WHERE id = $2 RETURNING 1', [usd('1'), latvia.id]);
    await tells();
    expect(told(buyer)).toEqual([]);
    await buyer.presses('up to $1.00');
    expect(buyer.labels()).toContain('✓ up to $1.00');
    await tells();
    expect(told(buyer)).toHaveLength(1);
  });

  it('changes their mind, waits for ten at most, and for nothing that was forgotten', async () => {
    const buyer = await world.buyer();
    await looks(buyer);
    await buyer.presses('Tell me when');
    await buyer.presses('Do not tell me');
    expect(buyer.toast).toBe('You will not be told.');
    expect(buyer.labels()).toContain('🔔 Tell me when it is back');
    for (let n = 0; n < 10; n += 1) {
      const other = await world.shop.offer({ service: `Service ${n}` });
      await buyer.pressesData(callbacks.wish({ offer: other.id, ceiling: 0n }));
    }
    await looksAgain(buyer);
    await buyer.presses('Tell me when');
    expect(buyer.toast).toContain('You wait for 10 numbers already');
    expect(buyer.last.text).toContain('10 numbers, each told once');
    await world.shop.passes({ minutes: 31 * 24 * 60 });
    await world.shop.runs('prune');
    await buyer.pressesData(callbacks.wishes());
    expect(buyer.last.text).toContain('You wait for nothing');
  });

  const looksAgain = (buyer: Chat) => buyer.pressesData(callbacks.offer({ offer: latvia.id, page: 0, from: 0 }));

  it('is forgotten with all that they waited for', async () => {
    const buyer = await world.buyer();
    await looks(buyer);
    await buyer.presses('Tell me when');
    const actor = { type: 'ADMIN', id: 'test' } as const;
    await eraseUser(world.shop.app, { userId: await world.userId(buyer), forfeit: true, actor });
    expect(await world.shop.all('SELECT 1 FROM restock_wishes')).toEqual([]);
  });
});
