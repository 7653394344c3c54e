import { listCountries } from '../../src/usecases/storefront/list-countries';
import type { TestOffer } from '../support/shop';
import { openShop, type Shop, usd } from '../support/shop';

let shop: Shop;
let offer: TestOffer;
beforeEach(async () => {
  shop = await openShop();
  offer = await shop.offer();
});
afterEach(async () => {
  await shop.booksBalance();
  await shop.close();
});

let orders = 0;
async function supplier(name: string, o: { maxCost?: bigint; priority?: number } = {}) {
  const made = await shop.scripted(name, ['acquire', 'cancel', 'finish']);
  await shop.route(offer, made.id, o);
  made.always('cancel', { kind: 'done' }).always('finish', { kind: 'done' });
  made.always('acquire', () => {
    orders += 1;
    return {
      kind: 'acquired',
      orderId: `${name}-${orders}`,
      phone: String(37_129_000_000 + orders),
      cost: usd('0.10'),
    };
  });
  return made;
}

/** So many numbers of a supplier ended so long ago, with a code or without. */
async function brought(providerId: number, o: { codes?: number; none?: number; hoursAgo?: number }) {
  const buyer = await shop.buyer({ balance: usd('1000') });
  const at = new Date(shop.clock.now().getTime() - (o.hoursAgo ?? 0) * 3_600_000);
  for (const [status, count] of [
    ['COMPLETED', o.codes ?? 0],
    ['EXPIRED', o.none ?? 0],
  ] as const) {
    orders += 1_000;
    await shop.all(
      `WITH n AS (
         INSERT INTO numbers (provider_id, service_id, country_id, phone, origin, status, usage_count, created_at)
         SELECT $1, $2, $3, (37130000000 + $7::bigint + i)::text, 'ON_DEMAND', 'DELETED', CASE $6 WHEN 'COMPLETED' THEN 1 ELSE 0 END, $4 FROM generate_series(1, $5::int) i RETURNING *)
       INSERT INTO reservations (key, user_id, offer_id, service_id, country_id, route_id, provider_id, number_id, phone, origin,
         price, status, upstream_cost, expires_at, ended_at, created_at)
       SELECT gen_random_uuid(), $8, $9, $2, $3, r.id, $1, n.id, n.phone, 'ON_DEMAND', 8000, $6::reservation_status, 1000, $4, $4,
         $4::timestamptz - interval '20 seconds'
       FROM n, routes r WHERE r.provider_id = $1 AND r.offer_id = $9 RETURNING 1`,
      [providerId, offer.serviceId, offer.countryId, at, count, status, orders, buyer.id, offer.id],
    );
    // One transfer a statement, as the ledger wants it.
    const end = status === 'COMPLETED' ? ['PURCHASE', 'SALES'] : ['RELEASE', 'AVAILABLE'];
    await shop.all(`DO $$ DECLARE r record; BEGIN
      FOR r IN SELECT * FROM reservations WHERE user_id = ${buyer.id} AND status = '${status}' LOOP
        INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, reservation_id, actor_type, actor_id, created_at)
        VALUES ('hold:' || r.id, 'HOLD', 'AVAILABLE', 'HELD', r.price, r.user_id, r.id, 'JOB', 'test', r.created_at);
        INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, reservation_id, actor_type, actor_id, created_at)
        VALUES ('end:' || r.id, '${end[0]}', 'HELD', '${end[1]}', r.price, r.user_id, r.id, 'JOB', 'test', r.created_at);
      END LOOP; END $$`);
  }
}

/** Whom the shop would ask, one after another. */
async function order(): Promise<string[]> {
  await shop.runs('rank-routes');
  const rows = await shop.all<{ name: string }>(
    `SELECT p.name FROM routes r JOIN providers p ON p.id = r.provider_id ORDER BY r.is_failing, r.priority, r.rank, r.id`,
  );
  const { best } = await shop.one<{ best: string }>(
    `SELECT p.name AS best FROM offers o JOIN providers p ON p.id = o.best_provider_id`,
  );
  expect(best).toBe(rows[0]!.name);
  return rows.map(({ name }) => name);
}

