import { Client } from 'pg';
import { INVARIANTS } from '../../src/database/queries/ledger-invariants';
import { RESERVATION_TRANSITIONS } from '../../src/domain/reservation/reservation-status';
import { verifyBooks } from '../../src/usecases/ledger/verify-books';
import { setBan } from '../../src/usecases/users/ban-user';
import { openReseller } from '../support/resale';
import { openShop, type Shop, usd } from '../support/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

describe('the database itself', () => {
  it('knows the same transitions as the domain', async () => {
    const rows = await shop.all<{ from: string; to: string }>(
      'SELECT from_status::text AS "from", to_status::text AS "to" FROM reservation_transitions',
    );
    const domain = Object.entries(RESERVATION_TRANSITIONS).flatMap(([from, tos]) => tos.map((to) => `${from} ${to}`));
    expect(rows.map(({ from, to }) => `${from} ${to}`).sort()).toEqual(domain.sort());
  });

  it('lets the program neither change history nor set a balance', async () => {
    const buyer = await shop.buyer();
    const refused = [
      'UPDATE transfers SET amount = 1',
      'DELETE FROM transfers',
      'TRUNCATE transfers',
      'UPDATE wallets SET available = 1000000',
      'UPDATE wallets SET user_id = user_id',
      'DELETE FROM wallets',
      'DELETE FROM audit_log',
      `INSERT INTO reservation_transitions VALUES ('COMPLETED', 'CANCELED')`,
    ];
    for (const statement of refused) await expect(shop.all(statement)).rejects.toThrow(/permission denied|append-only/);
    expect(await buyer.balance()).toBe(usd('10'));
  });

  it('lets not even the owner change a transfer', async () => {
    const owner = new Client({ connectionString: shop.database.ownerUrl });
    await owner.connect();
    await expect(owner.query('DELETE FROM transfers')).rejects.toThrow(/append-only/);
    const buyer = await shop.buyer();
    await setBan(shop.app, { userId: buyer.id, isBanned: true, reason: 'spam', actor: { type: 'ADMIN', id: 'test' } });
    // Words may go once a person is erased, and nothing else: neither before, nor with them, nor other words instead.
    const changes = [
      `UPDATE transfers SET reason = ''`,
      'UPDATE transfers SET amount = amount + 1',
      `UPDATE audit_log SET facts = facts - 'reason'`,
    ];
    for (const change of changes) await expect(owner.query(change)).rejects.toThrow(/append-only/);
    await owner.query('UPDATE users SET telegram_id = NULL, erased_at = now() WHERE id = $1', [buyer.id]);
    for (const change of [
      `reason = '', amount = amount + 1`,
      `reason = 'another'`,
      `reason = '', user_id = user_id + 1`,
    ])
      await expect(owner.query(`UPDATE transfers SET ${change} WHERE user_id = ${buyer.id}`)).rejects.toThrow(
        /append-only/,
      );
    await expect(owner.query(`UPDATE audit_log SET facts = '{}', action = 'x'`)).rejects.toThrow(/append-only/);
    expect((await owner.query(`UPDATE transfers SET reason = '' WHERE user_id = ${buyer.id}`)).rowCount).toBe(1);
    expect((await owner.query(`UPDATE audit_log SET facts = facts - 'reason'`)).rowCount).toBe(1);
    await owner.end();
  });

  it('refuses a way back from a terminal status', async () => {
    const offer = await shop.offer();
    await shop.pool(offer);
    const buyer = await shop.buyer();
    const reservation = await buyer.buys(offer);
    await buyer.cancels(reservation);
    await expect(
      shop.all(`UPDATE reservations SET status = 'WAITING_CODE', ended_at = NULL WHERE id = $1`, [reservation.id]),
    ).rejects.toThrow(/cannot go from CANCELED to WAITING_CODE/);
    await shop.booksBalance();
  });
});

