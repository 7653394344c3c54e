import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { runShopTool } from '../support/shop-tools';

interface Row {
  readonly count: number;
  readonly hash: Buffer;
}

describe('npm run shop', () => {
  let database: TestDatabase;
  let dataDir: string;

  beforeAll(async () => {
    database = await openTestDatabase();
    dataDir = mkdtempSync(join(tmpdir(), 'numbershop-cli-'));
  });
  afterAll(async () => {
    await database?.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const shop = (...args: string[]) => runShopTool(database, dataDir, args);

  it('lists every command for whoever asks, and for whoever mistypes', async () => {
    const { code, printed } = await shop('help');
    expect(code).toBe(0);
    for (const name of ['doctor', 'verify', 'create-key', 'emit-schema', 'seed-demo']) expect(printed).toContain(name);
    const wrong = await shop('verfiy');
    expect(wrong.code).toBe(2);
    expect(wrong.complained).toContain('There is no command "verfiy"');
    expect((await shop('verify', '--fast')).code).toBe(2);
  });

  it('tells whoever asks one command for help how it is called, and does nothing', async () => {
    const { code, printed, complained } = await shop('create-key', '--help');
    expect({ code, complained }).toEqual({ code: 0, complained: '' });
    expect(printed).toMatch(/^Usage: npm run shop -- create-key --name [\s\S]*prints it once/);
    expect((await shop('verify', '--help')).code).toBe(0);
  });

  it('finds nothing wrong with a fresh shop', async () => {
    const doctor = await shop('doctor');
    expect(doctor).toMatchObject({ code: 0, complained: '' });
    expect(doctor.printed).toMatch(
      /ok {4}rights: this role cannot change transfers or wallets\nok {4}books: in order$/,
    );
    expect(await shop('verify')).toMatchObject({ code: 0, printed: 'The books are in order.' });
  });

  it('makes a key that is printed once and kept as a hash', async () => {
    const made = await shop('create-key', '--name', 'books', '--scopes', 'wallet:read', '--expires', '90d');
    expect(made.code).toBe(0);
    expect(made.printed).toMatch(/^nsk_[\w-]{43}$/);
    const [row] = await asAdmin('SELECT name, scopes, hash FROM api_keys');
    expect(row).toMatchObject({ name: 'books', scopes: ['wallet:read'] });
    expect(row!.hash.toString('latin1')).not.toContain(made.printed.slice(4));
    expect((await shop('create-key', '--name', 'books', '--scopes', 'wallet:steal')).code).toBe(2);
    expect((await shop('create-key', '--name', 'books')).code).toBe(2);
  });

  it('seeds the demo catalogue', async () => {
    expect((await shop('seed-demo')).code).toBe(0);
    expect((await shop('seed-demo', '--pool-numbers', 'many')).code).toBe(2);
    const [row] = await asAdmin('SELECT count(*)::integer AS count FROM offers');
    expect(row!.count).toBeGreaterThan(200);
  });

  it('names the row when the books are wrong', async () => {
    await asAdmin(`INSERT INTO users (telegram_id, created_at, last_seen_at) VALUES (77, now(), now())`);
    await asAdmin(`SET session_replication_role = replica; UPDATE wallets SET available = 5`);
    const { code, complained } = await shop('verify');
    expect(code).toBe(1);
    expect(complained).toMatch(/wallet/);
    expect((await shop('doctor')).code).toBe(1);
  });

  async function asAdmin(statement: string): Promise<Row[]> {
    const client = new Client({ connectionString: database.adminUrl });
    await client.connect();
    try {
      return (await client.query(statement)).rows;
    } finally {
      await client.end();
    }
  }
});
