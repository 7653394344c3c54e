import { Database } from '../../src/database/database';
import { type ApiShop, openApiShop } from './support/api-shop';
import { type Loose, send } from './support/graphql-client';

describe('the HTTP edge', () => {
  let shop: ApiShop;
  let isBotReady = true;
  beforeAll(async () => {
    const readiness = [{ name: 'bot', check: () => isBotReady }];
    const routes = [
      async (fastify: import('fastify').FastifyInstance) => {
        fastify.get('/extra', async () => ({ extra: true }));
        fastify.get('/broken', async () => {
          throw new Error('the password is hunter2');
        });
      },
    ];
    shop = await openApiShop({ readiness, routes });
  });
  afterAll(() => shop?.close());

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${shop.server.address}${path}`, { headers });

  it('says that it lives, and whether it is ready', async () => {
    expect((await get('/livez')).status).toBe(200);
    expect(await (await get('/readyz')).json()).toEqual({ status: 'ready', checks: { database: true, bot: true } });
    isBotReady = false;
    const notReady = await get('/readyz');
    expect([notReady.status, ((await notReady.json()) as Loose).checks]).toEqual([503, { database: true, bot: false }]);
    isBotReady = true;
  });

  it('gives each request an id, or keeps the one it came with', async () => {
    expect((await get('/livez')).headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
    expect((await get('/livez', { 'x-request-id': 'my-own-id-1' })).headers.get('x-request-id')).toBe('my-own-id-1');
    expect((await get('/livez', { 'x-request-id': 'bad id!' })).headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
  });

  it('serves the routes of others, masks their faults, and knows nothing else', async () => {
    expect(await (await get('/extra')).json()).toEqual({ extra: true });
    const broken = await get('/broken');
    const text = await broken.text();
    expect([broken.status, text.includes('hunter2'), text.includes('at ')]).toEqual([500, false, false]);
    expect((await get('/nowhere')).status).toBe(404);
    expect(
      (await get('/livez', { origin: 'https://evil.example' })).headers.get('access-control-allow-origin'),
    ).toBeNull();
  });

  it('speaks the format of Prometheus', async () => {
    await shop.user();
    const answer = await get('/metrics');
    const text = await answer.text();
    expect(answer.headers.get('content-type')).toContain('text/plain');
    for (const line of text.split('\n').filter(Boolean)) {
      expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{[^}]*\})? (\d|\.|e|-|\+|NaN|Inf)+)$/);
    }
    expect(text).toContain('numbershop_database_up 1');
    expect(text).toContain('numbershop_outbox_waiting{lane="0"} 0');
    expect(text).toContain('numbershop_reservations_open{status="WAITING_CODE"} 0');
    expect(text).toMatch(/numbershop_http_request_seconds_count\{method="GET",route="\/livez",status="200"\} \d+/);
    expect(text).toMatch(/numbershop_database_connections\{state="idle"\} \d+/);
  });

  it('refuses mutations by GET, and requests that a foreign page could make a browser send', async () => {
    const key = await shop.key('users:read', 'wallet:write');
    const headers = { authorization: `Bearer ${key}` };
    const query = encodeURIComponent('{ users { totalCount } }');
    expect((await get(`/graphql?query=${query}`)).status).toBe(400); // no header that only a program can set
    expect((await get(`/graphql?query=${query}`, headers)).status).toBe(200);
    const mutation = encodeURIComponent(
      'mutation { addBalance(input: {idempotencyKey: "g", userId: "1", amount: "1"}) { __typename } }',
    );
    expect((await get(`/graphql?query=${mutation}`, headers)).status).toBe(405);
    const form = await send(shop.server.address, {
      key,
      body: 'query={users{totalCount}}',
      headers: { 'content-type': 'text/plain' },
    });
    expect(form.status).toBeGreaterThanOrEqual(400);
  });

  it('masks what goes wrong inside, and tells the log under the same request id', async () => {
    const before = shop.log.length;
    const broken = jest.spyOn(Database.prototype, 'transact').mockImplementation(async () => {
      throw new Error('relation "secret_table" does not exist');
    });
    const answer = await shop.ask(
      'mutation { addBalance(input: {idempotencyKey: "boom", userId: "1", amount: "1"}) { __typename } }',
    );
    broken.mockRestore();
    expect(answer.errors).toEqual([
      expect.objectContaining({
        message: 'Something went wrong on our side. Tell us the request id.',
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: answer.headers.get('x-request-id') },
      }),
    ]);
    expect(answer.text).not.toContain('secret_table');
    const lines = shop.log.slice(before).join('');
    expect(lines).toContain('secret_table');
    expect(lines).toContain(answer.headers.get('x-request-id'));
  });

  it('answers for its part when the database is away, and recovers with it', async () => {
    const refuse = () =>
      Promise.reject(Object.assign(new Error('connect ECONNREFUSED /secret/socket'), { code: 'ECONNREFUSED' }));
    const spies = (['query', 'connect'] as const).map((name) =>
      jest.spyOn(shop.app.db.pool, name).mockImplementation(refuse as never),
    );
    try {
      const ready = await get('/readyz');
      expect([ready.status, ((await ready.json()) as Loose).checks.database]).toEqual([503, false]);
      expect((await get('/livez')).status).toBe(200);
      const metrics = await (await get('/metrics')).text();
      expect(metrics).toContain('numbershop_database_up 0');
      expect(metrics).not.toContain('numbershop_outbox_waiting{');
      const answer = await shop.ask('{ users { totalCount } }');
      expect(answer.errors?.[0]?.extensions.code).toBe('INTERNAL_SERVER_ERROR');
      expect(answer.text).not.toContain('secret');
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
    expect((await get('/readyz')).status).toBe(200);
    expect((await shop.ask('{ users(first: 1) { totalCount } }')).status).toBe(200);
  });
});
