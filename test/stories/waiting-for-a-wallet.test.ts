import { Client } from 'pg';
import { eraseUser } from '../../src/usecases/users/erase-user';
import { addBalance } from '../../src/usecases/wallet/add-balance';
import { openShop, type Shop, usd } from '../support/shop';

const author = { actor: { type: 'ADMIN', id: 'test' } } as const;
let shop: Shop;
let other: Client;
beforeEach(async () => {
  shop = await openShop();
  other = new Client({ connectionString: shop.database.adminUrl });
  await other.connect();
});
afterEach(async () => {
  await other.end();
  await shop.booksBalance();
  await shop.close();
});

/** Until somebody of this database waits for a lock. */
const somebodyWaits = () =>
  shop.until(async () => {
    const sql = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    return (await other.query(sql)).rows.length > 0;
  });

describe('an act that waits for another of the same person', () => {
  it('sees what that one did to the person: who was just banned or paused buys nothing', async () => {
    const offer = await shop.offer();
    await shop.pool(offer, { numbers: 2 });
    for (const change of ['is_banned = true', `buying_paused_until = '2030-01-01'`]) {
      const buyer = await shop.buyer();
      await other.query('BEGIN');
      await other.query('SELECT 1 FROM wallets WHERE user_id = $1 FOR UPDATE', [buyer.id]);
      await other.query(`UPDATE users SET ${change} WHERE id = $1`, [buyer.id]);
      const buying = buyer.outcomeOf(offer);
      await somebodyWaits();
      await other.query('COMMIT');
      expect(await buying).toBe(change.startsWith('is_banned') ? 'banned' : 'paused');
    }
  });

  it('cannot be given money after he was erased, nor a reward', async () => {
    const buyer = await shop.buyer({ balance: 0n });
    expect(await eraseUser(shop.app, { userId: buyer.id, ...author })).toMatchObject({ kind: 'erased' });
    const gift = { key: 'gift', userId: buyer.id, amount: usd('1'), reason: '', ...author };
    expect(await addBalance(shop.app, gift)).toEqual({ kind: 'user_not_found' });
    expect(await buyer.balance()).toBe(0n);
  });
});

describe('a person who is erased while he leaves a channel', () => {
  it('is erased and has left: the two do not wait for each other in a circle', async () => {
    const buyer = await shop.buyer({ balance: 0n });
    await shop.all(
      `INSERT INTO telegram_memberships (channel_id, telegram_id, status, checked_at)
       SELECT -1001, telegram_id, 'MEMBER', now() FROM users WHERE id = $1 RETURNING 1`,
      [buyer.id],
    );
    // What a departure does, in its order: the membership, then the wallet.
    await other.query('BEGIN');
    await other.query(`UPDATE telegram_memberships SET status = 'UNKNOWN'`);
    const erasing = eraseUser(shop.app, { userId: buyer.id, ...author });
    await somebodyWaits();
    const wallet = `SELECT 1 FROM wallets WHERE user_id = $1 FOR UPDATE NOWAIT`;
    expect((await other.query(wallet, [buyer.id])).rowCount).toBe(1);
    await other.query('COMMIT');
    expect(await erasing).toMatchObject({ kind: 'erased' });
  });
});
