import fc from 'fast-check';
import { restOperations } from '../../../src/api/resale/rest/operations';
import { openResaleShop, type ResaleShop } from '../../conformance/support/resale-shop';
import { booksOf, fuzzSeed, odd } from './support/hostile-words';

/** Of each protocol; handler_api has its 2 000 in a file of its own. */
const REQUESTS = 1_100;
const AT_ONCE = 8;
const PATIENCE_MS = 120_000;

let world: ResaleShop;
beforeAll(async () => {
  world = await openResaleShop();
});
afterAll(() => world.close());

/** Real words among the odd ones, so that some requests come as far as the wallet, in which there is nothing to buy with. */
const among = (...words: readonly string[]) =>
  fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...words) }, { weight: 1, arbitrary: odd });
const part = among('latvia', 'any', 'whatsapp', 'telegram', 'google', '1', '2', 'en', '37120000000').map((word) =>
  encodeURIComponent(word),
);
const query = fc
  .array(
    fc.tuple(
      among('limit', 'offset', 'reverse', 'category', 'country', 'product', 'service', 'maxPrice', 'cursor', 'status'),
      among('1', 'true', 'activation', 'LV', 'wa', '0.0000'),
    ),
    { maxLength: 4 },
  )
  .map((pairs) => String(new URLSearchParams(pairs)));
