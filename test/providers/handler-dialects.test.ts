import type { HandlerDialect, HandlerVendor } from '../../src/sandbox/vendors';
import { startHandlerVendor } from '../../src/sandbox/vendors';
import { openProviders, settingsFor } from './provider-at';

const providers = openProviders();
const vendors: HandlerVendor[] = [];
afterEach(() => Promise.all(vendors.splice(0).map((vendor) => vendor.stop())));
afterAll(() => providers.close());

const catalogue = [{ service: 'tg', country: '187', cost: '0.2500', count: 400, operators: ['any', 'tmo'] }];
const wish = { serviceCode: 'tg', countryCode: '187', maxCost: 3000n, reservationKey: 'r' };

async function open(
  dialect: HandlerDialect,
  more: { minCancelAgeMs?: number; options?: Record<string, unknown> } = {},
) {
  const { options, ...vendorOptions } = more;
  const vendor = await startHandlerVendor({ name: dialect, dialect, apiKey: 'k', catalogue, ...vendorOptions });
  vendors.push(vendor);
  return { vendor, shop: providers.at(settingsFor(vendor, { options: { dialect, ...options } })) };
}

async function buy(
  { shop }: Awaited<ReturnType<typeof open>>,
  more: Partial<typeof wish> & { operator?: string } = {},
) {
  const got = await shop.acquire!({ ...wish, ...more });
  if (got.kind !== 'acquired') throw new Error(got.detail);
  return got;
}

describe('a shop of another dialect', () => {
  it('daisy: says what it charged, and passes the whole text in any script', async () => {
    const stand = await open('daisy');
    expect((await buy(stand)).cost).toBe(2500n);
    const { orderId, phone, cost } = await buy(stand, { operator: 'tmo' });
    expect(cost).toBe(3000n);
    stand.vendor.receive(phone, '\u0631\u0645\u0632\u0643 1234 \u2014 \u0443\u0434\u0430\u0447\u0438');
    expect(await stand.shop.orderState!(orderId)).toMatchObject({
      messages: [{ code: '1234', text: '\u0631\u0645\u0632\u0643 1234 \u2014 \u0443\u0434\u0430\u0447\u0438' }],
    });
  });

  it('tiger: is not asked for an operator, which it would ignore', async () => {
    const stand = await open('tiger');
    expect(stand.shop.capabilities.has('operators')).toBe(false);
    expect(await buy(stand, { operator: 'no_such_operator' })).toMatchObject({ kind: 'acquired', cost: 2500n });
  });

  it.each(['tiger', 'hero'] as const)(
    '%s: a refused cancel teaches how long the next number is kept',
    async (dialect) => {
      const stand = await open(dialect, { minCancelAgeMs: 300_000 });
      const { orderId } = await buy(stand);
      expect(await stand.shop.cancel!(orderId)).toEqual({ kind: 'too_early', retryAfterMs: 15_000 });
      const before = Date.now();
      const { cancelableAt } = await buy(stand);
      expect(cancelableAt!.getTime() - before).toBeGreaterThanOrEqual(300_000);
    },
  );

  it('bower: leaves the country without an id out of the prices and of the catalogue', async () => {
    const { shop } = await open('bower');
    expect(await shop.prices!({})).toEqual({
      kind: 'prices',
      rows: [{ serviceCode: 'tg', countryCode: '187', cost: 2500n, count: 400 }],
    });
    expect(await shop.catalogue!()).toEqual({
      kind: 'catalogue',
      services: [{ code: 'tg', name: 'Telegram' }],
      countries: [{ code: '187', name: 'United States', iso: 'US' }],
    });
  });

  it('hero: gives the whole text where the second form of the status is chosen', async () => {
    const stand = await open('hero', { options: { statusAction: 'getStatusV2' } });
    const { orderId, phone } = await buy(stand);
    stand.vendor.receive(phone, 'Telegram code: 1234, valid for 5 min');
    const inStatus = await stand.shop.orderState!(orderId);
    if (inStatus.kind !== 'received') throw new Error(inStatus.kind);
    expect(inStatus.messages).toMatchObject([{ code: '1234', text: 'Telegram code: 1234, valid for 5 min' }]);
    expect(await stand.shop.listActive!()).toMatchObject({ orders: [{ messages: inStatus.messages }] });
  });

  it.each([
    ['H21', 401, '{"status":0,"message":"No access","data":[]}', 'auth'],
    ['H26', 429, '{"title":"RATE_LIMIT","details":""}', 'rate_limited'],
    ['H27', 429, 'Too Many Requests', 'rate_limited'],
    ['H52', 502, '<html>Bad Gateway</html>', 'unavailable'],
  ] as const)('bower: %s in place of a status is a fault of its class', async (_name, status, body, fault) => {
    const { vendor, shop } = await open('bower');
    vendor.faults.next({ kind: 'status', status, body });
    expect(await shop.orderState!('1')).toMatchObject({ kind: 'fault', fault });
  });
});