describe('the check of the books', () => {
  it('names each rule once, with a sentence', () => {
    expect(new Set(INVARIANTS.map(({ name }) => name)).size).toBe(INVARIANTS.length);
    for (const { sentence } of INVARIANTS) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });

  it('names the row that breaks a rule', async () => {
    const offer = await shop.offer({ service: 'WhatsApp' });
    const { phones } = await shop.pool(offer);
    const buyer = await shop.buyer();
    const reservation = await buyer.buys(offer);
    const number = await shop.one<{ id: bigint }>('SELECT id FROM numbers WHERE phone = $1', [phones[0]]);
    const where = `WHERE id = ${number.id}`;
    expect(
      await breaks(`UPDATE numbers SET usage_count = 1 ${where}`, `UPDATE numbers SET usage_count = 0 ${where}`),
    ).toEqual([`usage_is_completed: number ${number.id}`]);
    expect(
      await breaks(
        `UPDATE numbers SET status = 'AVAILABLE' ${where}`,
        `UPDATE numbers SET status = 'RESERVED' ${where}`,
      ),
    ).toEqual([`reserved_number_is_open: number ${number.id}`]);
    const wallet = `WHERE user_id = ${buyer.id}`;
    expect(
      await breaks(
        `UPDATE wallets SET available = available + 1 ${wallet}`,
        `UPDATE wallets SET available = available - 1 ${wallet}`,
      ),
    ).toEqual([`wallet_is_its_transfers: wallet ${buyer.id}`]);
    expect(
      await breaks(
        `UPDATE reservations SET price = price + 1 WHERE id = ${reservation.id}`,
        `UPDATE reservations SET price = price - 1 WHERE id = ${reservation.id}`,
      ),
    ).toEqual([`held_is_open_prices: wallet ${buyer.id}`, `hold_ends_exactly_once: reservation ${reservation.id}`]);
    await shop.passes({ minutes: 20, seconds: 6 });
    expect((await verifyBooks(shop.app)).findings).toEqual([
      {
        invariant: 'none_open_after_its_time',
        row: `reservation ${reservation.id}`,
        detail: 'WAITING_CODE since its time ended',
      },
    ]);
    await shop.runs('expire-reservations');
    await shop.booksBalance();
  });

  it('names the row that breaks a rule of orders by keys', async () => {
    const offer = await shop.offer({ service: 'Signal' });
    await shop.pool(offer, { numbers: 3 });
    const [buyer, other] = [await shop.buyer(), await shop.buyer()];
    const reseller = await openReseller(shop, buyer.id);
    const [order, second] = [await reseller.gets(offer), await reseller.gets(offer)];
    await shop.booksBalance();
    const reservation = `UPDATE reservations SET resale_key_id`;
    const where = `WHERE id = ${order.reservation.id}`;
    const row = `resale order ${order.id}`;
    // The reservation is of no key, or the order or its key of somebody else.
    expect(await breaks(`${reservation} = NULL ${where}`, `${reservation} = ${reseller.keyId} ${where}`)).toEqual([
      `resale_order_is_its_keys: ${row}`,
    ]);
    const owned = (table: string, id: number, user: bigint) => `UPDATE ${table} SET user_id = ${user} WHERE id = ${id}`;
    expect(
      await breaks(owned('resale_orders', order.id, other.id), owned('resale_orders', order.id, buyer.id)),
    ).toEqual([`resale_order_is_its_keys: ${row}`]);
    expect(
      await breaks(owned('resale_keys', reseller.keyId, other.id), owned('resale_keys', reseller.keyId, buyer.id)),
    ).toEqual([order, second].map(({ id }) => `resale_order_is_its_keys: resale order ${id}`));
    // Its order only tries the interface, so that the reservation has none.
    expect(
      await breaks(
        `UPDATE resale_orders SET reservation_id = NULL, test_kind = 'test_success/LV' WHERE id = ${order.id}`,
        `UPDATE resale_orders SET reservation_id = ${order.reservation.id}, test_kind = NULL WHERE id = ${order.id}`,
      ),
    ).toEqual([`one_order_for_a_reservation_by_key: reservation ${order.reservation.id}`]);
    // The first order fits under the limit of its day and the second one does not; on another day it would.
    const capped = `UPDATE resale_orders SET daily_cap = 15999 WHERE id = ${second.id}`;
    const free = `UPDATE resale_orders SET daily_cap = NULL WHERE id = ${second.id}`;
    expect(await breaks(capped, free)).toEqual([`keys_within_their_day: resale order ${second.id}`]);
    const yesterday = `UPDATE resale_orders SET created_at = created_at - interval '1 day' WHERE id = ${order.id}`;
    await asSuperuser(`${capped}; ${yesterday}`);
    await shop.booksBalance();
  });
});

/** What is found while a change stands, which is undone afterwards. */
async function breaks(change: string, undo: string): Promise<string[]> {
  await asSuperuser(change);
  const { ok, findings } = await verifyBooks(shop.app);
  await asSuperuser(undo);
  expect(ok).toBe(false);
  return findings.map(({ invariant, row }) => `${invariant}: ${row}`).sort();
}

async function asSuperuser(statement: string): Promise<void> {
  const client = new Client({ connectionString: shop.database.adminUrl });
  await client.connect();
  await client.query('SET session_replication_role = replica');
  await client.query(statement);
  await client.end();
}
