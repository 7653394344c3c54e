import { createServer } from 'node:net';
import { ConfigError, loadConfig, Secret } from '../../src/config';
import { openDatabase } from '../../src/open-database';
import { silentLogger } from '../../src/platform/logger';
import { openTestDatabase, type TestDatabase } from '../support/database';

describe('a database that cannot be reached', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.drop());

  async function troubleOf(o: { url: string; ownerUrl?: string }): Promise<string> {
    const config = loadConfig({ DATA_DIR: '/nowhere', SECRET_KEY: Buffer.alloc(32, 7).toString('base64') });
    const found = { url: new Secret(o.url), ownerUrl: new Secret(o.ownerUrl ?? o.url), poolSize: 2 };
    const error = await openDatabase({ ...config, database: found }, silentLogger).then(
      ({ close }) => close(),
      (error: unknown) => error,
    );
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).problems.join();
  }

  it('is said of the variable that names it, with what to do, and never with its password', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    const nobody = await troubleOf({ url: `postgres://me:hunter2@127.0.0.1:${port}/shop` });
    expect(nobody).toBe(
      'DATABASE_URL: nothing listens there; start the server, or correct the address. (ECONNREFUSED)',
    );

    const missing = new URL(database.appUrl);
    missing.pathname = '/no_such_shop';
    expect(await troubleOf({ url: missing.href })).toMatch(
      /^DATABASE_URL: the server has no database of that name; create/,
    );
    expect(await troubleOf({ url: database.appUrl, ownerUrl: missing.href })).toMatch(
      /^DATABASE_OWNER_URL: the server has no/,
    );
    expect(await troubleOf({ url: missing.href, ownerUrl: database.ownerUrl })).toMatch(
      /^DATABASE_URL: the server has no/,
    );
  });
});
