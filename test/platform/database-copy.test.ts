import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { openTestDatabase, type TestDatabase } from '../support/database';

describe('the database of a test file', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.drop());

  it('opens for the driver as the program, which is no superuser and may create nothing', async () => {
    const client = new Client({ connectionString: database.appUrl });
    await client.connect();
    const { rows } = await client.query("SELECT current_user AS name, current_setting('is_superuser') AS super");
    expect(rows).toEqual([{ name: 'numbershop_app', super: 'off' }]);
    await expect(client.query('CREATE TABLE mine (id int)')).rejects.toThrow('permission denied');
    await client.end();
  });

  it('opens for TypeORM by the same address', async () => {
    const source = await new DataSource({ type: 'postgres', url: database.ownerUrl }).initialize();
    expect(await source.query('SELECT current_user AS name')).toEqual([{ name: 'numbershop' }]);
    await source.destroy();
  });
});
