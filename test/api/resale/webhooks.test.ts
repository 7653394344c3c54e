import dns from 'node:dns/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { createEventSender } from '../../../src/platform/event-sender';
import { createApiKey } from '../../../src/usecases/access/create-api-key';
import { changeResaleKey } from '../../../src/usecases/resale/change-resale-key';
import { revokeResaleKey } from '../../../src/usecases/resale/revoke-resale-key';
import { eraseUser } from '../../../src/usecases/users/erase-user';
import { refundReservation } from '../../../src/usecases/wallet/refund-reservation';
import { openResaleShop, type ResaleShop } from '../../conformance/support/resale-shop';
import { usd } from '../../support/shop';
import { send as graphql } from '../support/graphql-client';
import { restProgram } from './rest-program';

interface Heard {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: what a server of somebody else gets.
  readonly json: any;
}

let world: ResaleShop;
let receiver: Server;
let heard: Heard[];
/** What the receiver answers; undefined: nothing, for ever. */
let status: number | undefined;

beforeAll(async () => {
  world = await openResaleShop();
});
beforeEach(async () => {
  openSender();
  heard = [];
  status = 200;
  receiver = createServer((request, reply) => {
    let text = '';
    request.on('data', (piece) => {
      text += piece;
    });
    request.on('end', () => {
      heard.push({ path: request.url!, headers: request.headers, text, json: JSON.parse(text) });
      if (status !== undefined) reply.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  receiver.closeAllConnections();
  await new Promise((resolve) => receiver.close(resolve));
  await world.shop.runs('expire-reservations');
  await world.verifies();
});
afterAll(() => world.close());

function openSender(reach: 'loopback' | 'internet' = 'loopback') {
  Object.assign(world.shop.app, { events: createEventSender({ reach, box: world.secretBox }) });
}
const address = (path = '/hook') => `http://127.0.0.1:${(receiver.address() as AddressInfo).port}${path}`;
const deliver = () => world.shop.runs('deliver-webhooks');
async function passes(o: Parameters<typeof world.shop.passes>[0]) {
  await world.shop.passes(o);
  await deliver();
}
/** As the npm package of the standard reads it, at the time of the story; throws when the signature does not fit. */
function verified({ text, headers }: Heard, secret: string): unknown {
  const now = jest.spyOn(Date, 'now').mockReturnValue(world.shop.clock.now().getTime());
  try {
    return new Webhook(secret).verify(text, headers as Record<string, string>);
  } finally {
    now.mockRestore();
  }
}

const ALL = ['order.sms', 'order.completed', 'order.expired', 'order.canceled', 'order.refunded'];
let orders = 0;

/** A program that is told at the receiver, unless `url` says otherwise. */
async function enter(o: { events?: string[]; path?: string } & Parameters<typeof restProgram>[1] = {}) {
  const { events, path, ...more } = o;
  const program = await restProgram(world, more);
  const sets = (url: string, wanted?: string[]) =>
    program.send('/webhook', { method: 'PUT', body: { url, ...(wanted ? { events: wanted } : {}) } });
  const { secret } = (await sets(address(path), events)).json;
  async function orders_(wish: object = {}): Promise<{ id: number; phone: string }> {
    orders += 1;
    const { json } = await program.buys(`order-${orders}`, { service: 'wa', country: 'LV', ...wish });
    return { id: json.id, phone: json.phone?.slice(1) };
  }
  const deliveries = async () => (await program.send('/webhook/deliveries')).json.data;
  return { ...program, secret: secret as string, sets, orders: orders_, deliveries };
}
const post = (program: { send: Awaited<ReturnType<typeof restProgram>>['send'] }, path: string) =>
  program.send(path, { method: 'POST' });

describe('the webhook of a key', () => {
  it('is told of each SMS once, in the words of the trade, signed; the shop keeps no other copy of the code', async () => {
    const program = await enter();
    expect(program.secret).toMatch(/^whsec_/);
    const { id, phone } = await program.orders({ service: 'wa' });
    await world.sms(phone, 'Your code is 246813');
    await deliver();
    await deliver();
    expect(heard).toHaveLength(1);
    expect(verified(heard[0]!, program.secret)).toEqual({
      type: 'order.sms',
      id: expect.stringMatching(/^\d+$/),
      activationId: String(id),
      idempotencyKey: `order-${orders}`,
      service: 'wa',
      country: 49,
      countryCode: 'LV',
      phone: `+${phone}`,
      phoneFrom: null,
      text: 'Your code is 246813',
      code: '246813',
      status: 'completed',
      receivedAt: world.shop.clock.now().toISOString(),
    });
    const [message] = (await program.send(`/orders/${id}`)).json.messages;
    expect(heard[0]!.json.id).toBe(message.id);
    await world.sms(phone, 'And another: 777888');
    await deliver();
    expect(heard.map(({ json }) => [json.code, json.activationId])).toEqual([
      ['246813', String(id)],
      ['777888', String(id)],
    ]);
    expect(heard[1]!.headers['webhook-id']).not.toBe(heard[0]!.headers['webhook-id']);
    const kept = JSON.stringify(await world.shop.all('SELECT data FROM events WHERE buyer_id IS NOT NULL'));
    expect([kept.includes('246813'), world.shop.logged.join('').includes('246813')]).toEqual([false, false]);
    expect(await program.deliveries()).toMatchObject([
      { type: 'order.sms', activationId: String(id), state: 'DELIVERED', attempts: 1, lastStatus: 200 },
      { state: 'DELIVERED' },
    ]);
    expect(await program.reseller.buyer.balance()).toBe(usd('9.20'));
  });

  it('and of the ends of orders, if it wants; a changed number ends none', async () => {
    const program = await enter({ events: ALL });
    const [paid, canceled, expired, changed] = [
      await program.orders(),
      await program.orders(),
      await program.orders(),
      await program.orders(),
    ];
    await program.send(`/orders/${changed.id}/change`, { name: `change-${changed.id}` });
    await world.sms(paid.phone, 'Your code is 112233');
    await post(program, `/orders/${canceled.id}/cancel`);
    await world.shop.passes({ minutes: 21 });
    await world.shop.runs('expire-reservations');
    const { reservationId } = await world.shop.one<{ reservationId: bigint }>(
      'SELECT reservation_id AS "reservationId" FROM resale_orders WHERE id = $1',
      [paid.id],
    );
    const actor = { type: 'ADMIN', id: 'test' } as const;
    await refundReservation(world.shop.app, { key: `refund-${paid.id}`, reservationId, reason: 'wrong code', actor });
    await deliver();
    const told = heard.map(({ json }) => [json.type, Number(json.activationId), json.status, json.code]);
    expect(told.sort()).toEqual(
      [
        ['order.completed', paid.id, 'completed', null],
        ['order.sms', paid.id, 'completed', '112233'],
        ['order.canceled', canceled.id, 'canceled', null],
        ['order.expired', changed.id, 'expired', null],
        ['order.expired', expired.id, 'expired', null],
        ['order.refunded', paid.id, 'completed', null],
      ].sort(),
    );
    for (const one of heard) verified(one, program.secret);
    expect([await program.reseller.buyer.balance(), await program.reseller.buyer.held()]).toEqual([usd('10'), 0n]);
  });

  it('is tried again when it fails, under the same id, and the log says how often', async () => {
    const program = await enter();
    const { phone } = await program.orders();
    status = 500;
    await world.sms(phone, 'Your code is 445566');
    await deliver();
    expect(await program.deliveries()).toMatchObject([
      { state: 'WAITING', attempts: 1, lastStatus: 500, lastProblem: 'answered 500' },
    ]);
    await passes({ seconds: 19 });
    expect(heard).toHaveLength(1);
    status = 204;
    await passes({ seconds: 1 });
    expect(heard).toHaveLength(2);
    expect(heard[1]!.headers['webhook-id']).toBe(heard[0]!.headers['webhook-id']);
    expect(heard[1]!.text).toBe(heard[0]!.text);
    expect(await program.deliveries()).toMatchObject([{ state: 'DELIVERED', attempts: 2, lastStatus: 204 }]);
  });

  it('that is down is left alone for a while, given up in the end, and gets it when asked once more', async () => {
    const program = await enter();
    const first = await program.orders();
    status = 503;
    await world.sms(first.phone, 'Your code is 100001');
    await deliver();
    for (let tries = 0; tries < 4; tries += 1) await passes({ seconds: 20 });
    expect(heard).toHaveLength(5);
    // It has failed five times in a row: for a minute nothing goes there, whatever else there is to tell.
    const second = await program.orders();
    await world.sms(second.phone, 'Your code is 100002');
    await passes({ seconds: 20 });
    expect(heard).toHaveLength(5);
    // Then one alone tries whether it lives.
    await passes({ seconds: 40 });
    expect(heard.map(({ json }) => json.code)).toEqual([...Array(5).fill('100001'), expect.any(String)]);
    for (let hours = 0; hours < 24; hours += 1) for (const minutes of [10, 20, 30]) await passes({ minutes });
    expect((await program.deliveries()).map((one: { state: string }) => one.state)).toEqual(['FAILED', 'FAILED']);
    const attempts = heard.length;
    expect(attempts).toBe(26);
    status = 200;
    const [, { id }] = await program.deliveries();
    const again = await post(program, `/webhook/deliveries/${id}/redeliver`);
    expect([again.status, again.json.state, again.json.attempts]).toEqual([200, 'WAITING', 0]);
    await deliver();
    expect(heard.slice(attempts).map(({ json }) => json.code)).toEqual(['100001']);
    expect((await program.deliveries())[1]).toMatchObject({ state: 'DELIVERED', attempts: 1 });
  });

  it('that takes nothing for three days, or says that it is gone, is off until it is set anew', async () => {
    const program = await enter();
    status = 410;
    const gone = await program.orders();
    await world.sms(gone.phone, 'Your code is 200001');
    await deliver();
    expect((await program.send('/webhook')).json).toMatchObject({ isActive: false, problem: 'answered 410' });
    status = 200;
    await passes({ minutes: 1 });
    expect(heard).toHaveLength(1);
    expect((await program.sets(address())).json).toMatchObject({ isActive: true, secret: null });
    await deliver();
    expect(heard.map(({ json }) => json.code)).toEqual(['200001', '200001']);
    // Operators have nothing to mend there.
    expect(await world.shop.all(`SELECT 1 FROM operator_alerts WHERE kind = 'event_endpoint_off'`)).toEqual([]);
  });

  it('that is slow holds up nobody else', async () => {
    const [slow, quick] = [await enter({ path: '/slow' }), await enter({ path: '/quick' })];
    const senders = world.shop.app.events!;
    const waits: string[] = [];
    const send: typeof senders.send = async (o) => {
      if (o.url.endsWith('/slow')) {
        waits.push(o.url);
        return { kind: 'failed', detail: `no answer in time (${o.timeoutMs} ms)` };
      }
      return senders.send(o);
    };
    Object.assign(world.shop.app, { events: { ...senders, send } });
    const many = await Promise.all(Array.from({ length: 12 }, () => slow.orders()));
    for (const { phone } of many) await world.sms(phone, 'Your code is 300001');
    for (let more = 0; more < 4; more += 1) await world.sms(many[0]!.phone, `More: 30000${more}`);
    const { phone } = await quick.orders();
    await world.sms(phone, 'Your code is 300009');
    await deliver();
    // Of sixteen that wait for the slow one no more than twelve are tried at once.
    expect([waits.length, heard.map(({ json }) => json.code)]).toEqual([12, ['300009']]);
    expect((await slow.deliveries()).filter((one: { attempts: number }) => one.attempts > 0)).toHaveLength(12);
    expect((await slow.deliveries())[5].lastProblem).toContain('4000 ms');
  });

  it('has a secret that can be changed; for a day both sign', async () => {
    const program = await enter();
    const next = (await post(program, '/webhook/secret')).json.secret;
    expect(next).not.toBe(program.secret);
    expect((await program.send('/webhook')).json.secret).toBeNull();
    expect((await post(program, '/webhook/test')).json).toMatchObject({ type: 'webhook.test', activationId: null });
    await deliver();
    for (const secret of [program.secret, next])
      expect(verified(heard[0]!, secret)).toMatchObject({ type: 'webhook.test', activationId: '0', code: '012345' });
    await passes({ days: 1, seconds: 1 });
    await post(program, '/webhook/test');
    await deliver();
    expect(verified(heard[1]!, next)).toMatchObject({ type: 'webhook.test' });
    expect(() => verified(heard[1]!, program.secret)).toThrow();
    const stored = await world.shop.one<{ sealed: Buffer }>(
      'SELECT secret_sealed AS sealed FROM event_endpoints WHERE resale_key_id = $1',
      [program.reseller.keyId],
    );
    expect(stored.sealed.includes(next.slice(6, 20))).toBe(false);
    expect(world.shop.logged.join('')).not.toContain(next);
  });

  it('can be dropped, and then nothing is sent', async () => {
    const program = await enter();
    const { phone } = await program.orders();
    await world.sms(phone, 'Your code is 400001');
    expect((await program.send('/webhook', { method: 'DELETE' })).status).toBe(200);
    await passes({ minutes: 5 });
    expect(heard).toEqual([]);
    for (const path of ['/webhook', '/webhook/deliveries'])
      expect((await program.send(path)).json.code).toBe('webhook_not_found');
    for (const path of ['/webhook/test', '/webhook/secret'])
      expect((await post(program, path)).json.code).toBe('webhook_not_found');
    expect((await program.send('/webhook', { method: 'DELETE' })).json.code).toBe('webhook_not_found');
  });
});

describe('an order', () => {
  it('may name an address of its own, which the secret of its key signs', async () => {
    const program = await enter({ events: ALL });
    const own = await program.orders({ webhookUrl: address('/own?order=7') });
    const { phone } = await program.orders();
    await world.sms(own.phone, 'Your code is 500001');
    await world.sms(phone, 'Your code is 500002');
    await deliver();
    expect(
      heard
        .filter(({ json }) => json.code)
        .map(({ path, json }) => [path, json.code])
        .sort(),
    ).toEqual([
      ['/hook', '500002'],
      ['/own?order=7', '500001'],
    ]);
    for (const one of heard) verified(one, program.secret);
    // Dead addresses of orders do not silence the key's own.
    const lost = await program.orders({ webhookUrl: 'http://127.0.0.1:9/gone' });
    await world.sms(lost.phone, 'Your code is 500003');
    for (let tries = 0; tries < 6; tries += 1) await passes({ seconds: 20 });
    expect((await program.send('/webhook')).json).toMatchObject({ isActive: true, failingSince: null });
    await world.sms(phone, 'Your code is 500004');
    await deliver();
    expect(heard.at(-1)!.json.code).toBe('500004');
    // Sent again under its name it is the same order; with another address it is another one.
    const wish = { service: 'wa', country: 'LV', webhookUrl: address('/own?order=7') };
    await program.buys('same', wish);
    expect((await program.buys('same', wish)).status).toBe(200);
    expect((await program.buys('same', { ...wish, webhookUrl: address('/other') })).json.code).toBe(
      'idempotency_conflict',
    );
  });

  it('but not without a webhook of its key, nor one that is never called', async () => {
    const program = await restProgram(world);
    const wish = { service: 'wa', country: 'LV', webhookUrl: address() };
    expect((await program.buys('n1', wish)).json.code).toBe('no_webhook');
    await program.send('/webhook', { method: 'PUT', body: { url: address() } });
    const refused = await program.buys('n2', { ...wish, webhookUrl: 'https://10.0.0.1/x' });
    expect([refused.status, refused.json.code, refused.json.errors[0].path]).toEqual([
      422,
      'invalid_request',
      'body.webhookUrl',
    ]);
    expect(await program.reseller.buyer.held()).toBe(0n);
  });
});

describe('a webhook reaches nobody whom it shall not', () => {
  it('no private address, whatever its name says', async () => {
    openSender('internet');
    const program = await restProgram(world);
    const sets = (url: string) => program.send('/webhook', { method: 'PUT', body: { url } });
    for (const url of [
      'https://127.0.0.1/x',
      'https://[::1]/x',
      'https://10.1.2.3/x',
      'https://169.254.169.254/latest',
      'https://[fd00::1]/x',
      'https://localhost/x',
      'http://example.com/x',
      'https://user:pw@example.com/x',
      'nonsense',
    ]) {
      const { status: answered, json } = await sets(url);
      expect([url, answered, json.code, json.errors?.[0].path]).toEqual([url, 422, 'invalid_request', 'body.url']);
    }
    const { json } = await sets('https://hook.example/x');
    expect(json).toMatchObject({ url: 'https://hook.example/x', events: ['order.sms'], isActive: true });
    const lookup = jest.spyOn(dns, 'lookup').mockResolvedValue([{ address: '10.0.0.1', family: 4 }] as never);
    try {
      await post(program, '/webhook/test');
      await deliver();
    } finally {
      lookup.mockRestore();
    }
    const [tried] = (await program.send('/webhook/deliveries')).json.data;
    expect(tried).toMatchObject({ state: 'WAITING', attempts: 1, lastProblem: 'its name leads to a private address' });
  });

  it('no key sees or moves what another one was sent, not even one of the same buyer', async () => {
    const [mine, theirs] = [await enter(), await enter()];
    await post(theirs, '/webhook/test');
    await deliver();
    const [{ id }] = await theirs.deliveries();
    expect(await mine.deliveries()).toEqual([]);
    for (const one of [id, '999999999999', 'x', '1e3'])
      expect((await post(mine, `/webhook/deliveries/${one}/redeliver`)).json.code).toBe('delivery_not_found');
    await deliver();
    expect(heard).toHaveLength(1);
    const looks = await restProgram(world, { scopes: ['READ'] });
    expect((await looks.send('/webhook', { method: 'PUT', body: { url: address() } })).json.code).toBe('scope_missing');
    expect((await mine.send('/webhook/deliveries?cursor=x')).json.code).toBe('invalid_request');
    expect(
      (await mine.send('/webhook', { method: 'PUT', body: { url: address(), events: ['user.joined'] } })).status,
    ).toBe(422);
  });

  it('nobody by a key that was ended or has run out', async () => {
    const [ended, over] = [await enter({ events: ALL }), await enter({ events: ALL })];
    const [first, second] = [await ended.orders(), await over.orders()];
    await world.sms(first.phone, 'Your code is 600001');
    const actor = { type: 'USER', id: String(ended.reseller.userId) } as const;
    await revokeResaleKey(world.shop.app, { id: ended.reseller.keyId, actor });
    const expiresAt = new Date(world.shop.clock.now().getTime() + 60_000);
    await changeResaleKey(world.shop.app, { id: over.reseller.keyId, change: { expiresAt }, actor });
    await world.shop.passes({ minutes: 2 });
    await world.sms(second.phone, 'Your code is 600002');
    await passes({ minutes: 5 });
    expect(heard).toEqual([]);
    // What was ordered stays its user's.
    expect(await ended.reseller.buyer.balance()).toBe(usd('9.20'));
  });

  it('and no code that was erased meanwhile', async () => {
    const program = await enter();
    const { phone } = await program.orders();
    status = 500;
    await world.sms(phone, 'Your code is 700001');
    await deliver();
    await world.shop.set('messageTextDays', 1);
    await world.shop.passes({ days: 2 });
    await world.shop.runs('forget');
    status = 200;
    await deliver();
    expect(heard.map(({ json }) => [json.code, json.text])).toEqual([
      ['700001', 'Your code is 700001'],
      [null, null],
    ]);
  });

  it('nor anything of somebody who was erased: their address and all that waited are gone', async () => {
    const program = await enter({ balance: '0.80', events: ALL });
    const own = await program.orders({ webhookUrl: address('/own') });
    await world.sms(own.phone, 'Your code is 800001');
    await world.shop.passes({ days: 1 });
    const actor = { type: 'ADMIN', id: 'test' } as const;
    expect(await eraseUser(world.shop.app, { userId: program.reseller.userId, actor })).toMatchObject({
      kind: 'erased',
    });
    await deliver();
    expect(heard).toEqual([]);
    const rows = await world.shop.all(
      `SELECT 1 FROM event_endpoints WHERE resale_key_id = $1 UNION ALL SELECT 1 FROM events WHERE buyer_id = $2
       UNION ALL SELECT 1 FROM resale_orders WHERE user_id = $2 AND webhook_url IS NOT NULL`,
      [program.reseller.keyId, program.reseller.userId],
    );
    expect(rows).toEqual([]);
  });
});

describe('operators', () => {
  it('see what a key was told of and have it sent again, without where exactly and without a code', async () => {
    const program = await enter({ path: '/hook/my-secret' });
    const { phone } = await program.orders();
    status = 500;
    await world.sms(phone, 'Your code is 850001');
    await deliver();
    const made = await createApiKey(world.shop.app, {
      name: `watches ${program.reseller.keyId}`,
      scopes: ['resale:read', 'events:read', 'events:write'],
      actor: { type: 'ADMIN', id: 'test' },
    });
    if (made.kind !== 'created') throw new Error(made.problem.kind);
    const ask = (query: string, variables: object) =>
      graphql(world.address, { key: made.key, query, variables: { ...variables } });
    const { data, errors } = await ask(
      `query ($key: Int!) { resaleKey(id: $key) { webhook { id host events isActive problem } }
         eventDeliveries(resaleKeyId: $key) { edges { node { id type data state tries { status } } } }
         eventEndpoints { id } events(first: 100) { edges { node { type } } } }`,
      { key: program.reseller.keyId },
    );
    expect(errors).toBeUndefined();
    const { port } = receiver.address() as AddressInfo;
    expect(data.resaleKey.webhook).toMatchObject({
      host: `127.0.0.1:${port}`,
      events: ['order.sms'],
      isActive: true,
      problem: 'answered 500',
    });
    const [{ node }] = data.eventDeliveries.edges;
    expect(node).toMatchObject({ type: 'order.sms', state: 'WAITING', tries: [{ status: 500 }] });
    // They are no endpoints and no events of the shop's own.
    expect(data.eventEndpoints).toEqual([]);
    const types = data.events.edges.map((one: { node: { type: string } }) => one.node.type);
    expect([types.includes('reservation.completed'), types.includes('order.sms')]).toEqual([true, false]);
    expect(JSON.stringify(data)).not.toMatch(/850001|my-secret/);
    const { webhook } = data.resaleKey;
    const refused = await ask(
      `mutation ($id: Int!) { updateEventEndpoint(id: $id, url: "http://127.0.0.1:9/theirs") { __typename } }`,
      { id: webhook.id },
    );
    expect(refused.data.updateEventEndpoint).toEqual({ __typename: 'NotFound' });
    status = 200;
    await ask(`mutation ($id: BigIntId!) { replayEventDelivery(id: $id) { __typename } }`, { id: node.id });
    await deliver();
    expect(heard.map(({ path, json }) => [path, json.code])).toEqual([
      ['/hook/my-secret', '850001'],
      ['/hook/my-secret', '850001'],
    ]);
  });
});

describe('a program that dies', () => {
  it('between an SMS and its webhook, at any step, loses nothing', async () => {
    const program = await enter();
    let steps = 0;
    for (let isDead = true; isDead; steps += 1) {
      const { phone } = await program.orders();
      const code = String(900_000 + steps);
      await world.sms(phone, `Your code is ${code}`);
      const before = heard.length;
      const senders = world.shop.app.events;
      const life = world.shop.diesAfter(steps);
      Object.assign(world.shop.app, { events: senders });
      await deliver().catch((error: Error) => {
        if (!life.isDead) throw error;
      });
      isDead = life.isDead;
      world.shop.restarts();
      Object.assign(world.shop.app, { events: senders });
      // Another one takes over what the dead one had claimed.
      await passes({ seconds: 15 });
      const told = heard.slice(before).filter(({ json }) => json.code === code);
      expect([steps, new Set(told.map(({ headers }) => headers['webhook-id'])).size]).toEqual([steps, 1]);
    }
    expect(steps).toBeGreaterThan(2);
  });
});
