import { startVakSmsVendor, type VakSmsVendor } from '../../src/sandbox/vendors';
import { openProviders, settingsFor } from './provider-at';

const providers = openProviders();
const vendors: VakSmsVendor[] = [];
afterEach(() => Promise.all(vendors.splice(0).map((vendor) => vendor.stop())));
afterAll(() => providers.close());

const rows = ['lv', 'de'].map((country) => ({ service: 'tg', country, cost: '0.2400', count: 100 }));
const wish = { serviceCode: 'tg', countryCode: 'lv', maxCost: 2_400n, reservationKey: 'r' };

async function open() {
  const vendor = await startVakSmsVendor({ name: 'vak', apiKey: 'secret-key', catalogue: rows });
  vendors.push(vendor);
  return { vendor, shop: providers.at(settingsFor(vendor)) };
}

describe('orders at VAK-SMS', () => {
  it('are priced before they are made: a dearer one is not bought', async () => {
    const { vendor, shop } = await open();
    expect(await shop.acquire!({ ...wish, maxCost: 2_399n })).toMatchObject({ fault: 'too_dear' });
    expect(vendor.calls.count('getNumber')).toBe(0);
    expect(await shop.acquire!(wish)).toMatchObject({ kind: 'acquired', cost: 2_400n });
  });

  it('go on when an SMS is said to be under way: the cancel is asked for again later', async () => {
    const { vendor, shop } = await open();
    const bought = await shop.acquire!(wish);
    const { orderId } = bought as { orderId: string };
    vendor.faults.next({ kind: 'body', text: '{"status":"waitSMS"}' }, { action: 'setStatus' });
    expect(await shop.cancel!(orderId)).toMatchObject({ kind: 'too_early', retryAfterMs: 15_000 });
    expect(await shop.cancel!(orderId)).toEqual({ kind: 'done' });
  });

  it('have prices in every country, asked for one after another', async () => {
    const { vendor, shop } = await open();
    const reply = await shop.prices!({});
    expect(reply).toEqual({
      kind: 'prices',
      rows: ['lv', 'de'].map((countryCode) => ({ serviceCode: 'tg', countryCode, cost: 2_400n, count: 100 })),
    });
    expect(vendor.calls.count('getCountNumberList')).toBe(2);
  });
});
