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

  it('hands out no other file', async () => {
    for (const name of ['package.json', '..%2Fserver.js', '__proto__', 'constructor']) {
      expect((await get(`/graphql/explorer/${name}`)).status).toBe(404);
    }
  });
});
