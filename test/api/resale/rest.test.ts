import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Agent, get } from 'node:http';
import type { Socket } from 'node:net';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import fc from 'fast-check';
import { openApiDocument } from '../../../src/api/resale/rest/openapi';
import { restOperations } from '../../../src/api/resale/rest/operations';
import { revokeResaleKey } from '../../../src/usecases/resale/revoke-resale-key';
import { openResaleShop, type ResaleShop } from '../../conformance/support/resale-shop';
import { usd } from '../../support/shop';
import { restProgram } from './rest-program';

let world: ResaleShop;
beforeAll(async () => {
  world = await openResaleShop();
});
afterEach(() => world.verifies());
afterAll(() => world.close());

const enter = (o: Parameters<typeof restProgram>[1] = {}) => restProgram(world, o);

describe('the REST for programs that buy here', () => {
  it('buys, waits for the code, asks for another, and finishes', async () => {
    const { reseller, send, buys } = await enter();
    expect((await send('/balance')).json).toEqual({ available: '10.0000', held: '0.0000', currency: 'USD' });
    const bought = await buys('first', { service: 'wa', country: 'LV', endCustomer: 'c-7', ref: 'r' });
    expect([bought.status, bought.json]).toEqual([
      201,
      expect.objectContaining({ status: 'waiting', price: '0.8000', endCustomer: 'c-7', idempotencyKey: 'first' }),
    ]);
    const { id, phone } = bought.json;
    expect(phone).toMatch(/^\+371\d{8}$/);
    expect((await send(`/orders/${id}/finish`, { method: 'POST' })).json.code).toBe('no_code_yet');
    await world.sms(phone.slice(1), 'Your code is 012345');
    const got = (await send(`/orders/${id}`)).json;
    expect([got.status, got.messages.map((one: { code: string }) => one.code)]).toEqual(['completed', ['012345']]);
    expect((await send(`/orders/${id}/cancel`, { method: 'POST' })).json.code).toBe('code_received');
    expect((await send(`/orders/${id}/resend`, { method: 'POST' })).status).toBe(200);
    await world.sms(phone.slice(1), 'Another: 777888');
    expect((await send(`/orders/${id}?seen=1`)).json.messages).toHaveLength(2);
    expect((await send(`/orders/${id}/finish`, { method: 'POST' })).json.status).toBe('finished');
    expect((await send(`/orders/${id}/finish`, { method: 'POST' })).json.code).toBe('already_ended');
    expect([await reseller.buyer.balance(), await reseller.buyer.held()]).toEqual([usd('9.20'), 0n]);
  });

  it('answers whoever waits as soon as the code is there', async () => {
    const { send, buys } = await enter();
    const { id, phone } = (await buys('waits')).json;
    let answered = false;
    const waiting = send(`/orders/${id}?wait=25`).then((answer) => {
      answered = true;
      return answer.json;
    });
    for (let looks = 0; looks < 20; looks += 1) {
      await send('/balance');
      await world.shop.clock.advance(250);
    }
    expect(answered).toBe(false);
    await world.sms(phone.slice(1), 'Your code is 135790');
    while (!answered) {
      await send('/balance');
      await world.shop.clock.advance(250);
    }
    expect((await waiting).messages[0].code).toBe('135790');
    // What is there is not waited for.
    expect((await send(`/orders/${id}?wait=25`)).json.status).toBe('completed');
  });

  it('answers whoever waits in vain when their time is up', async () => {
    const { send, buys } = await enter();
    const { id } = (await buys('vain')).json;
    let answer: { status: string } | undefined;
    void send(`/orders/${id}?wait=5`).then(({ json }) => {
      answer = json;
    });
    // A request in between, so that the time of the story does not run ahead of the one that waits.
    while (!answer) {
      await send('/balance');
      await world.shop.clock.advance(250);
    }
    expect(answer.status).toBe('waiting');
  });

  it('leaves nothing behind on a connection that carries many requests', async () => {
    const { reseller } = await enter();
    const sockets = new Set<Socket>();
    const note = (message: unknown) => void sockets.add((message as { socket: Socket }).socket);
    subscribe('http.server.request.start', note);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ask = () =>
      new Promise<void>((resolve, reject) => {
        get(`${world.address}/api/v1/balance`, { agent, headers: { 'x-api-key': reseller.key } }, (answer) =>
          answer.resume().once('end', resolve),
        ).once('error', reject);
      });
    try {
      await ask();
      const [socket] = sockets;
      const before = socket!.listenerCount('close');
      for (let asked = 0; asked < 20; asked += 1) await ask();
      expect([sockets.size, socket!.listenerCount('close')]).toEqual([1, before]);
    } finally {
      unsubscribe('http.server.request.start', note);
      agent.destroy();
    }
  });

  it('buys once under one name, however often and however much at once it is sent', async () => {
    const { reseller, send, buys } = await enter();
    const answers = await Promise.all(Array.from({ length: 50 }, () => buys('same')));
    expect(new Set(answers.map(({ json }) => json.id)).size).toBe(1);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') === 'true')).toHaveLength(49);
    expect((await buys('same', { service: 'wa', country: 'LV', maxPrice: '5' })).json.code).toBe(
      'idempotency_conflict',
    );
    expect((await send('/orders', { body: { service: 'wa', country: 'LV' } })).json.code).toBe(
      'idempotency_key_missing',
    );
    expect(await reseller.buyer.held()).toBe(usd('0.80'));
  });

  it('takes the words of the trade for a country, and they are the same wish', async () => {
    const { reseller, buys } = await enter();
    const wishes = ['LV', '49', 'lv'].map((country) => ({ service: 'wa', country }));
    const bought: { id: number; country: string }[] = [];
    for (const wish of wishes) bought.push((await buys('words', wish)).json);
    expect(bought.map(({ id, country }) => [id, country])).toEqual(wishes.map(() => [bought[0]!.id, 'LV']));
    expect((await buys('word', { service: 'test_success', country: '49' })).json.country).toBe('LV');
    expect((await buys('other', { service: 'test_success', country: '4711' })).json.code).toBe('unknown_country');
    expect(await reseller.buyer.held()).toBe(usd('0.80'));
  });

  it('says why it does not sell, and charges nothing', async () => {
    const { reseller, send, buys } = await enter({ balance: '0.80' });
    const code = async (wish: object) => (await buys(`n${Math.random()}`, wish)).json.code;
    expect(await code({ service: 'go', country: 'LV' })).toBe('no_numbers');
    expect(await code({ service: 'zz', country: 'LV' })).toBe('unknown_service');
    expect(await code({ service: 'wa', country: 'ZZ' })).toBe('unknown_country');
    expect(await code({ service: 'wa', country: 'LV', operator: ['nobody'] })).toBe('unknown_operator');
    const dear = await buys('dear', { service: 'wa', country: 'LV', maxPrice: '0.7999' });
    expect([dear.status, dear.json.code, dear.json.price]).toEqual([409, 'price_above_max', '0.8000']);
    const wrong = await buys('wrong', { service: 'wa', country: 'lat/via', maxPrice: 1, more: true });
    expect(wrong.json.errors.map(({ path }: { path: string }) => path)).toEqual([
      'body.country',
      'body.maxPrice',
      'body',
    ]);
    await buys('last');
    expect(await code({ service: 'wa', country: 'LV' })).toBe('insufficient_funds');
    expect((await send('/orders/2147483647')).json.code).toBe('order_not_found');
    expect((await send('/orders/x')).json.code).toBe('order_not_found');
    expect((await send('/nothing')).json.code).toBe('not_found');
    expect((await send('/orders/1', { method: 'DELETE' })).json.code).toBe('method_not_allowed');
    expect((await send('/orders', { body: '{', name: 'x' })).json.code).toBe('malformed');
    expect((await send('/orders', { body: 'x'.repeat(70_000), name: 'x' })).json.code).toBe('payload_too_large');
    expect([await reseller.buyer.balance(), await reseller.buyer.held()]).toEqual([0n, usd('0.80')]);
  });

  it('gives an order back when its supplier takes it back, changes its number, and lists it', async () => {
    const { reseller, send, buys } = await enter();
    const { id } = (await buys('early', { service: 'tg', country: 'LV' })).json;
    const early = await send(`/orders/${id}/cancel`, { method: 'POST' });
    expect([early.status, early.json.code]).toEqual([409, 'too_early']);
    expect(Date.parse(early.json.retryAt)).toBeGreaterThan(world.shop.clock.now().getTime());
    await world.shop.passes({ minutes: 2 });
    expect((await send(`/orders/${id}/cancel`, { method: 'POST' })).json.status).toBe('canceled');
    const first = (await buys('change')).json;
    const changed = (await send(`/orders/${first.id}/change`, { name: 'c1' })).json;
    expect([changed.id, changed.phone === first.phone]).toEqual([first.id, false]);
    expect((await send(`/orders/${first.id}/change`, { name: 'c1' })).json.phone).toBe(changed.phone);
    const page = (await send('/orders?limit=1')).json;
    expect([page.data[0].id, page.nextCursor]).toEqual([first.id, first.id]);
    expect((await send(`/orders?limit=1&cursor=${page.nextCursor}`)).json.data[0].id).toBe(id);
    expect((await send('/orders?status=active')).json.data.map((one: { id: number }) => one.id)).toEqual([first.id]);
    expect([await reseller.buyer.balance(), await reseller.buyer.held()]).toEqual([usd('9.20'), usd('0.80')]);
  });

  it('lets a program try itself on services that cost nothing', async () => {
    const { reseller, send, buys } = await enter({ balance: '0' });
    const { id, isTest, price } = (await buys('t1', { service: 'test_success', country: 'LV' })).json;
    expect([isTest, price]).toEqual([true, '0.0000']);
    expect((await buys('t1', { service: 'test_success', country: 'LV' })).status).toBe(200);
    expect((await buys('t1', { service: 'test_delayed', country: 'LV' })).json.code).toBe('idempotency_conflict');
    let got: { messages: { code: string }[] } | undefined;
    void send(`/orders/${id}?wait=25`).then(({ json }) => {
      got = json;
    });
    while (!got) {
      await send('/balance');
      await world.shop.clock.advance(500);
    }
    expect(got.messages[0]!.code).toBe('012345');
    expect((await send(`/orders/${id}/cancel`, { method: 'POST' })).json.code).toBe('code_received');
    expect((await send(`/orders/${id}/finish`, { method: 'POST' })).json.status).toBe('finished');
    const never = (await buys('t2', { service: 'test_timeout', country: 'LV' })).json;
    expect((await send(`/orders/${never.id}/finish`, { method: 'POST' })).json.code).toBe('no_code_yet');
    expect((await send(`/orders/${never.id}/cancel`, { method: 'POST' })).json.status).toBe('canceled');
    const late = (await buys('t3', { service: 'test_timeout', country: 'LV' })).json;
    await world.shop.passes({ minutes: 3 });
    expect((await send(`/orders/${late.id}`)).json.status).toBe('expired');
    expect((await buys('t4', { service: 'test_no_numbers', country: 'LV' })).json.code).toBe('no_numbers');
    expect([await reseller.buyer.balance(), await reseller.buyer.held()]).toEqual([0n, 0n]);
  });

  it('shows what is on sale at the prices of the key’s group, with a tag', async () => {
    const { send } = await enter();
    expect((await send('/services')).json.data).toContainEqual({
      code: 'wa',
      name: 'WhatsApp',
      aliases: expect.any(Array),
    });
    expect((await send('/countries')).json.data).toEqual([
      { code: 'LV', name: 'Latvia', callingCode: '371', aliases: ['49'] },
    ]);
    expect((await send('/offers?country=49')).json.data).toEqual((await send('/offers?country=LV')).json.data);
    const { json, headers } = await send('/offers?service=wa');
    expect(json).toEqual({
      data: [{ service: 'wa', country: 'LV', price: '0.8000', currency: 'USD', count: expect.any(Number) }],
      nextCursor: null,
    });
    expect((await send('/offers?service=wa', { headers: { 'if-none-match': headers.get('etag')! } })).status).toBe(304);
    expect((await send('/offers?limit=1')).json.nextCursor).toBe('1');
    expect((await send('/offers?service=zz')).json.code).toBe('unknown_service');
  });

  it('lets nobody in by a wrong, a foreign or an ended key, nor buy by one that only looks', async () => {
    const [mine, theirs] = [await enter(), await enter()];
    const { id } = (await theirs.buys('theirs')).json;
    for (const path of [`/orders/${id}`, `/orders/${id}?wait=25`]) expect((await mine.send(path)).status).toBe(404);
    for (const act of ['cancel', 'finish', 'resend'])
      expect((await mine.send(`/orders/${id}/${act}`, { method: 'POST' })).json.code).toBe('order_not_found');
    expect((await mine.send(`/orders/${id}/change`, { name: 'n' })).json.code).toBe('order_not_found');
    const wrong = await mine.send('/balance', { headers: { 'x-api-key': `nsr${'x'.repeat(43)}` } });
    expect([wrong.status, wrong.json.code, wrong.headers.get('www-authenticate')]).toEqual([
      401,
      'unauthorized',
      'Bearer',
    ]);
    const looks = await enter({ scopes: ['READ'] });
    expect((await looks.buys('n')).json.code).toBe('scope_missing');
    const { userId, keyId } = theirs.reseller;
    await revokeResaleKey(world.shop.app, { id: keyId, userId, actor: { type: 'USER', id: String(userId) } });
    expect((await theirs.send(`/orders/${id}`)).status).toBe(401);
  });

  it('tells how much may be asked, and when again', async () => {
    const { send } = await enter();
    await world.shop.set('resaleReadsPerSecond', 2);
    try {
      const answers = [];
      for (let asked = 0; asked < 8; asked += 1) answers.push(await send('/balance'));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200, 429, 429]);
      expect(answers.slice(0, 6).map(({ headers }) => headers.get('ratelimit-remaining'))).toEqual([
        '5',
        '4',
        '3',
        '2',
        '1',
        '0',
      ]);
      expect([answers[6]!.json.code, answers[6]!.headers.get('retry-after')]).toEqual(['rate_limited', '1']);
    } finally {
      await world.shop.set('resaleReadsPerSecond', 1_000);
    }
  });

  it('answers whatever is sent with a problem, changes nothing, and never with a page', async () => {
    const { reseller, send } = await enter();
    const paths = fc.oneof(
      // A stream has no end that could be waited for.
      fc.constantFrom(
        ...restOperations.map(({ path }) => path.replace('{id}', '1')).filter((path) => path !== '/events'),
      ),
      fc.webPath().map((path) => path || '/'),
    );
    const bodies = fc.oneof(
      fc.json(),
      fc.string(),
      fc.object().map((one) => JSON.stringify(one)),
    );
    const request = fc.record({
      path: paths,
      method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
      body: bodies,
      name: fc.string(),
    });
    for (const { path, method, body, name } of fc.sample(request, 700)) {
      const headers = { 'idempotency-key': encodeURIComponent(name).slice(0, 80) };
      const answer = await send(path, { method, headers, body: method === 'GET' ? undefined : body });
      const isFine = answer.status < 300 && method === 'GET';
      if (!isFine)
        expect(answer.json?.code ?? `${method} ${path} ${answer.status} ${answer.text.slice(0, 80)}`).toMatch(
          /^[a-z_]+$/,
        );
      expect(answer.status).toBeLessThan(500);
    }
    expect([await reseller.buyer.balance(), await reseller.buyer.held()]).toEqual([usd('10'), 0n]);
  });
});

