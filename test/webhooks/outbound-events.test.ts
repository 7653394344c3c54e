import dns from 'node:dns/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client } from 'pg';
import { Webhook } from 'standardwebhooks';
import { EVENT_TYPES, type EventType } from '../../src/domain/event-types';
import { createEventSender, isPublicAddress } from '../../src/platform/event-sender';
import { raiseAlert } from '../../src/usecases/alerts/raise-alert';
import { usd } from '../support/shop';
import { OPERATOR, openWebhookShop, type WebhookShop } from './webhook-shop';

interface Heard {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

describe('other programs are told of what happens', () => {
  let shop: WebhookShop;
  let receiver: Server;
  let heard: Heard[];
  let status: number;
  beforeEach(async () => {
    shop = await openWebhookShop();
    Object.assign(shop.app, { events: createEventSender({ reach: 'loopback', box: shop.secretBox }) });
    heard = [];
    status = 204;
    receiver = createServer((request, reply) => {
      let body = '';
      request.on('data', (piece) => {
        body += piece;
      });
      request.on('end', () => {
        heard.push({ headers: request.headers, body });
        reply.writeHead(status).end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    await new Promise((resolve) => receiver.close(resolve));
    await shop.closeAll();
  });

  const url = () => `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  async function endpoint(events: readonly EventType[] = EVENT_TYPES): Promise<{ id: number; secret: string }> {
    const { data } = await shop.ask(
      `mutation ($url: String!, $events: [String!]!) { createEventEndpoint(url: $url, events: $events) {
         ... on EventEndpointMade { id secret } } }`,
      { url: url(), events },
    );
    return data.createEventEndpoint;
  }
  const deliver = () => shop.runs('deliver-events');
  /** As the npm package of the standard reads it; throws when the signature does not fit. */
  const verified = ({ headers, body }: Heard, secret: string) =>
    new Webhook(secret).verify(body, headers as Record<string, string>) as {
      type: string;
      data: Record<string, unknown>;
    };
  /** The package compares with the machine's clock. */
  const nowIsNow = async () => shop.clock.advance(Date.now() - shop.clock.now().getTime());
  const deliveries = () =>
    shop.all<{ state: string; attempts: number }>('SELECT state, attempts FROM event_deliveries ORDER BY id');

  it('signed by the standard, with the fact and without a code or a phone number', async () => {
    await nowIsNow();
    const { secret } = await endpoint(['user.joined', 'balance.changed', 'reservation.completed']);
    const offer = await shop.offer({ price: usd('0.80') });
    const { phones } = await shop.pool(offer);
    const buyer = await shop.buyer({ balance: usd('1') });
    const reservation = await buyer.buys(offer);
    await shop.all(
      `INSERT INTO messages (provider_id, dedupe_key, source, phone, text, stored_at)
       SELECT provider_id, 'm', 'POLL', phone, 'Your code is 918273', $1 FROM reservations RETURNING 1`,
      [shop.clock.now()],
    );
    await shop.passes({ minutes: 1 });
    await shop.runs('process-stored-messages');
    await deliver();
    const told = heard.map((one) => verified(one, secret));
    expect(told.map(({ type }) => type).sort()).toEqual(
      ['user.joined', 'balance.changed', 'balance.changed', 'balance.changed', 'reservation.completed'].sort(),
    );
    const completed = told.find(({ type }) => type === 'reservation.completed')!;
    expect(completed.data).toMatchObject({ price: '0.8000', status: 'COMPLETED', country: 'LV', service: 'tg' });
    expect(reservation).toBeDefined();
    const all = heard.map(({ body }) => body).join('');
    expect([all.includes('918273'), all.includes(phones[0]!)]).toEqual([false, false]);
    await deliver();
    expect(heard).toHaveLength(5);
    await shop.booksBalance();
  });

  it('only of what they want', async () => {
    await endpoint(['user.joined']);
    await shop.buyer({ balance: usd('1') });
    await deliver();
    expect(heard.map(({ body }) => JSON.parse(body).type)).toEqual(['user.joined']);
  });

  interface Listed {
    ids: string[];
    types: string[];
    cursor: string | null;
  }
  const reads = async (args: string): Promise<Listed> => {
    const { data, errors } = await shop.ask(
      `{ events(${args}) { edges { node { id type } } pageInfo { endCursor } } }`,
    );
    expect(errors).toBeUndefined();
    const nodes = data.events.edges.map(({ node }: { node: { id: string; type: string } }) => node);
    return {
      ids: nodes.map(({ id }: { id: string }) => id),
      types: nodes.map(({ type }: { type: string }) => type),
      cursor: data.events.pageInfo.endCursor,
    };
  };

  it('or asks itself what happened, whether an endpoint wanted it or not', async () => {
    await shop.buyer({ balance: usd('1') });
    const first = await reads('first: 10');
    expect(first.types).toEqual(['user.joined', 'balance.changed']);
    expect(await reads(`after: "${first.cursor}"`)).toMatchObject({ ids: [] });
    await shop.passes({ hours: 1 });
    const since = shop.clock.now().toISOString();
    await shop.buyer();
    expect((await reads(`after: "${first.cursor}"`)).types).toEqual(['user.joined', 'balance.changed']);
    expect((await reads('types: ["balance.changed"]')).types).toEqual(['balance.changed', 'balance.changed']);
    expect((await reads(`since: "${since}"`)).types).toEqual(['user.joined', 'balance.changed']);
    const wrong = await shop.ask('{ events(types: ["user.left"]) { edges { cursor } } }');
    expect(wrong.errors![0]!.extensions.code).toBe('BAD_USER_INPUT');
  });

  it('and misses nothing behind its cursor, in whatever order transactions end', async () => {
    const early = new Client({ connectionString: shop.database.appUrl });
    await early.connect();
    try {
      await early.query('BEGIN');
      await early.query(`SELECT put_event('user.joined', '{"userId": "early"}', now())`);
      await shop.buyer(); // takes a later id, and is committed first
      const { types, cursor } = await reads('types: ["user.joined"]');
      expect(types).toEqual(['user.joined']);
      await early.query('COMMIT');
      expect((await reads(`types: ["user.joined"], after: "${cursor}"`)).types).toEqual(['user.joined']);
    } finally {
      await early.end();
    }
    expect((await reads('types: ["user.joined"]')).types).toHaveLength(2);
  });

  it('since a point of its choice: what it missed while it was off, and what it had', async () => {
    await shop.buyer(); // before there was an endpoint
    const { id } = await endpoint(['user.joined']);
    const set = (isActive: boolean) =>
      shop.ask('mutation ($id: Int!, $on: Boolean!) { updateEventEndpoint(id: $id, isActive: $on) { __typename } }', {
        id,
        on: isActive,
      });
    await shop.passes({ hours: 1 });
    const since = shop.clock.now();
    await shop.buyer();
    await deliver();
    await set(false);
    await shop.passes({ hours: 1 });
    await shop.buyer({ balance: usd('1') });
    await deliver();
    expect(heard).toHaveLength(1);
    const replay = async (from: Date, endpointId = id) =>
      (
        await shop.ask(
          `mutation ($id: Int!, $since: DateTime!) { replayEvents(endpointId: $id, since: $since) {
             __typename ... on EventsReplayed { count moreSince } } }`,
          { id: endpointId, since: from.toISOString() },
        )
      ).data.replayEvents;
    expect(await replay(since)).toEqual({ __typename: 'EventsReplayed', count: 2, moreSince: null });
    expect(await replay(since, 999)).toEqual({ __typename: 'NotFound' });
    await set(true);
    await shop.passes({ seconds: 1 });
    await deliver();
    expect(heard).toHaveLength(3);
    expect(heard[1]!.headers['webhook-id']).toBe(heard[0]!.headers['webhook-id']);
    expect(await replay(new Date(0))).toMatchObject({ count: 3 });
    await shop.passes({ seconds: 1 });
    await deliver();
    expect(new Set(heard.map(({ headers }) => headers['webhook-id'])).size).toBe(3);
    const act = await shop.one(
      `SELECT facts FROM audit_log WHERE action = 'event_endpoint.replayed' ORDER BY id LIMIT 1`,
    );
    expect(act).toEqual({ facts: { since: since.toISOString(), count: 2 } });
  });

  it('a long past is sent beside what happens now, not before it', async () => {
    const { id } = await endpoint(['user.joined']);
    await shop.all(`SELECT put_event('user.joined', '{"userId": "old"}', $1) FROM generate_series(1, 200)`, [
      shop.clock.now(),
    ]);
    await shop.all(`DELETE FROM event_deliveries RETURNING 1`);
    const since = shop.clock.now().toISOString();
    await shop.passes({ hours: 1 });
    await shop.ask(
      'mutation ($id: Int!, $since: DateTime!) { replayEvents(endpointId: $id, since: $since) { __typename } }',
      {
        id,
        since,
      },
    );
    await shop.buyer();
    await shop.passes({ seconds: 1 });
    await deliver();
    const told = heard.map(({ body }) => JSON.parse(body).data.userId);
    expect(told.filter((userId) => userId !== 'old')).toHaveLength(1);
    expect(told.length).toBeLessThan(30);
  });

  it('and every try is kept, those before a replay too', async () => {
    await endpoint(['user.joined']);
    status = 500;
    await shop.buyer();
    await deliver();
    await shop.passes({ minutes: 1 });
    receiver.closeAllConnections();
    status = 204;
    await deliver();
    const read = async () => {
      const { data } = await shop.ask(
        '{ eventDeliveries { edges { node { id state attempts tries { at tookMs status problem } } } } }',
      );
      return data.eventDeliveries.edges[0].node;
    };
    const first = await read();
    expect(first).toMatchObject({ state: 'DELIVERED', attempts: 2 });
    expect(first.tries).toMatchObject([
      { status: 500, problem: 'answered 500', tookMs: expect.any(Number) },
      { status: 204, problem: null, tookMs: expect.any(Number) },
    ]);
    await shop.ask('mutation ($id: BigIntId!) { replayEventDelivery(id: $id) { __typename } }', { id: first.id });
    // A worker that died in its try leaves one without an outcome.
    const now = shop.clock.now();
    const leasedUntil = new Date(now.getTime() + 1_000);
    await shop.db.events.claim({ whose: 'operators', now, leasedUntil, limit: 1, mostOfOne: 1 });
    await shop.passes({ seconds: 2 });
    await deliver();
    const { tries } = await read();
    expect(tries.map((one: { status: number | null }) => one.status)).toEqual([500, 204, null, 204]);
  });

  it('not of what was rolled back', async () => {
    await endpoint(['user.joined']);
    const failing = shop.db.transact(async (tx) => {
      await tx.sql.rows(
        'test.user',
        `INSERT INTO users (telegram_id, first_name, created_at, last_seen_at) VALUES (77, 'x', now(), now())`,
      );
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    expect(await shop.all('SELECT 1 FROM events')).toEqual([]);
  });

  it('again and again for a day while they fail, then not; a replay brings it with the same id', async () => {
    await endpoint(['user.joined']);
    status = 500;
    await shop.buyer();
    await deliver();
    await deliver();
    expect(await deliveries()).toEqual([{ state: 'WAITING', attempts: 1 }]);
    for (let hours = 0; hours < 30; hours += 1) {
      await shop.passes({ hours: 1 });
      await deliver();
    }
    expect(await deliveries()).toEqual([{ state: 'FAILED', attempts: 11 }]);
    status = 200;
    const { data } = await shop.ask('{ eventDeliveries(first: 5) { edges { node { id state lastProblem } } } }');
    const [{ node }] = data.eventDeliveries.edges;
    expect(node).toMatchObject({ state: 'FAILED', lastProblem: 'answered 500' });
    await shop.ask('mutation ($id: BigIntId!) { replayEventDelivery(id: $id) { __typename } }', { id: node.id });
    await deliver();
    expect(await deliveries()).toEqual([{ state: 'DELIVERED', attempts: 1 }]);
    expect(new Set(heard.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  it('an endpoint that fails for three days is turned off, and operators hear of it', async () => {
    const { id } = await endpoint(['user.joined']);
    status = 503;
    for (let days = 0; days <= 4; days += 1) {
      await shop.buyer();
      await deliver();
      await shop.passes({ days: 1 });
    }
    expect(await shop.one('SELECT is_active AS on FROM event_endpoints')).toEqual({ on: false });
    expect(await shop.all(`SELECT key FROM operator_alerts`)).toEqual([{ key: `event_endpoint_off:${id}` }]);
    const before = heard.length;
    await deliver();
    expect(heard).toHaveLength(before);
    status = 200;
    await shop.ask('mutation ($id: Int!) { updateEventEndpoint(id: $id, isActive: true) { __typename } }', { id });
    await deliver();
    expect(heard.length).toBeGreaterThan(before);
  });

  it('with both secrets while one replaces the other', async () => {
    await nowIsNow();
    const { id, secret } = await endpoint(['user.joined']);
    const { data } = await shop.ask(
      'mutation ($id: Int!) { rotateEventEndpointSecret(id: $id, overlapHours: 1) { ... on EventEndpointMade { secret } } }',
      { id },
    );
    const next: string = data.rotateEventEndpointSecret.secret;
    await shop.buyer();
    await deliver();
    expect([verified(heard[0]!, secret).type, verified(heard[0]!, next).type]).toEqual(['user.joined', 'user.joined']);
    await shop.passes({ hours: 1, seconds: 1 });
    await shop.buyer();
    await deliver();
    const [first, second] = heard.map(({ headers }) => String(headers['webhook-signature']).split(' ').length);
    expect([first, second]).toEqual([2, 1]);
  });

  it('of suppliers that are down, of low stock and of broken books, as operators are', async () => {
    await endpoint(['provider.down', 'stock.low', 'ledger.broken']);
    const facts = { name: 'hero', detail: 'no answer' };
    await raiseAlert(shop.app, { key: 'p:1', kind: 'provider_unreachable', facts, everyS: 3_600 });
    await raiseAlert(shop.app, { key: 'p:1', kind: 'provider_unreachable', facts, everyS: 3_600 });
    const offer = await shop.offer();
    await shop.pool(offer, { numbers: 2 });
    await shop.runs('watch-stock'); // nobody asked to be told of stock yet
    await shop.set('lowStockNumbers', 5);
    await shop.runs('watch-stock', 'check-books');
    await deliver();
    const told = heard.map(({ body }) => JSON.parse(body)).map(({ type, data }) => [type, data.reason, data.free]);
    expect(told).toEqual([
      ['provider.down', 'provider_unreachable', undefined],
      ['stock.low', 'stock_low', 2],
    ]);
  });

  it('in the sandbox at this computer alone, whatever a name says', async () => {
    const inside = createEventSender({ reach: 'loopback', box: shop.secretBox });
    for (const good of ['http://127.0.0.1:8080/x', 'https://[::1]/x', 'http://localhost/x', 'http://hook.localhost/x'])
      expect([good, inside.addressProblem(good)]).toEqual([good, undefined]);
    for (const bad of [
      'https://10.1.2.3/x',
      'http://192.168.1.1/x',
      'https://93.184.216.34/x',
      'http://[fd00::1]/x',
      'http://0.0.0.0/x',
    ])
      expect([bad, inside.addressProblem(bad)]).toEqual([
        bad,
        expect.objectContaining({ kind: 'event_address_outside' }),
      ]);
    const sent = (url: string) => inside.send({ url, headers: {}, body: '{}', timeoutMs: 1_000 });
    expect(await sent('https://10.1.2.3/x')).toMatchObject({
      kind: 'failed',
      detail: expect.stringContaining('this computer'),
    });
    const lookup = jest.spyOn(dns, 'lookup').mockResolvedValue([{ address: '93.184.216.34', family: 4 }] as never);
    expect(await sent('https://shop.example/x')).toEqual({
      kind: 'failed',
      detail: 'its name leads to another computer',
    });
    lookup.mockRestore();
  });

  it('but never at a private address, whatever its name says', async () => {
    const strict = createEventSender({ reach: 'internet', box: shop.secretBox });
    for (const bad of [
      'http://example.com/x',
      'https://127.0.0.1/x',
      'https://[::1]/x',
      'https://10.1.2.3/x',
      'https://[::ffff:10.0.0.1]/x',
      'https://localhost/x',
      'https://169.254.169.254/latest',
      'https://2130706433/x',
      'https://user:pw@example.com/x',
      'ftp://example.com',
      'nonsense',
    ])
      expect([bad, strict.addressProblem(bad)]).toEqual([bad, expect.objectContaining({ kind: expect.any(String) })]);
    expect(strict.addressProblem('https://example.com/hook')).toBeUndefined();
    for (const address of [
      '172.16.0.1',
      '192.168.1.1',
      '100.64.0.1',
      'fd00::1',
      'fe80::1',
      '::',
      '::ffff:127.0.0.1',
      '::ffff:7f00:1',
      '0.0.0.0',
    ])
      expect([address, isPublicAddress(address)]).toEqual([address, false]);
    for (const address of ['8.8.8.8', '2606:4700::1111'])
      expect([address, isPublicAddress(address)]).toEqual([address, true]);
    Object.assign(shop.app, { events: strict });
    const { data } = await shop.ask(
      `mutation { createEventEndpoint(url: "https://10.0.0.1/x", events: ["user.joined"]) { __typename ... on InvalidInput { field } } }`,
    );
    expect(data.createEventEndpoint).toEqual({ __typename: 'InvalidInput', field: 'url' });
  });

  it('and the audit log knows who set it up', async () => {
    const { id } = await endpoint(['user.joined']);
    await shop.ask('mutation ($id: Int!) { deleteEventEndpoint(id: $id) { __typename } }', { id });
    const rows = await shop.all<{ action: string }>(
      `SELECT action FROM audit_log WHERE entity = 'event_endpoint' ORDER BY id`,
    );
    expect(rows.map(({ action }) => action)).toEqual(['event_endpoint.created', 'event_endpoint.deleted']);
    expect(OPERATOR.actor.type).toBe('ADMIN');
  });
});
