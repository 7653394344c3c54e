import { Client } from 'pg';
import { createResaleTables } from '../../../src/api/resale/tables/resale-tables';
import { openShop, type Shop, usd } from '../../support/shop';

interface Row {
  readonly price: bigint;
  readonly free: number;
}

/** What a table is made of, in short: each offer with its free numbers. */
const readRows = (shop: Shop) =>
  shop.all<Row>(
    `SELECT o.price, (SELECT count(*)::integer FROM numbers n WHERE n.service_id = o.service_id
       AND n.country_id = o.country_id AND n.status = 'AVAILABLE') AS free FROM offers o ORDER BY o.id`,
  );

describe('price tables that are kept', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop();
  });
  afterAll(() => shop.close());

  function keep() {
    let reads = 0;
    const tables = createResaleTables<Row>(shop.app, async () => {
      reads += 1;
      return readRows(shop);
    });
    return { tables, reads: () => reads };
  }

  it('are read once while nothing changes, and within a second of a change', async () => {
    const offer = await shop.offer({ price: usd('0.80') });
    const { phones } = await shop.pool(offer, { numbers: 3 });
    const { tables, reads } = keep();
    const first = await tables.get(null);
    expect(first.rows).toEqual([{ price: 8_000n, free: 3 }]);
    for (let seconds = 0; seconds < 30; seconds += 1) {
      await shop.passes({ seconds: 0.5 });
      expect((await tables.get(null)).rows).toEqual(first.rows);
    }
    // Transactions of other databases of the same server cannot be told from ours: the end of one may cost a look more.
    const whileQuiet = reads();
    expect(whileQuiet).toBeLessThan(10);

    const changes: [string, unknown[], Row[]][] = [
      ['UPDATE offers SET price = 9000 WHERE id = $1', [offer.id], [{ price: 9_000n, free: 3 }]],
      [`UPDATE numbers SET status = 'RESERVED' WHERE phone = $1`, [phones[0]], [{ price: 9_000n, free: 2 }]],
      [`UPDATE numbers SET status = 'AVAILABLE' WHERE phone = $1`, [phones[0]], [{ price: 9_000n, free: 3 }]],
      ['DELETE FROM numbers WHERE phone = $1', [phones[2]], [{ price: 9_000n, free: 2 }]],
    ];
    for (const [statement, values, rows] of changes) {
      await shop.all(statement, values);
      await shop.passes({ seconds: 1 });
      expect((await tables.get(null)).rows).toEqual(rows);
    }
    expect(reads()).toBeGreaterThanOrEqual(whileQuiet + changes.length);
  });

  it('move with a sale, and whenever something is switched on or off', async () => {
    const offer = await shop.offer({ service: 'WhatsApp' });
    const { providerId } = await shop.pool(offer, { numbers: 2 });
    const buyer = await shop.buyer();
    const { tables, reads } = keep();
    await tables.get(null);
    const acts = [
      () => buyer.buys(offer),
      () => shop.all('UPDATE services SET is_active = false WHERE id = $1', [offer.serviceId]),
      () => shop.all('UPDATE countries SET is_active = false WHERE id = $1', [offer.countryId]),
      () => shop.all('UPDATE providers SET paused_until = now() WHERE id = $1', [providerId]),
      () => shop.all('UPDATE routes SET stock = 7 WHERE offer_id = $1', [offer.id]),
    ];
    for (const [done, act] of acts.entries()) {
      await act();
      await shop.passes({ seconds: 1 });
      await tables.get(null);
      expect([done, reads()]).toEqual([done, done + 2]);
    }
    await shop.all('UPDATE providers SET next_poll_at = now() WHERE id = $1', [providerId]);
    await shop.passes({ seconds: 1 });
    await tables.get(null);
    expect(reads()).toBe(acts.length + 1);
    await shop.all('UPDATE services SET is_active = true');
    await shop.all('UPDATE countries SET is_active = true');
    await shop.booksBalance();
  });

  it('see a change that was under way when they were read, once it is committed', async () => {
    const offer = await shop.offer({ service: 'Google', price: usd('1.00') });
    const client = new Client({ connectionString: shop.database.ownerUrl });
    await client.connect();
    try {
      const { tables, reads } = keep();
      await tables.get(null);
      await client.query('BEGIN');
      await client.query('UPDATE offers SET price = 20000 WHERE id = $1', [offer.id]);
      await shop.passes({ seconds: 1 });
      const priceOf = async () => (await tables.get(null)).rows.at(-1)?.price;
      expect(await priceOf()).toBe(10_000n);
      // It goes on for long, and is not read for again and again meanwhile.
      const readsBefore = reads();
      for (let seconds = 0; seconds < 5; seconds += 1) {
        await shop.passes({ seconds: 1 });
        expect(await priceOf()).toBe(10_000n);
      }
      expect(reads()).toBe(readsBefore);
      await client.query('COMMIT');
      await shop.passes({ seconds: 1 });
      expect(await priceOf()).toBe(20_000n);
    } finally {
      await client.end();
    }
  });

  it('are given as they were for a moment while they are read anew, and read once for all who ask', async () => {
    const offer = await shop.offer({ service: 'viber', price: usd('1.00') });
    const { tables, reads } = keep();
    const [one, another] = await Promise.all([tables.get(null), tables.get(null)]);
    expect(one).toBe(another);
    await shop.all('UPDATE offers SET price = 5000 WHERE id = $1', [offer.id]);
    await shop.passes({ seconds: 0.6 });
    expect(await tables.get(null)).toBe(one);
    await shop.until(async () => (await tables.get(null)) !== one);
    expect((await tables.get(null)).rows.at(-1)?.price).toBe(5_000n);
    expect(reads()).toBe(2);
  });

  it('keep what was rendered of them as bytes, also packed, for a few groups', async () => {
    const { tables, reads } = keep();
    let rendered = 0;
    const render = () => {
      rendered += 1;
      return 'x'.repeat(10_000);
    };
    const bytes = (await tables.get(1)).rendered('form', render);
    expect((await tables.get(1)).rendered('form', render)).toBe(bytes);
    expect([rendered, bytes.body.length, (await bytes.gzipped())!.length < 100]).toEqual([1, 10_000, true]);
    for (let group = 2; group <= 9; group += 1) await tables.get(group);
    const before = reads();
    await tables.get(9);
    expect(reads()).toBe(before);
    await tables.get(1);
    expect(reads()).toBe(before + 1);
  });
});