describe('the document of the REST', () => {
  it('is served, and holds before a public linter without a remark', async () => {
    const source = await (await fetch(`${world.address}/api/v1/openapi.json`)).text();
    expect(JSON.parse(source)).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
    const config = await createConfig({ extends: ['recommended-strict'] });
    const remarks = await lintFromString({ source, config, absoluteRef: 'openapi.json' });
    expect(remarks.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
  });

  it('is a page that needs nothing but itself', async () => {
    const answer = await fetch(`${world.address}/api/v1/docs`);
    const text = await answer.text();
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(text).not.toMatch(/<script|https?:\/\//);
    for (const { path } of restOperations) expect(text).toContain(path);
  });

  it('has examples that work, each in its turn, and answers in the form that it promises', async () => {
    const { send } = await enter();
    let id = 0;
    let delivery = '';
    for (const { id: name, method, path, example, isKeyed, answers } of restOperations) {
      if (['cancelOrder', 'resendOrder', 'changeOrder', 'followEvents'].includes(name)) continue;
      if (name === 'finishOrder') await world.shop.passes({ seconds: 4 });
      const answer = await send(path.replace('{id}', path.startsWith('/webhook') ? delivery : String(id)), {
        method: method.toUpperCase(),
        body: example,
        name: isKeyed ? 'example-1' : undefined,
      });
      expect({ name, status: answer.status }).toEqual({ name, status: name === 'placeOrder' ? 201 : 200 });
      const { schema } = answers[answer.status]!;
      expect(schema.parse(answer.json)).toEqual(answer.json);
      if (name === 'placeOrder') id = answer.json.id;
      if (name === 'testWebhook') delivery = answer.json.id;
    }
    const { components } = openApiDocument() as { components: { schemas: Record<string, { examples?: unknown[] }> } };
    const shown = Object.values(components.schemas).filter(({ examples }) => examples);
    expect(shown.length).toBeGreaterThan(5);
  });
});
