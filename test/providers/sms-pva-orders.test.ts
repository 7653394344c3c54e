import type { SmsPvaVendor } from '../../src/sandbox/vendors';
import { startSmsPvaVendor } from '../../src/sandbox/vendors';
import { openProviders, settingsFor } from './provider-at';

const providers = openProviders();
const vendors: SmsPvaVendor[] = [];
afterEach(() => Promise.all(vendors.splice(0).map((vendor) => vendor.stop())));
afterAll(() => providers.close());

const row = { service: 'opt29', country: 'UK', cost: '0.2400', count: 100 };
const wish = { serviceCode: 'opt29', countryCode: 'UK', maxCost: 5_000n, reservationKey: 'r' };

async function open(more: Partial<Parameters<typeof startSmsPvaVendor>[0]> = {}, timeoutMs = 10_000) {
  const vendor = await startSmsPvaVendor({ name: 'pva', apiKey: 'secret-key', catalogue: [row], ...more });
  vendors.push(vendor);
  const shop = providers.at(settingsFor(vendor, { timeoutMs }));
  const buy = async () => {
    const reply = await shop.acquire!(wish);
    if (reply.kind !== 'acquired') throw new Error(reply.detail);
    return reply;
  };
  return { vendor, shop, buy };
}

describe('orders at SMSPVA', () => {
  it('are priced before they are made, once in five minutes, since the shop takes no ceiling', async () => {
    const { vendor, shop, buy } = await open();
    expect(await buy()).toMatchObject({ cost: 2_400n });
    await buy();
    expect(vendor.calls.count('serviceprice')).toBe(1);
    expect(await shop.acquire!({ ...wish, maxCost: 2_399n })).toMatchObject({
      fault: 'too_dear',
      detail: 'it costs 0.24',
    });
    expect(vendor.upstreamOrders.bought).toBe(2);
  });

  it('wait, without ending, for a text that our balance cannot pay', async () => {
    const { vendor, shop, buy } = await open();
    const { orderId, phone } = await buy();
    vendor.receive(phone, 'code 4242');
    vendor.setUnpaid(true);
    expect(await shop.orderState!(orderId)).toMatchObject({ fault: 'balance_empty' });
    vendor.setUnpaid(false);
    expect(await shop.orderState!(orderId)).toMatchObject({ kind: 'received', messages: [{ code: '4242' }] });
  });

  it('have their text read one by one when the list only says that it is there', async () => {
    const { vendor, shop, buy } = await open();
    const { orderId, phone } = await buy();
    vendor.receive(phone, 'code 4242');
    const bare = { orderId: Number(orderId), phoneNumber: Number(phone), countryCode: 'UK', status: 'SMS_READY' };
    const text = JSON.stringify({ statusCode: 200, data: { orders: [bare] } });
    vendor.faults.next({ kind: 'body', text }, { action: 'orders' });
    expect(await shop.listActive!()).toMatchObject({ orders: [{ orderId, phone, messages: [{ code: '4242' }] }] });
  });

  it('are left alone for a while when two queries came within five seconds', async () => {
    const { vendor, shop } = await open({ rateLimit: { perSecond: 0.2, burst: 1, retryAfterSeconds: 5 } }, 1_000);
    expect(await shop.balance!()).toMatchObject({ kind: 'balance' });
    expect(await shop.balance!()).toMatchObject({ fault: 'rate_limited', retryAfterMs: expect.any(Number) });
    expect(await shop.balance!()).toMatchObject({ fault: 'rate_limited' });
    expect(vendor.calls.count()).toBe(2);
  });

  it('have prices for all countries without a stock, and for one country with it', async () => {
    const { shop } = await open();
    const cost = { serviceCode: 'opt29', countryCode: 'UK', cost: 2_400n };
    expect(await shop.prices!({})).toEqual({ kind: 'prices', rows: [cost] });
    expect(await shop.prices!({ countryCode: 'UK' })).toEqual({ kind: 'prices', rows: [{ ...cost, count: 100 }] });
    expect(await shop.catalogue!()).toEqual({
      kind: 'catalogue',
      services: [{ code: 'opt29', name: 'Telegram' }],
      countries: [{ code: 'UK', name: 'United Kingdom', iso: 'GB' }],
    });
  });
});
