import { addBalance } from '../../src/usecases/wallet/add-balance';
import { openShop, type Shop, usd } from '../support/shop';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.close());

describe('movements of one wallet that meet', () => {
  it('are numbered in the order in which they moved it, whoever asked first', async () => {
    const buyer = await shop.buyer();
    const actor = { type: 'ADMIN', id: 'test' } as const;
    // The wallet is held while another movement is already being written, and waits for it.
    let waiting: Promise<unknown> = Promise.resolve();
    await shop.db.transact(async (tx) => {
      await tx.sql.rows('test.lock', 'SELECT 1 FROM wallets WHERE user_id = $1 FOR UPDATE', [buyer.id]);
      const order = { key: 'waits', userId: buyer.id, amount: usd('1'), reason: 'test', actor };
      waiting = addBalance(shop.app, order);
      await shop.until(async () => {
        const blocked = await shop.all(
          `SELECT 1 FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
           WHERE NOT l.granted AND a.datname = current_database() AND a.query LIKE '%INSERT INTO transfers%'`,
        );
        return blocked.length > 0;
      });
      await tx.ledger.post({
        ...{ key: 'goes first', type: 'ADD', amount: usd('2'), userId: buyer.id, actor, reason: 'test' },
        at: shop.clock.now(),
      });
    });
    await waiting;
    const rows = await shop.all<{ key: string }>('SELECT key FROM transfers WHERE user_id = $1 ORDER BY id', [
      buyer.id,
    ]);
    expect(rows.map(({ key }) => key)).toEqual([`seed:${buyer.id}`, 'goes first', 'manual:waits']);
    await shop.booksBalance();
  });
});