describe('of two routes with the same priority', () => {
  it('the cheaper one is tried first while nothing is known of either', async () => {
    await supplier('dear', { maxCost: usd('0.50') });
    await supplier('cheap', { maxCost: usd('0.20') });
    expect(await order()).toEqual(['cheap', 'dear']);
  });

  it('the one that brings codes is tried first, though it costs more', async () => {
    const cheap = await supplier('cheap', { maxCost: usd('0.20') });
    const good = await supplier('good', { maxCost: usd('0.30') });
    await brought(cheap.id, { codes: 5, none: 15 });
    await brought(good.id, { codes: 18, none: 2 });
    expect(await order()).toEqual(['good', 'cheap']);
    const buyer = await shop.buyer();
    await buyer.buys(offer);
    expect([good.called('acquire'), cheap.called('acquire')]).toEqual([1, 0]);
  });

  it('the one that was bad a day ago is forgiven', async () => {
    const cheap = await supplier('cheap', { maxCost: usd('0.20') });
    await supplier('dear', { maxCost: usd('0.50') });
    await brought(cheap.id, { none: 30, hoursAgo: 40 });
    expect(await order()).toEqual(['cheap', 'dear']);
  });

  it('the one that just said it is sold out is tried last, for ten minutes', async () => {
    const cheap = await supplier('cheap', { maxCost: usd('0.20') });
    await supplier('dear', { maxCost: usd('0.50') });
    cheap.next('acquire', { kind: 'fault', fault: 'out_of_stock', detail: 'NO_NUMBERS' });
    const buyer = await shop.buyer();
    expect(await buyer.buys(offer)).toMatchObject({ stage: 'WAITING_CODE' });
    expect(await order()).toEqual(['dear', 'cheap']);
    await shop.passes({ minutes: 11 });
    expect(await order()).toEqual(['cheap', 'dear']);
  });
});

describe('the priority that the operator gave', () => {
  it('stands above price and success', async () => {
    const first = await supplier('first', { maxCost: usd('0.50') });
    await supplier('second', { maxCost: usd('0.10'), priority: 1 });
    await brought(first.id, { codes: 10, none: 10 });
    expect(await order()).toEqual(['first', 'second']);
  });

  it('does not save a route that hardly ever brings a code', async () => {
    const first = await supplier('first');
    await supplier('second', { priority: 1 });
    await brought(first.id, { codes: 0, none: 30 });
    expect(await order()).toEqual(['second', 'first']);
  });
});

describe('what reserving keeps ready', () => {
  const best = async () =>
    (await shop.one<{ route: number | null }>('SELECT best_route_id AS route FROM offers')).route;

  it('follows every change of routes, providers, services and countries at once', async () => {
    const first = await supplier('first');
    const second = await supplier('second', { priority: 1 });
    const routes = await shop.all<{ id: number }>('SELECT id FROM routes ORDER BY id');
    const [one, two] = routes.map(({ id }) => id);
    const becomes = async (sql: string, expected: number | null | undefined) => {
      await shop.all(`${sql} RETURNING 1`);
      expect(await best()).toBe(expected);
    };
    expect(await best()).toBe(one);
    await becomes(`UPDATE providers SET is_active = false WHERE id = ${first.id}`, two);
    await becomes(`UPDATE routes SET is_active = false WHERE id = ${two}`, null);
    await becomes(`UPDATE providers SET is_active = true WHERE id = ${first.id}`, one);
    await becomes(`UPDATE routes SET is_active = true, priority = -1 WHERE id = ${two}`, two);
    const buyer = await shop.buyer();
    await shop.all('UPDATE countries SET is_active = false RETURNING 1');
    await expect(buyer.buys(offer)).rejects.toThrow(/offer_gone/);
    await shop.all('UPDATE countries SET is_active = true RETURNING 1');
    await shop.all('UPDATE services SET timeout_s = 60 RETURNING 1');
    const reservation = await buyer.buys(offer);
    expect(second.called('acquire')).toBe(1);
    await shop.passes({ seconds: 61 });
    await shop.runs('expire-reservations');
    expect(await buyer.stageOf(reservation)).toBe('EXPIRED');
  });

  it('is the truth after changes made at the same time by several', async () => {
    for (let i = 0; i < 6; i += 1) await supplier(`s${i}`, { priority: i });
    const routes = await shop.all<{ id: number }>('SELECT id FROM routes ORDER BY id');
    for (let round = 0; round < 10; round += 1) {
      const change = ({ id }: { id: number }, i: number) =>
        shop.all('UPDATE routes SET is_active = $2, priority = $3 WHERE id = $1 RETURNING 1', [
          id,
          (round + i) % 3 > 0,
          (i * 7 + round) % 5,
        ]);
      await Promise.all(routes.map(change));
      await shop.booksBalance(); // says whether the shelf is true
    }
  });
});

describe('a supplier that is paused because our balance there is empty', () => {
  it('shows no stock to buyers, tells the operator, and never speaks of the buyer’s own balance', async () => {
    const poor = await supplier('poor');
    poor.next('acquire', { kind: 'fault', fault: 'balance_empty', detail: 'NO_BALANCE' });
    const buyer = await shop.buyer();
    expect(await buyer.buys(offer)).toMatchObject({ stage: 'CANCELED', endReason: 'PROVIDER_REFUSED' });
    const alerts = await shop.all<{ kind: string }>('SELECT kind FROM operator_alerts');
    expect(alerts).toEqual([{ kind: 'provider_balance_low' }]);
    const { items } = await listCountries(shop.app, { serviceId: offer.serviceId, page: 0, pageSize: 8 });
    expect(items).toMatchObject([{ stock: 0 }]);
    await expect(buyer.buys(offer)).rejects.toThrow(/out_of_stock/);
    await shop.passes({ minutes: 6 });
    expect(await buyer.buys(offer)).toMatchObject({ stage: 'WAITING_CODE' });
  });
});
