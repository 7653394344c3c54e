import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Client } from 'pg';
import { RestoreRefused, restoreBackup } from '../../src/database/backup/restore-backup';
import { NOT_KEPT, writeBackup } from '../../src/database/backup/write-backup';
import { createDataSource } from '../../src/database/data-source';
import { Database } from '../../src/database/database';
import { verifyBooks } from '../../src/usecases/ledger/verify-books';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { openShop, type Shop, usd } from '../support/shop';

describe('a backup', () => {
  const folder = mkdtempSync(join(tmpdir(), 'numbershop-backup-'));
  let shop: Shop;
  let empty: TestDatabase;
  let owner: Client;
  beforeEach(async () => {
    shop = await openShop();
    empty = await openTestDatabase();
    owner = new Client({ connectionString: empty.ownerUrl });
    await owner.connect();
  });
  afterEach(async () => {
    await owner.end();
    await empty.drop();
    await shop.close();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function sellSome(): Promise<void> {
    const offer = await shop.offer({ price: usd('0.80') });
    await shop.pool(offer, { numbers: 3 });
    const buyer = await shop.buyer({ balance: usd('5') });
    await buyer.buys(offer);
    await buyer.buys(offer);
    await shop.all(
      `UPDATE users SET first_name = E'tab\\tnew\\nline \\\\ \\\\. "quote" 🙂', last_name = '' RETURNING 1`,
    );
  }

  /** Every row of every table as text. */
  async function rowsOf(
    query: (text: string) => Promise<{ rows: { t: string }[] }>,
  ): Promise<Record<string, string[]>> {
    const { rows: tables } = await query(
      `SELECT relname AS t FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1`,
    );
    const all: Record<string, string[]> = {};
    for (const { t } of tables.filter(({ t: name }) => !NOT_KEPT.includes(name)))
      all[t] = (await query(`SELECT x::text AS t FROM ${t} x ORDER BY 1`)).rows.map((row) => row.t);
    return all;
  }

  it('brings everything back into an empty database, whose books are in order and which goes on selling', async () => {
    await sellSome();
    const file = join(folder, 'whole.gz');
    const { rows, tables } = await writeBackup(shop.db, file, shop.clock.now());
    expect([rows > 20, tables > 40]).toEqual([true, true]);
    await restoreBackup(owner, file);
    expect(await rowsOf((text) => owner.query(text))).toEqual(await rowsOf((text) => shop.db.pool.query(text)));

    const dataSource = createDataSource({ url: empty.appUrl, poolSize: 2 });
    await dataSource.initialize();
    try {
      const db = new Database(dataSource);
      expect((await verifyBooks({ db, clock: shop.clock })).findings).toEqual([]);
      const ids = await db.sql.rows<{ id: bigint }>(
        'test.next',
        `INSERT INTO users (telegram_id, first_name, created_at, last_seen_at) VALUES (1, 'Next', now(), now()) RETURNING id`,
      );
      expect(ids).toEqual([{ id: 2n }]);
      const changing = db.pool.query(`UPDATE transfers SET amount = 1`);
      await expect(changing).rejects.toThrow(); // the triggers and rights that guard the books are back
      await expect(owner.query('UPDATE transfers SET amount = 1')).rejects.toThrow();
    } finally {
      await dataSource.destroy();
    }
  });

  it('that is cut off, damaged, of another schema or no backup changes nothing; nor does one into a full database', async () => {
    await sellSome();
    const file = join(folder, 'good.gz');
    await writeBackup(shop.db, file, shop.clock.now());
    const text = gunzipSync(readFileSync(file)).toString('utf8');
    const variants: Record<string, string> = {
      'cut-off': text.slice(0, text.length * 0.6),
      damaged: text.replace('"USD"', '"EUR"').replace('Buyer', 'Boyer').replace('\t8000\t', '\t8001\t'),
      'other-schema': text.replace('1763000200000', '1763000200999'),
      nonsense: 'hello\n',
    };
    for (const [name, content] of Object.entries(variants)) {
      const bad = join(folder, `${name}.gz`);
      writeFileSync(bad, gzipSync(content));
      await expect(restoreBackup(owner, bad)).rejects.toThrow(RestoreRefused);
      expect((await owner.query('SELECT 1 FROM users')).rowCount).toBe(0);
    }
    await restoreBackup(owner, file);
    await expect(restoreBackup(owner, file)).rejects.toThrow('not empty');
  });
});
