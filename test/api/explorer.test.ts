import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { gunzipSync } from 'node:zlib';
import { type ApiShop, openApiShop } from './support/api-shop';

describe('the explorer', () => {
  let shop: ApiShop;
  let closed: ApiShop;
  beforeAll(async () => {
    shop = await openApiShop({ hasExplorer: true });
    closed = await openApiShop();
  });
  afterAll(async () => {
    await shop?.close();
    await closed?.close();
  });

  const get = (path: string, of = shop) => fetch(`${of.server.address}${path}`);

  it('is not there unless it was asked for', async () => {
    expect((await get('/graphql/explorer', closed)).status).toBe(404);
    expect((await get('/graphql/explorer/graphiql.js', closed)).status).toBe(404);
  });

  it('is a page whose every part comes from the shop itself', async () => {
    const answer = await get('/graphql/explorer');
    const page = await answer.text();
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    const parts = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address!);
    expect(parts).toHaveLength(7);
    for (const part of parts.filter((address) => !address.startsWith('data:'))) {
      expect(part).toMatch(/^\/graphql\/explorer\/[\w.-]+$/);
      const file = await get(part);
      expect([part, file.status]).toEqual([part, 200]);
      expect(file.headers.get('content-type')).toMatch(part.endsWith('.css') ? /^text\/css/ : /^text\/javascript/);
      expect((await file.text()).length).toBeGreaterThan(100);
    }
  });

  it('is where a browser comes that asks for /graphql; no page of anybody else is served there', async () => {
    const asBrowser = { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }, redirect: 'manual' } as const;
    const led = await fetch(`${shop.server.address}/graphql`, asBrowser);
    expect([led.status, led.headers.get('location')]).toEqual([302, '/graphql/explorer']);
    const refused = await fetch(`${closed.server.address}/graphql`, asBrowser);
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(await refused.text()).not.toMatch(/<script|<html/i);
    const asked = await fetch(`${shop.server.address}/graphql?query={__typename}`, asBrowser);
    expect(asked.headers.get('content-type')).toMatch(/json/);
  });

  it('comes packed, and is not sent again to a browser that has it', async () => {
    for (const part of ['/graphql/explorer', '/graphql/explorer/graphiql.js']) {
      const plain = await bytesOf(`${shop.server.address}${part}`, {});
      const packed = await bytesOf(`${shop.server.address}${part}`, { 'accept-encoding': 'gzip, br' });
      expect(packed.headers['content-encoding']).toBe('gzip');
      expect(gunzipSync(packed.body).equals(plain.body)).toBe(true);
      expect(packed.body.length).toBeLessThan(plain.body.length * 0.7);
      expect(packed.headers.etag).not.toBe(plain.headers.etag);
      expect(packed.headers).toMatchObject({ 'cache-control': 'public, no-cache', vary: 'accept-encoding' });
      for (const tag of [packed.headers.etag!, `"other", W/${packed.headers.etag}`, '*']) {
        const known = { 'accept-encoding': 'gzip', 'if-none-match': tag };
        const again = await bytesOf(`${shop.server.address}${part}`, known);
        expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, packed.headers.etag]);
      }
      const stale = await bytesOf(`${shop.server.address}${part}`, { 'if-none-match': '"of an older version"' });
      expect([stale.status, stale.body.length]).toEqual([200, plain.body.length]);
    }
  });

  it('asks nothing without a key, and once with one that opens nothing', async () => {
    const page = openPage(shop.server.address);
    await page.begins();
    expect([page.asked(), page.state()]).toEqual([0, 'Give a key first: npm run shop -- create-key']);
    await page.types(`nsk_${'x'.repeat(43)}`);
    expect([page.asked(), page.state()]).toEqual([1, expect.stringContaining('not valid')]);
    await page.types(await shop.key('users:read'));
    expect([page.asked(), page.state()]).toEqual([2, '']);
    expect(page.hasSchema()).toBe(true);
  });

  it('hands out no other file', async () => {
    for (const name of ['package.json', '..%2Fserver.js', '__proto__', 'constructor']) {
      expect((await get(`/graphql/explorer/${name}`)).status).toBe(404);
    }
  });
});

interface Bytes {
  readonly status: number;
  readonly headers: Record<string, string | undefined>;
  readonly body: Buffer;
}

/** As they came; `fetch` would unpack them. */
function bytesOf(address: string, headers: Record<string, string>): Promise<Bytes> {
  return new Promise((resolve, reject) => {
    request(address, { headers }, (answer) => {
      const pieces: Buffer[] = [];
      const facts = { status: answer.statusCode!, headers: answer.headers as Bytes['headers'] };
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.on('end', () => resolve({ ...facts, body: Buffer.concat(pieces) }));
    })
      .on('error', reject)
      .end();
  });
}

/** The page's own script, and in the place of GraphiQL one that asks for the schema as it does: twice when it does not get it. */
function openPage(address: string) {
  const script = readFileSync(join(__dirname, '../../src/api/explorer/explorer.js'), 'utf8');
  const state = { textContent: '' };
  const field = { value: '' };
  let asked = 0;
  let submit: (event: object) => void = () => undefined;
  let schema: unknown;
  let loading: Promise<void> = Promise.resolve();
  type Fetcher = (operation: { query: string }) => Promise<{ data?: unknown }>;
  async function load(fetcher: Fetcher): Promise<void> {
    for (let tries = 0; tries < 2 && !schema; tries += 1)
      schema = (await fetcher({ query: '{ __schema { queryType { name } } }' })).data;
  }
  const elements = { state, key: field, door: { addEventListener: (_: string, f: typeof submit) => (submit = f) } };
  runInNewContext(script, {
    document: { getElementById: (id: keyof typeof elements) => elements[id] },
    sessionStorage: { getItem: () => null, setItem: () => undefined },
    fetch: (path: string, init: object) => {
      asked += 1;
      return fetch(`${address}${path}`, init);
    },
    GraphiQL: undefined,
    React: { createElement: (_: unknown, { fetcher }: { fetcher: Fetcher }) => fetcher },
    ReactDOM: { createRoot: () => ({ render: (fetcher: Fetcher) => (loading = load(fetcher)) }) },
  });
  return {
    asked: () => asked,
    state: () => state.textContent,
    hasSchema: () => schema !== undefined,
    begins: () => loading,
    types(key: string) {
      field.value = key;
      submit({ preventDefault: () => undefined });
      return loading;
    },
  };
}
