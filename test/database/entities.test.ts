import type { DataSource } from 'typeorm';
import { createDataSource } from '../../src/database/data-source';
import { openTestDatabase, type TestDatabase } from '../support/database';

/** Guards that the migrations and acts make, and that no entity tells of. */
const ONLY_IN_THE_DATABASE = {
  indexesOnExpressions: ['outbox_edit_idx', 'providers_source_chat_once', 'users_username_idx'],
  functionsAndTriggers: [
    'check_reservation_transition',
    'create_wallet',
    'post_transfer',
    'prepare_transfer',
    'refuse_change',
  ],
};

describe('the entities', () => {
  let database: TestDatabase;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await openTestDatabase();
    dataSource = createDataSource({ url: database.ownerUrl, poolSize: 2 });
    await dataSource.initialize();
  });
  afterAll(async () => {
    await dataSource?.destroy();
    await database?.drop();
  });

  it('say of every column what the migrated database says: its type, its default, whether it may be null', async () => {
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    // Checks, indexes and references stand in schema/database.sql alone, so TypeORM would drop them.
    const isOfConstraints = /^(ALTER TABLE "\w+" DROP CONSTRAINT|DROP INDEX) /;
    expect(upQueries.map(({ query }) => query).filter((query) => !isOfConstraints.test(query))).toEqual([]);
    expect(upQueries.length).toBeGreaterThan(200);
  });

  it('are made from the globs of ormconfig.json, one for each table', async () => {
    const rows: { name: string }[] = await dataSource.query(
      `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
       AND relname NOT IN ('migrations', 'applied_functions') ORDER BY 1`,
    );
    expect(dataSource.entityMetadatas.map(({ tableName }) => tableName).sort()).toEqual(rows.map(({ name }) => name));
  });

  it('leave guards to the database, and those are there', async () => {
    const triggers: { name: string }[] = await dataSource.query(
      `SELECT DISTINCT proname AS name FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
       WHERE NOT t.tgisinternal ORDER BY 1`,
    );
    expect(triggers.map(({ name }) => name)).toEqual(expect.arrayContaining(ONLY_IN_THE_DATABASE.functionsAndTriggers));
    for (const name of ONLY_IN_THE_DATABASE.indexesOnExpressions) {
      expect(await dataSource.query('SELECT 1 AS found FROM pg_indexes WHERE indexname = $1', [name])).toHaveLength(1);
    }
  });

  it('hold 64 bit numbers as bigint and keep them exact', async () => {
    const { User } =
      require('../../src/database/entities/user.entity') as typeof import('../../src/database/entities/user.entity');
    const users = dataSource.getRepository(User);
    const now = new Date('2026-01-15T12:00:00Z');
    const telegramId = 9_007_199_254_740_993n;
    const saved = await users.save(users.create({ telegramId, createdAt: now, lastSeenAt: now }));
    const found = await users.findOneByOrFail({ telegramId });
    expect(found.id).toBe(saved.id);
    expect(found.telegramId).toBe(telegramId);
    expect(typeof found.id).toBe('bigint');
  });
});
