import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type Config, type Role, Secret } from '../../src/config';
import { type RunningShop, startShop } from '../../src/main';
import { silentLogger } from '../../src/platform/logger';
import { createApiKey } from '../../src/usecases/access/create-api-key';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { until } from '../telegram/support/until';
import { send } from './support/graphql-client';

const PEOPLE = 12_000;
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('an export that one process is asked for, another writes and two others give', () => {
  let database: TestDatabase;
  const folders: string[] = [];
  const shops: RunningShop[] = [];
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(async () => {
    for (const shop of shops) await shop.shutdown.run('the test is over');
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    await database?.drop();
  });

  /** A process of the shop, with a place on disk that no other one sees. */
  async function process(role: Role): Promise<RunningShop & { folder: string }> {
    const folder = mkdtempSync(join(tmpdir(), 'numbershop-exports-'));
    folders.push(folder);
    const config: Config = {
      database: { url: new Secret(database.appUrl), ownerUrl: new Secret(database.ownerUrl), poolSize: 4 },
      http: { host: '127.0.0.1', port: 0 },
      dataDir: folder,
      roles: [role],
      currency: 'USD',
      log: { level: 'warn', format: 'json' },
      ownerIds: [],
      secretKey: new Secret(Buffer.alloc(32, 7).toString('base64')),
      hasExplorer: false,
      shutdownTimeoutMs: 10_000,
    };
    const shop = await startShop(config, silentLogger);
    shops.push(shop);
    return { ...shop, folder };
  }

  it('can be taken further by another process when the first one ends in the midst of it', async () => {
    const [asked, worker, other] = [await process('api'), await process('worker'), await process('api')];
    await asked.app.db.sql.rows(
      'test.crowd',
      `INSERT INTO users (telegram_id, first_name, created_at, last_seen_at)
       SELECT 70000 + i, (SELECT string_agg(md5(i || ':' || j), '') FROM generate_series(1, 30) j), now(), now()
       FROM generate_series(1, $1::integer) i`,
      [PEOPLE],
    );
    const actor = { type: 'ADMIN', id: 'test' } as const;
    const made = await createApiKey(asked.app, { name: 'test', scopes: ['exports:write', 'users:read'], actor });
    if (made.kind !== 'created') throw new Error(made.problem.kind);
    const query = 'mutation { startExport(entity: users) { ... on ExportStarted { url } } }';
    const { data } = await send(asked.address!, { key: made.key, query });
    const { pathname } = new URL(data.startExport.url);
    await until('a worker has written it', async () => (await fetch(other.address + pathname)).status === 200, 30_000);
    await worker.shutdown.run('it has done its work');

    const cut = await takeUntil(asked.address + pathname, 300_000);
    await asked.shutdown.run('it ends while somebody takes a file');
    expect(cut.bytes.length).toBeLessThan(cut.size);
    const rest = await fetch(other.address + pathname, {
      headers: { range: `bytes=${cut.bytes.length}-`, 'if-range': cut.etag },
    });
    expect(rest.status).toBe(206);
    const file = Buffer.concat([cut.bytes, Buffer.from(await rest.arrayBuffer())]);
    expect([file.length, `"${sha256(file)}"`]).toEqual([cut.size, cut.etag]);
    const content = gunzipSync(file);
    expect(sha256(content)).toBe(rest.headers.get('x-export-sha256'));
    expect(content.toString().split('\r\n')).toHaveLength(PEOPLE + 2);
    for (const folder of folders) expect(readdirSync(folder)).not.toContain('exports');
  });
});

/** Reads so many bytes and breaks the connection. */
function takeUntil(url: string, most: number): Promise<{ bytes: Buffer; size: number; etag: string }> {
  return new Promise((resolve, reject) => {
    const request = get(url, (answer) => {
      let bytes = Buffer.alloc(0);
      answer.on('error', () => undefined); // "aborted", by ourselves
      answer.on('data', (piece: Buffer) => {
        bytes = Buffer.concat([bytes, piece]);
        if (bytes.length < most) return;
        answer.removeAllListeners('data');
        request.destroy();
        const { etag, 'content-length': size } = answer.headers;
        resolve({ bytes, size: Number(size), etag: etag! });
      });
    });
    request.on('error', reject);
  });
}
