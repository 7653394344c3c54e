import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Client } from 'pg';
import { emitDatabaseSql } from '../../src/database/emit-database-sql';
import { migrate } from '../../src/database/migrate';
import { OlderDatabase } from '../../src/database/older-database';
import { restoreRow } from '../../src/usecases/catalogue/restore-row';
import { openEmptyDatabase, type TestDatabase } from '../support/database';
import { openShop, type TestOffer } from '../support/shop';
import { TestBuyer } from '../support/test-buyer';

/** Made by release 0.3.0: the SQL of its 46 migrations, then rows of a shop that it ran, with sales, some of them open. */
const RELEASE_0_3_0 = gunzipSync(readFileSync(join(__dirname, 'fixtures/release-0.3.0.sql.gz'))).toString('utf8');

let database: TestDatabase;
beforeEach(async () => {
  database = await openEmptyDatabase();
});
afterEach(() => database?.drop());

describe('a database of release 0.3.0', () => {
  it('is taken over as it is, and has the same schema as one that began empty', async () => {
    await load(database);
    await migrate(database.ownerUrl);
    const fresh = await openEmptyDatabase();
    await migrate(fresh.ownerUrl);
    const ask = (from: TestDatabase) => ({
      schema: as(from.ownerUrl, emitDatabaseSql),
      migrations: rows(from, 'SELECT timestamp, name FROM migrations ORDER BY 1'),
      functions: rows(from, 'SELECT * FROM applied_functions ORDER BY 1'),
      rights: rows(
        from,
        `SELECT relname, relacl::text FROM pg_class WHERE relkind = 'r' AND relacl IS NOT NULL ORDER BY 1`,
      ),
    });
    const [adopted, begun] = [ask(database), ask(fresh)];
    expect(await adopted.schema).toBe(await begun.schema);
    expect(await adopted.migrations).toEqual(await begun.migrations);
    expect(await adopted.functions).toEqual(await begun.functions);
    expect(await adopted.rights).toEqual(await begun.rights);
    await fresh.drop();
  });

  it('goes on selling: its books are in order, what was open is completed, a number is bought, what was deleted comes back', async () => {
    await load(database);
    const transfers = 'SELECT count(*)::integer AS count, sum(amount)::text AS sum FROM transfers';
    const before = await rows(database, transfers);
    await rows(
      database,
      `INSERT INTO outbox (key, lane, chat_id, kind, payload, random_id, due_at, created_at, state)
       VALUES ('old', 1, 1, 'of_a_kind_long_gone', '{}', 1, now(), now(), 'SENT')`,
    );
    await migrate(database.ownerUrl);
    expect(await rows(database, transfers)).toEqual(before);

    const shop = await openShop({ database });
    await shop.passes({ minutes: 23 }); // to where its clock stood
    await shop.booksBalance();
    const open = await shop.one<TestOffer & { userId: bigint; providerId: number; offerId: number }>(
      `SELECT id, user_id AS "userId", provider_id AS "providerId", offer_id AS "offerId", price,
         service_id AS "serviceId", country_id AS "countryId"
       FROM reservations WHERE status = 'WAITING_CODE' AND origin = 'POOL'`,
    );
    await shop.supplier(open.providerId, []);
    const buyer = new TestBuyer(shop, open.userId);
    const reservation = { id: BigInt(open.id) };
    await buyer.gets(await buyer.sees(reservation), 'Telegram code: 90909');
    expect(await buyer.stageOf(reservation)).toBe('COMPLETED');

    const bought = await buyer.buys({ ...open, id: open.offerId });
    await buyer.gets(bought, 'Telegram code: 80808');
    expect((await buyer.sees(bought)).messages).toMatchObject([{ code: '80808' }]);
    await shop.booksBalance();
    const [deleted] = await shop.all<{ id: number }>('SELECT entity_id AS id FROM deleted_rows');
    const restoring = restoreRow(shop.app, { table: 'offers', id: deleted!.id, actor: { type: 'ADMIN', id: 'test' } });
    expect(await restoring).toEqual({ kind: 'restored' });
    await shop.booksBalance();
    const changing = shop.all('UPDATE wallets SET available = 1 RETURNING 1');
    await expect(changing).rejects.toThrow(/permission denied/);
    await shop.close();
  });

  it('of which a migration is missing is older: it is told so in a sentence, and nothing is changed', async () => {
    await load(database);
    await rows(database, `DELETE FROM migrations WHERE timestamp = 1763000100006`);
    const look = async () => [
      await as(database.ownerUrl, emitDatabaseSql),
      await rows(database, 'SELECT * FROM migrations ORDER BY 1'),
      await rows(database, `SELECT to_regclass('applied_functions')`),
    ];
    const before = await look();
    await expect(migrate(database.ownerUrl)).rejects.toThrow(OlderDatabase);
    await expect(migrate(database.ownerUrl)).rejects.toThrow(
      'This database is of a release before 0.3.0: start release 0.3.0 on it once, then this one. Nothing was changed.',
    );
    expect(await look()).toEqual(before);
  });
});

describe('two processes that start at once', () => {
  const starts = async () => {
    const said: string[] = [];
    const log = { info: (_facts: unknown, message?: string) => void said.push(message ?? ''), warn: () => undefined };
    await Promise.all([1, 2, 3].map(() => migrate(database.ownerUrl, { log })));
    return said;
  };

  it('on an empty database make it once', async () => {
    expect(await starts()).toHaveLength(1);
  });

  it('on a database of 0.3.0 take it over once', async () => {
    await load(database);
    expect(await starts()).toHaveLength(1);
  });
});

/** The schema as its owner made it; the rows without triggers, which would do again what stands in them. */
async function load({ ownerUrl, adminUrl }: TestDatabase): Promise<void> {
  const steps = RELEASE_0_3_0.split(/^-- step: /m).slice(1);
  const isRow = (step: string) => /^(data of|sequences)/.test(step);
  const run = (chosen: string[]) => async (client: Client) => {
    for (const step of chosen) await client.query(step.slice(step.indexOf('\n')));
  };
  await as(ownerUrl, async (client) => {
    await client.query(
      `CREATE TABLE migrations (id serial PRIMARY KEY, timestamp bigint NOT NULL, name character varying NOT NULL)`,
    );
    await run(steps.filter((step) => !isRow(step)))(client);
  });
  await as(adminUrl, async (client) => {
    await client.query('SET session_replication_role = replica');
    await run(steps.filter(isRow))(client);
  });
}

async function rows<Row>(from: TestDatabase, text: string): Promise<Row[]> {
  return as(from.adminUrl, async (client) => (await client.query(text)).rows as Row[]);
}

async function as<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
