import { Client } from 'pg';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { openOwnerPool } from '../support/owner-pool';

describe('a test that closes its pool and drops its database', () => {
  let database: TestDatabase;
  let onlooker: Client;

  beforeAll(async () => {
    database = await openTestDatabase();
    onlooker = new Client({ connectionString: database.adminUrl });
    await onlooker.connect();
  });

  afterAll(async () => {
    await onlooker.end();
    await database.drop();
  });

  test('leaves no session behind that the drop would cut off in its farewell', async () => {
    for (let round = 0; round < 20; round += 1) {
      const sessions = openOwnerPool(database.ownerUrl, 8);
      await Promise.all(Array.from({ length: 8 }, () => sessions.pool.query('SELECT pg_sleep(0.005)')));
      await sessions.close();
      const { rows } = await onlooker.query(
        `SELECT count(*)::int AS left FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`,
      );
      expect(rows).toEqual([{ left: 0 }]);
    }
  });
});
