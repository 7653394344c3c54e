import fc from 'fast-check';
import { handlerActions } from '../../../src/api/resale/handler-api/actions';
import { openResaleShop, type ResaleShop } from '../../conformance/support/resale-shop';
import { booksOf, fuzzSeed, odd } from './support/hostile-words';

const REQUESTS = 2_000;
const AT_ONCE = 8;

/** Everything that the protocol may say without anything being bought or closed. */
const ANSWER = /^([A-Z][A-Z0-9_]*(:.*)?|[{[].*[}\]])$/s;

let world: ResaleShop;
beforeAll(async () => {
  world = await openResaleShop();
});
afterAll(() => world.close());

const name = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      'id',
      'status',
      'service',
      'country',
      'maxPrice',
      'operator',
      'orderId',
      'start',
      'end',
      'limit',
      'offset',
      'page',
      'size',
      'length',
      'phoneException',
      'fixedPrice',
      'forward',
      'lang',
      'action',
      'api_key',
    ),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 10 }) },
);
const request = fc.record({
  key: fc.constantFrom('good', 'good', 'good', 'good', 'none', 'wrong', 'foreign letters'),
  // One action in the list buys; without a service that exists it cannot.
  action: fc.oneof(fc.constantFrom(...handlerActions.keys()), odd),
  parameters: fc.array(fc.tuple(name, odd), { maxLength: 6 }),
  way: fc.constantFrom('GET', 'GET', 'POST query', 'POST form', 'POST rubbish', 'PUT', 'DELETE'),
});

describe('the handler_api of the shop', () => {
  it(`answers ${REQUESTS} requests of any kind with words of its own, and changes nothing`, async () => {
    const { key } = await world.reseller();
    const before = await booksOf(world.shop);
    const keys: Record<string, string | undefined> = {
      good: key,
      wrong: `nsr${'x'.repeat(43)}`,
      'foreign letters': '🔑\u0000',
    };
    const samples = fc.sample(request, { numRuns: REQUESTS, seed: fuzzSeed });
    const statuses = new Map<number, number>();

    async function send({ key: which, action, parameters, way }: (typeof samples)[number]): Promise<void> {
      const [method = 'GET', place = 'query'] = way.split(' ');
      const given = [
        ...parameters.filter(([one]) => one !== 'action' && one !== 'api_key'),
        ['action', action] as const,
      ];
      const query = new URLSearchParams(given.map(([one, value]): [string, string] => [one, value]));
      const shown = keys[which];
      if (shown !== undefined) query.set('api_key', shown);
      const isForm = place === 'form';
      const url = isForm ? world.url : `${world.url}?${query}`;
      const body = isForm ? query.toString() : place === 'rubbish' ? `{"a":${action}` : undefined;
      const answer = await fetch(url, { method, body, redirect: 'error' });
      const text = await answer.text();
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      expect({ way, action, text }).toMatchObject({ text: expect.stringMatching(ANSWER) });
      expect(answer.headers.get('content-type')).toMatch(
        /^(text\/plain; charset=utf-8|application\/json(; charset=utf-8)?)$/,
      );
      expect(text).not.toContain(key);
    }

    for (let at = 0; at < samples.length; at += AT_ONCE) {
      await world.shop.clock.advance(10_000);
      await Promise.all(samples.slice(at, at + AT_ONCE).map(send));
    }
    expect([...statuses.keys()].filter((status) => status !== 200 && status !== 429)).toEqual([]);
    expect(statuses.get(200)).toBeGreaterThan(REQUESTS / 2);
    expect(await booksOf(world.shop)).toEqual(before);
    await world.verifies();
  }, 120_000);

  it('has words for what is no request at all', async () => {
    const { key } = await world.reseller({ name: 'second' });
    const large = await fetch(`${world.url}?api_key=${key}`, { method: 'POST', body: 'x'.repeat(100_000) });
    expect([large.status, await large.text()]).toEqual([200, 'BAD_DATA']);
    expect(await (await fetch(world.url)).text()).toBe('NO_KEY');
    expect(await (await fetch(`${world.url}?api_key=${key}`)).text()).toBe('BAD_ACTION');
    const other = `${world.address}/api/handler_api.php?action=getBalance`;
    expect(await (await fetch(other, { headers: { 'x-api-key': key } })).text()).toBe('ACCESS_BALANCE:10.0000');
    expect(await (await fetch(other, { headers: { authorization: `ApiKey ${key}` } })).text()).toBe(
      'ACCESS_BALANCE:10.0000',
    );
    const form = new URLSearchParams({ api_key: key, action: 'getBalance' });
    expect(await (await fetch(world.url, { method: 'POST', body: form })).text()).toBe('ACCESS_BALANCE:10.0000');
  });

  it('slows down who guesses keys, and nobody else from the same address', async () => {
    const { key } = await world.reseller({ name: 'third' });
    const ask = (shown: string) => fetch(`${world.url}?action=getBalance&api_key=${shown}`);
    expect((await ask(key)).status).toBe(200);
    const guesses = await Promise.all(Array.from({ length: 40 }, (_, i) => ask(`nsr${String(i).padStart(43, 'a')}`)));
    const last = guesses.filter(({ status }) => status === 429);
    expect(last.length).toBeGreaterThan(0);
    expect([await last[0]!.text(), Number(last[0]!.headers.get('retry-after')) > 0]).toEqual(['RATE_LIMIT', true]);
    expect(await (await ask(key)).text()).toBe('ACCESS_BALANCE:10.0000');
  });
});
