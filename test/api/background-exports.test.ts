import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import type { App } from '../../src/app';
import { JOBS } from '../../src/jobs/jobs';
import { projectRoot } from '../support/project-root';
import { type ApiShop, openApiShop } from './support/api-shop';
import { type Loose, send } from './support/graphql-client';

const run = promisify(execFile);
const START = `mutation ($entity: ExportEntity!, $query: JSONObject) { startExport(entity: $entity, query: $query) {
  __typename ... on ExportStarted { id url } ... on InvalidInput { field message } } }`;
const job = (name: string) => JOBS.find((one) => one.name === name)!;
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('an export in the background', () => {
  let shop: ApiShop;
  beforeAll(async () => {
    shop = await openApiShop();
    for (let i = 0; i < 5; i += 1) await shop.user({ firstName: `Person ${i}` });
  });
  afterAll(() => shop?.close());

  async function start(entity = 'users', query: object = {}): Promise<{ id: number; url: string } & Loose> {
    const { data } = await shop.ask(START, { entity, query });
    return data.startExport;
  }
  const write = (app: App = shop.app, signal?: AbortSignal) => job('write-exports').runOnce(app, signal);
  const bodyOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());
  const pieces = (id: number) =>
    shop.app.db.sql.rows<{ attempt: number; bytes: number }>(
      'test.pieces',
      'SELECT attempt, octet_length(content) AS bytes FROM export_pieces WHERE export_id = $1 ORDER BY 1, piece',
      [id],
    );
  const copies = () =>
    shop.app.db.sql.rows(
      'test.copies',
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'COPY (SELECT%' AND state = 'active'`,
    );
  /** Users whose rows do not pack well, so that their file has several pieces. */
  async function crowd(people: number): Promise<void> {
    await shop.app.db.sql.rows(
      'test.crowd',
      `INSERT INTO users (telegram_id, first_name, created_at, last_seen_at)
       SELECT 70000 + i, (SELECT string_agg(md5(i || ':' || j), '') FROM generate_series(1, 30) j), now(), now()
       FROM generate_series(1, $1::integer) i ON CONFLICT DO NOTHING`,
      [people],
    );
  }

  it('is taken by its link alone once it is written, and says what it is', async () => {
    const { id, url } = await start('users', { search: 'person', bom: 'true' });
    const early = await fetch(url);
    expect([early.status, early.headers.get('retry-after')]).toEqual([503, '5']);
    expect(((await early.json()) as Loose).errors[0].extensions.code).toBe('WAITING');
    expect((await fetch(url, { method: 'HEAD' })).status).toBe(503);
    await write();
    const answer = await fetch(url);
    const packed = await bodyOf(answer);
    const bytes = gunzipSync(packed);
    expect(answer.status).toBe(200);
    expect(bytes.toString().match(/Person \d/g)).toHaveLength(5);
    expect(answer.headers.get('x-export-sha256')).toBe(sha256(bytes));
    expect(answer.headers.get('x-export-rows')).toBe('5');
    expect(answer.headers.get('etag')).toBe(`"${sha256(packed)}"`);
    const { data } = await shop.ask(
      'query ($id: Int!) { export(id: $id) { state rows sha256 bytes packedBytes packedSha256 } }',
      { id },
    );
    expect(data.export).toEqual({
      state: 'DONE',
      rows: 5,
      sha256: sha256(bytes),
      bytes: String(bytes.length),
      packedBytes: String(packed.length),
      packedSha256: sha256(packed),
    });
    const head = await fetch(url, { method: 'HEAD', headers: { range: 'bytes=0-3' } });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(packed.length)]);
    expect(head.headers.get('accept-ranges')).toBe('bytes');
  });

  it('is whole in the file of who waits for it by the command of the guide', async () => {
    const guide = readFileSync(join(projectRoot, 'docs/api.md'), 'utf8');
    const command = /curl [^\n]*exports\/files[^\n]*/.exec(guide)![0];
    const folder = mkdtempSync(join(tmpdir(), 'numbershop-curl-'));
    const file = join(folder, 'users.csv.gz');
    const { url } = await start();
    const download = () => {
      // The shop's clock stands still here: once, in the place of waiting.
      const words = command.replace(/--retry \d+ --retry-max-time \d+/, '--retry 0').match(/'[^']*'|\S+/g)!;
      const args = words.slice(1).map((word) => (word.includes('exports/files') ? url : word));
      return run('curl', args, { cwd: folder }).then(
        () => 0,
        ({ code }) => code,
      );
    };
    try {
      expect(await download()).toBe(22);
      expect(await download()).toBe(22);
      expect(existsSync(file)).toBe(false);
      await write();
      expect(await download()).toBe(0);
      const whole = await bodyOf(await fetch(url));
      expect(readFileSync(file).equals(whole)).toBe(true);
      writeFileSync(file, whole.subarray(0, 50)); // it broke off
      expect(await download()).toBe(0);
      expect(readFileSync(file).equals(whole)).toBe(true);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('gives the bytes that are asked for, across its pieces', async () => {
    await crowd(2_000);
    const { id, url } = await start();
    await write();
    const whole = await bodyOf(await fetch(url));
    const stored = await pieces(id);
    expect(stored.length).toBeGreaterThan(3);
    expect(stored.slice(0, -1).every(({ bytes }) => bytes === stored[0]!.bytes)).toBe(true);
    const { bytes: piece } = stored[0]!;
    const size = whole.length;
    const etag = `"${sha256(whole)}"`;
    const ask = (range: string, ifRange?: string) =>
      fetch(url, { headers: { range, ...(ifRange ? { 'if-range': ifRange } : {}) } });

    for (const [range, from, to] of [
      ['bytes=0-0', 0, 0],
      [`bytes=${piece - 1}-${piece}`, piece - 1, piece],
      [`bytes=${piece}-${2 * piece - 1}`, piece, 2 * piece - 1],
      [`bytes=100-${size + 100}`, 100, size - 1],
      [`bytes=${size - 1}-`, size - 1, size - 1],
      ['bytes=-7', size - 7, size - 1],
      [`bytes=-${size * 2}`, 0, size - 1],
    ] as const) {
      const answer = await ask(range);
      expect([answer.status, answer.headers.get('content-range')]).toEqual([206, `bytes ${from}-${to}/${size}`]);
      expect(answer.headers.get('content-length')).toBe(String(to - from + 1));
      expect((await bodyOf(answer)).equals(whole.subarray(from, to + 1))).toBe(true);
    }
    for (const range of [`bytes=${size}-`, `bytes=${size + 5}-${size + 9}`, 'bytes=-0']) {
      const answer = await ask(range);
      expect([answer.status, answer.headers.get('content-range')]).toEqual([416, `bytes */${size}`]);
    }
    for (const range of ['bytes=5-2', 'bytes=0-1,4-5', 'lines=1-2', 'bytes=-', 'bytes=a-b']) {
      const answer = await ask(range);
      expect([range, answer.status, sha256(await bodyOf(answer))]).toEqual([range, 200, sha256(whole)]);
    }
    expect((await ask('bytes=9-', etag)).status).toBe(206);
    for (const other of ['"of another file"', `W/${etag}`, new Date().toUTCString()]) {
      expect((await ask('bytes=9-', other)).status).toBe(200);
    }
  });

  it('is behind a door that opens to its own token, and for a day', async () => {
    const { id, url } = await start();
    await write();
    const wrong = url.slice(0, -3) + (url.endsWith('abc') ? 'xyz' : 'abc');
    expect((await fetch(wrong)).status).toBe(404);
    expect((await fetch(url.replace(`/${id}/`, `/${id + 1}/`))).status).toBe(404);
    await shop.clock.advance(24 * 3_600_000 + 1_000);
    expect((await fetch(url)).status).toBe(404);
    await job('prune').runOnce(shop.app);
    expect(await pieces(id)).toEqual([]);
    expect((await shop.ask('query ($id: Int!) { export(id: $id) { state } }', { id })).data.export).toBeNull();
  });

  it('asks for the scope of its rows, and for a query that is understood', async () => {
    const key = await shop.key('exports:write');
    const { data } = await send(shop.server.address, { key, query: START, variables: { entity: 'transactions' } });
    expect(data.startExport).toMatchObject({ __typename: 'InvalidInput', field: 'entity' });
    expect(data.startExport.message).toContain('wallet:read');
    expect(await start('users', { colour: 'red' })).toMatchObject({ __typename: 'InvalidInput', field: 'query' });
  });

  it('is written by another worker when the first one dies, and what that one stored goes', async () => {
    const { id, url } = await start();
    const claim = () =>
      shop.app.db.exports.claim({
        now: shop.clock.now(),
        leasedUntil: new Date(shop.clock.now().getTime() + 60_000),
      });
    expect((await claim())?.id).toBe(id);
    const late = { exportId: id, attempt: 1, content: Buffer.from('half') };
    expect(await shop.app.db.exportPieces.insert({ ...late, piece: 0 })).toBe(true);
    await write();
    expect((await fetch(url)).status).toBe(503);
    await shop.clock.advance(61_000);
    await write();
    const answer = await fetch(url);
    expect([answer.status, `"${sha256(await bodyOf(answer))}"`]).toEqual([200, answer.headers.get('etag')]);
    expect(new Set((await pieces(id)).map(({ attempt }) => attempt))).toEqual(new Set([2]));
    // The first one was only asleep: what it does now is too late.
    expect(await shop.app.db.exportPieces.insert({ ...late, piece: 1 })).toBe(false);
    expect(await shop.app.db.exports.renew({ id, attempt: 1 }, new Date())).toBe(false);
  });

  it('is left to another worker at once when the program of the first one ends', async () => {
    const { id, url } = await start();
    const ending = new AbortController();
    let stored = 0;
    const { exportPieces } = shop.app.db;
    const real = exportPieces.insert.bind(exportPieces);
    const spy = jest.spyOn(exportPieces, 'insert').mockImplementation(async (piece) => {
      stored += 1;
      if (stored === 2) ending.abort();
      return real(piece);
    });
    expect(await write(shop.app, ending.signal)).toEqual({ given_back: 1 });
    spy.mockRestore();
    for (let tries = 0; (await copies()).length > 0; tries += 1) if (tries > 2_000) throw new Error('still running');
    expect(await write()).toEqual({ written: 1 });
    const answer = await fetch(url);
    expect([answer.status, `"${sha256(await bodyOf(answer))}"`]).toEqual([200, answer.headers.get('etag')]);
    expect((await pieces(id)).length).toBeGreaterThan(3);
  });
});
