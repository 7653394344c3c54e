import type { HandlerDialect, HandlerVendor } from '../../src/sandbox/vendors';
import { startHandlerVendor } from '../../src/sandbox/vendors';
import { openProviders, settingsFor } from './provider-at';

const providers = openProviders();
const vendors: HandlerVendor[] = [];
afterEach(() => Promise.all(vendors.splice(0).map((vendor) => vendor.stop())));
afterAll(() => providers.close());

const row = { service: 'tg', country: '0', cost: '0.0010', count: 1000 };
const wish = { serviceCode: 'tg', countryCode: '0', maxCost: 10n };

async function open(dialect: HandlerDialect, options: Record<string, unknown> = {}) {
  const vendor = await startHandlerVendor({ name: 'shop', dialect, apiKey: 'secret-key', catalogue: [row] });
  vendors.push(vendor);
  return { vendor, shop: providers.at(settingsFor(vendor, { options: { dialect, ...options } })) };
}

describe('orders at a handler_api shop', () => {
  it('are all in the list, however many pages they fill', async () => {
    const { vendor, shop } = await open('hero');
    const bought: string[] = [];
    for (let n = 0; n < 230; n += 1) {
      const reply = await shop.acquire!({ ...wish, reservationKey: `r${n}` });
      if (reply.kind === 'acquired') bought.push(reply.orderId);
    }
    const list = await shop.listActive!();
    expect(list.kind === 'orders' && list.orders.map(({ orderId }) => orderId).sort()).toEqual(bought.sort());
    expect(vendor.calls.count('getActiveActivations')).toBe(3);
  });

  it('are made once under one reservation key, where the shop keeps that promise', async () => {
    const { vendor, shop } = await open('classic', { idempotentPurchase: true });
    expect(await shop.acquire!({ ...wish, reservationKey: 'same' })).toMatchObject({ kind: 'acquired' });
    expect(await shop.acquire!({ ...wish, reservationKey: 'same' })).toMatchObject({
      fault: 'unknown_outcome',
      detail: 'ORDER_ALREADY_EXISTS',
    });
    expect(vendor.upstreamOrders.bought).toBe(1);
  });

  it('are never asked for without a ceiling', async () => {
    const { vendor, shop } = await open('classic');
    vendor.stock.set({ ...row, cost: '0.0011' });
    expect(await shop.acquire!({ ...wish, reservationKey: 'r' })).toMatchObject({
      fault: 'too_dear',
      detail: 'WRONG_MAX_PRICE, lowest 0.0011',
    });
  });

  it('show a key to the shop alone', async () => {
    const { vendor, shop } = await open('hero');
    vendor.faults.next({ kind: 'body', text: 'your key secret-key and phone 79991234567 are odd', effect: 'none' });
    const reply = await shop.acquire!({ ...wish, reservationKey: 'r' });
    expect(JSON.stringify(reply, (_, value) => (typeof value === 'bigint' ? String(value) : value))).not.toMatch(
      /secret-key|79991234567/,
    );
  });
});