const which = fc.constantFrom('good', 'good', 'good', 'good', 'none', 'wrong', 'rubbish');
/** Mostly left out. */
const seldom = <Value>(value: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
const wish = fc
  .record({
    service: among('wa', 'tg', 'go'),
    country: fc.oneof({ weight: 4, arbitrary: fc.constant('LV') }, { weight: 1, arbitrary: among('lv', 'ZZ') }),
    maxPrice: seldom(among('0.8', '1')),
    operator: seldom(fc.array(odd, { maxLength: 3 })),
    fixedPrice: seldom(fc.oneof(fc.boolean(), odd)),
    endCustomer: seldom(odd),
    avoidPrefixes: seldom(fc.array(among('371', '1'), { maxLength: 3 })),
    another: seldom(fc.jsonValue()),
  })
  .map((one) => JSON.stringify(one));
const body = fc.oneof(wish, fc.json(), fc.string());

interface Sample {
  readonly method: string;
  readonly path: string;
  readonly which: string;
  readonly body: string;
  readonly name: string;
}

/** Sends all of them; `judge` says what every answer must be. Nothing may have changed by any of them. */
async function sends(samples: readonly Sample[], judge: (answer: Response, text: string, sample: Sample) => void) {
  const { key } = await world.reseller({
    balance: '0.01',
    name: `poor ${samples.length} ${samples[0]!.path}`.slice(0, 40),
  });
  const shown: Record<string, string | undefined> = { good: key, wrong: `nsr${'x'.repeat(43)}`, rubbish: '"; DROP' };
  const before = await booksOf(world.shop);
  const statuses = new Map<number, number>();
  const send = async (sample: Sample) => {
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    headers['idempotency-key'] = encodeURIComponent(sample.name).slice(0, 80);
    const bearer = shown[sample.which];
    if (bearer !== undefined) headers.authorization = `Bearer ${bearer}`;
    const given = sample.method === 'GET' ? undefined : sample.body;
    const answer = await fetch(world.address + sample.path, {
      ...{ method: sample.method, headers },
      body: given,
      redirect: 'error',
    });
    const text = await answer.text();
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    expect({ ...sample, status: answer.status, text }).toMatchObject({
      text: expect.not.stringMatching(/^\s*<|<html/i),
    });
    expect(text).not.toContain(key);
    judge(answer, text, sample);
  };
  for (let at = 0; at < samples.length; at += AT_ONCE) {
    await world.shop.clock.advance(10_000);
    await Promise.all(samples.slice(at, at + AT_ONCE).map(send));
  }
  expect([...statuses.keys()].filter((status) => status >= 500 || (status >= 300 && status < 400))).toEqual([]);
  expect(await booksOf(world.shop)).toEqual(before);
  await world.verifies();
  return statuses;
}

const methods = fc.constantFrom('GET', 'GET', 'GET', 'POST', 'PUT', 'DELETE');
const samplesOf = (
  numRuns: number,
  path: fc.Arbitrary<string>,
  more: Partial<Record<keyof Sample, fc.Arbitrary<string>>> = {},
) =>
  fc.sample(fc.record({ ...{ method: methods, path, which, body, name: odd }, ...more }), { numRuns, seed: fuzzSeed });

describe('what programs of buyers send', () => {
  it(
    `is answered by 5sim’s form in JSON or plain words, ${REQUESTS} times, and changes nothing`,
    async () => {
      const paths = fc.oneof(
        fc
          .tuple(fc.constantFrom('countries', 'prices', 'flash/en'), query)
          .map(([path, given]) => `/guest/${path}?${given}`),
        fc.tuple(part, part).map((parts) => `/guest/products/${parts.join('/')}`),
        fc
          .tuple(fc.constantFrom('profile', 'orders', 'payments', 'max-prices'), query)
          .map(([path, given]) => `/user/${path}?${given}`),
        fc
          .tuple(fc.constantFrom('buy/activation', 'buy/hosting'), part, part, part, query)
          .map(
            ([path, country, operator, product, given]) => `/user/${path}/${country}/${operator}/${product}?${given}`,
          ),
        fc
          .tuple(fc.constantFrom('check', 'finish', 'cancel', 'ban', 'sms/inbox', 'reuse/whatsapp'), part)
          .map((parts) => `/user/${parts.join('/')}`),
        fc.webPath().map((path) => `/user${path}`),
      );
      const statuses = await sends(
        samplesOf(
          REQUESTS,
          paths.map((path) => `/v1${path}`),
        ),
        (answer, text, sample) => {
          const type = answer.headers.get('content-type') ?? '';
          if (answer.status === 401) expect(text).toBe('');
          else if (type.startsWith('application/json')) JSON.parse(text);
          else
            expect({ ...sample, type, text }).toMatchObject({
              type: 'text/plain; charset=utf-8',
              text: expect.stringMatching(/^[a-z][a-zA-Z ,]*$/),
            });
        },
      );
      expect(statuses.get(200)).toBeGreaterThan(REQUESTS / 10);
      expect(statuses.get(400)).toBeGreaterThan(REQUESTS / 10);
    },
    PATIENCE_MS,
  );

  it(
    `is answered by the REST in JSON, a no as a problem with its code, ${REQUESTS} times, and changes nothing`,
    async () => {
      const paths = fc.oneof(
        fc
          .tuple(
            fc.constantFrom(...restOperations.map(({ path }) => path).filter((path) => path !== '/events')),
            part,
            query,
          )
          .map(([path, id, given]) => `${path.replace('{id}', id)}?${given}`),
        fc.webPath().map((path) => path || '/'),
      );
      const named = { name: among('order-1', 'order-2') };
      const orders = { ...named, method: fc.constant('POST'), body: wish };
      const samples = [
        ...samplesOf(
          REQUESTS - 300,
          paths.map((path) => `/api/v1${path}`),
          named,
        ),
        ...samplesOf(300, fc.constant('/api/v1/orders'), orders),
      ];
      const codes = new Map<string, number>();
      const statuses = await sends(samples, (answer, text, sample) => {
        const type = answer.headers.get('content-type') ?? '';
        const read = JSON.parse(text) as { code: string; status: number };
        if (answer.status < 300) return expect(type).toMatch(/^application\/json/);
        codes.set(read.code, (codes.get(read.code) ?? 0) + 1);
        expect({ ...sample, ...read, type }).toMatchObject({
          ...{ type: expect.stringMatching(/^application\/problem\+json/), code: expect.stringMatching(/^[a-z_]+$/) },
          status: answer.status,
        });
      });
      expect(statuses.get(200)).toBeGreaterThan(10);
      // It went as far as the wallet and as the single fields, and not only as far as the door.
      for (const code of [
        'insufficient_funds',
        'invalid_request',
        'malformed',
        'unauthorized',
        'method_not_allowed',
        'order_not_found',
      ])
        expect([code, codes.get(code)]).toEqual([code, expect.any(Number)]);
    },
    PATIENCE_MS,
  );
});
