import { type Client, createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { verifyBooks } from '../../src/usecases/ledger/verify-books';
import { type ApiShop, openApiShop } from './support/api-shop';
import type { Loose } from './support/graphql-client';

describe('subscriptions over WebSocket', () => {
  let shop: ApiShop;
  const clients: Client[] = [];
  beforeAll(async () => {
    shop = await openApiShop();
  });
  afterAll(async () => {
    for (const client of clients) await client.dispose();
    expect((await verifyBooks(shop.app)).findings).toEqual([]);
    await shop.close();
  });

  function connect(key: string | undefined, onClosed?: (event: Loose) => void): Client {
    const client = createClient({
      url: `${shop.server.address.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: key ? { authorization: `Bearer ${key}` } : {},
      retryAttempts: 0,
      on: { closed: onClosed },
    });
    clients.push(client);
    return client;
  }

  interface Watch {
    readonly events: Loose[];
    readonly failure: Promise<Loose>;
    stop(): void;
  }

  function watch(client: Client, query: string, variables?: Record<string, unknown>): Watch {
    const events: Loose[] = [];
    let stop: () => void = () => undefined;
    const failure = new Promise<Loose>((resolve) => {
      stop = client.subscribe(
        { query, variables },
        { next: (event) => void events.push(event), error: resolve, complete: () => resolve(undefined) },
      );
    });
    return { events, failure, stop: () => stop() };
  }

  /** Moves the shop's clock from look to look until something is so. */
  async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
    const endsAt = Date.now() + 30_000;
    while (!(await isSo())) {
      if (Date.now() > endsAt) throw new Error('It did not come about within half a minute.');
      await shop.clock.advance(500);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  const isWatched = async () =>
    (await shop.app.db.sql.rows('test.watches', 'SELECT kind FROM feed_watches WHERE until > clock_timestamp()'))
      .length > 0;

  it('tell each change of a reservation, with what belongs to it, to those who may see it', async () => {
    const userId = await shop.user({ firstName: 'Watched' });
    const other = await shop.user({ firstName: 'Other' });
    const client = connect(await shop.key('reservations:read', 'users:read', 'messages:read'));
    const query = `subscription ($userId: BigIntId) { reservationChanged(userId: $userId) {
      id stage user { firstName } messages { code } } }`;
    const { events, stop } = watch(client, query, { userId: String(userId) });
    await until(isWatched);
    await shop.sale(other);
    const open = await shop.sale(userId);
    await until(() => events.length === 1);
    expect(events[0].data.reservationChanged).toEqual({
      id: String(open),
      stage: 'WAITING_CODE',
      user: { firstName: 'Watched' },
      messages: [],
    });
    const completed = await shop.sale(userId, '482913');
    await until(() => events.length === 2);
    expect(events[1].data.reservationChanged).toEqual({
      id: String(completed),
      stage: 'COMPLETED',
      user: { firstName: 'Watched' },
      messages: [{ code: '482913' }],
    });
    stop();
    expect(shop.log.join('')).not.toContain('482913');
  });

  it('tell each message once it was matched, with its code, to those who may see codes', async () => {
    const userId = await shop.user();
    const client = connect(await shop.key('messages:read'));
    const { events, stop } = watch(client, 'subscription { messageReceived { status code reservationId } }');
    await until(isWatched);
    await until(
      async () =>
        (await shop.app.db.sql.rows('test.msg', `SELECT 1 FROM feed_watches WHERE kind = 'MESSAGE'`)).length > 0,
    );
    const id = await shop.sale(userId, '135790');
    await until(() => events.length === 1);
    expect(events[0].data.messageReceived).toEqual({ status: 'APPLIED', code: '135790', reservationId: String(id) });
    stop();
  });

  it('write nothing down while nobody watches', async () => {
    await shop.app.db.sql.rows('test.unwatch', 'DELETE FROM feed_watches');
    const count = async () => (await shop.app.db.sql.rows('test.feed', 'SELECT id FROM feed_changes')).length;
    const before = await count();
    await shop.sale(await shop.user());
    expect(await count()).toBe(before);
  });

  it('show every provider once, and again when something about it changed', async () => {
    const client = connect(await shop.key('reports:read'));
    const { events } = watch(client, 'subscription { providerHealthChanged { name isActive openReservations } }');
    await until(() => events.length === 1);
    await shop.app.db.sql.rows('test.off', `UPDATE providers SET is_active = false WHERE name = 'own' RETURNING id`);
    await until(() => events.length === 2);
    expect(events.map(({ data }) => data.providerHealthChanged.isActive)).toEqual([true, false]);
  });

  it.each([
    ['no key', () => undefined],
    ['a key that nobody made', () => `nsk_${'x'.repeat(43)}`],
  ])('are closed to who comes with %s', async (_situation, key) => {
    const { failure } = watch(connect(key()), 'subscription { providerHealthChanged { name } }');
    expect((await failure).code).toBe(4403);
  });

  it.each([
    ['is no subscription', '{ providerHealth { name } }', 'BAD_REQUEST'],
    [
      'is nested too deep',
      `subscription { a: providerHealthChanged ${'{ provider '.repeat(16)}{ id }${' }'.repeat(16)} }`,
      'TOO_DEEP',
    ],
    ['asks for what is not there', 'subscription { nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['cannot be read', 'subscription {', 'GRAPHQL_PARSE_FAILED'],
  ])('refuse what %s', async (_situation, query, code) => {
    const { failure } = watch(connect(await shop.key('reports:read')), query);
    const errors = await failure;
    expect(errors[0].extensions).toMatchObject({ code, requestId: expect.any(String) });
  });

  it('refuse what needs another scope', async () => {
    const { events } = watch(connect(await shop.key('reports:read')), 'subscription { reservationChanged { id } }');
    await until(() => events.length === 1);
    expect(events[0].data ?? null).toBeNull();
    expect(events[0].errors[0].extensions).toMatchObject({ code: 'FORBIDDEN', requestId: expect.any(String) });
  });

  it('end within a second when the key is revoked by another process', async () => {
    const key = await shop.key('reports:read');
    const [{ id }] = (await shop.app.db.sql.rows<{ id: number }>('test.key', 'SELECT max(id) AS id FROM api_keys')) as [
      { id: number },
    ];
    let closed: Loose;
    const client = connect(key, (event) => {
      closed = event;
    });
    const { events } = watch(client, 'subscription { providerHealthChanged { name } }');
    await until(() => events.length === 1);
    await shop.app.db.apiKeys.revoke(id, shop.clock.now());
    await shop.clock.advance(500);
    await shop.clock.advance(500);
    await until(() => closed !== undefined);
    expect(closed.code).toBe(4403);
  });
});
