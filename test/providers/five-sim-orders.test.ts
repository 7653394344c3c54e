import type { FiveSimVendor } from '../../src/sandbox/vendors';
import { startFiveSimVendor } from '../../src/sandbox/vendors';
import { openProviders, settingsFor } from './provider-at';

const providers = openProviders();
const vendors: FiveSimVendor[] = [];
afterEach(() => Promise.all(vendors.splice(0).map((vendor) => vendor.stop())));
afterAll(() => providers.close());

const row = (operator: string, cost: string, count = 1000) => ({
  ...{ service: 'telegram', country: `england/${operator}`, cost, count, operators: [operator] },
});
const wish = { serviceCode: 'telegram', countryCode: 'england', maxCost: 5_000n };

async function open(timeoutMs = 10_000) {
  const catalogue = [row('virtual53', '0.4000'), row('virtual60', '0.6000')];
  const vendor = await startFiveSimVendor({ name: '5sim', apiKey: 'secret-key', catalogue });
  vendors.push(vendor);
  return { vendor, shop: providers.at(settingsFor(vendor, { timeoutMs })) };
}

describe('orders at 5sim', () => {
  it('are all in the list, behind any number of newer ones that are closed', async () => {
    const { vendor, shop } = await open();
    const open1 = await shop.acquire!({ ...wish, reservationKey: 'first' });
    for (let n = 0; n < 120; n += 1) {
      const reply = await shop.acquire!({ ...wish, reservationKey: `r${n}` });
      if (reply.kind === 'acquired') await shop.ban!(reply.orderId);
    }
    const list = await shop.listActive!();
    expect(list).toMatchObject({ orders: [{ orderId: (open1 as { orderId: string }).orderId, cost: 4_000n }] });
    expect(vendor.calls.count('user/orders')).toBe(2);
  });

  it('take the cheapest operator, or a named one unless that is dearer than the ceiling', async () => {
    const { vendor, shop } = await open();
    expect(await shop.acquire!({ ...wish, reservationKey: 'a' })).toMatchObject({ cost: 4_000n });
    expect(await shop.acquire!({ ...wish, operator: 'virtual60', reservationKey: 'b' })).toMatchObject({
      fault: 'too_dear',
      detail: 'this operator takes 0.60',
    });
    expect(vendor.upstreamOrders.bought).toBe(1);
    const dear = await shop.acquire!({ ...wish, operator: 'virtual60', maxCost: 6_000n, reservationKey: 'c' });
    expect(dear).toMatchObject({ kind: 'acquired', cost: 6_000n });
  });

  it('are refused to an account without rating, which an operator must see', async () => {
    const { vendor, shop } = await open();
    vendor.setRating(0);
    expect(await shop.acquire!({ ...wish, reservationKey: 'a' })).toMatchObject({ fault: 'blocked' });
  });

  it('silence the key when 5sim refuses by rate in words alone', async () => {
    const { vendor, shop } = await open(1_000);
    vendor.faults.next({ kind: 'status', status: 503, body: 'ip address limit is 100 requests per second' });
    const reply = await shop.acquire!({ ...wish, reservationKey: 'a' });
    expect(reply).toMatchObject({ fault: 'rate_limited', retryAfterMs: expect.any(Number) });
    expect(await shop.balance!()).toMatchObject({ fault: 'rate_limited' });
    expect(vendor.calls.count()).toBe(1);
  });

  it('show a key to 5sim alone, and to its guests not at all', async () => {
    const { vendor, shop } = await open();
    const echo = 'your key secret-key and phone 79991234567 are odd';
    vendor.faults.next({ kind: 'body', text: echo, effect: 'none' }, { action: 'user/buy' });
    const reply = (await shop.acquire!({ ...wish, reservationKey: 'a' })) as { detail: string };
    expect(reply.detail).not.toMatch(/secret-key|79991234567/);
    vendor.faults.next({ kind: 'bad_key' }, { action: 'guest/prices' });
    expect(await shop.prices!({ countryCode: 'england' })).toMatchObject({ kind: 'prices' });
  });
});
