import type { HttpRequest } from '../../src/platform/http-client';
import { silentLogger } from '../../src/platform/logger';
import { systemClock } from '../../src/platform/system-clock';
import { createProviderRegistry } from '../../src/providers/registry';
import type { SmsPoolVendor } from '../../src/sandbox/vendors';
import { startSmsPoolVendor } from '../../src/sandbox/vendors';
import { openProviders, settingsFor } from './provider-at';

const providers = openProviders();
const vendors: SmsPoolVendor[] = [];
afterEach(() => Promise.all(vendors.splice(0).map((vendor) => vendor.stop())));
afterAll(() => providers.close());

const row = { service: '907', country: '22', cost: '0.2400', count: 100 };
const wish = { serviceCode: '907', countryCode: '22', maxCost: 5_000n, reservationKey: 'r' };

async function open() {
  const vendor = await startSmsPoolVendor({ name: 'pool', apiKey: 'secret-key', catalogue: [row] });
  vendors.push(vendor);
  const shop = providers.at(settingsFor(vendor));
  const buy = async () => {
    const reply = await shop.acquire!(wish);
    if (reply.kind !== 'acquired') throw new Error(reply.detail);
    return reply;
  };
  return { vendor, shop, buy };
}

describe('orders at SMSPool', () => {
  it('are asked for another SMS only while that is free', async () => {
    const { vendor, shop, buy } = await open();
    const { orderId, phone } = await buy();
    vendor.receive(phone, 'code 1111');
    vendor.setResendCost('0.10');
    expect(await shop.resend!(orderId)).toMatchObject({ fault: 'too_dear', detail: 'another SMS costs 0.10' });
    expect(vendor.calls.count('sms/resend')).toBe(0);
    vendor.setResendCost('0.00');
    expect(await shop.resend!(orderId)).toEqual({ kind: 'done' });
  });

  it('have our codes in the list, where SMSPool shows names; the names are read once', async () => {
    const { vendor, shop, buy } = await open();
    await buy();
    for (let n = 0; n < 3; n += 1)
      expect(await shop.listActive!()).toMatchObject({ orders: [{ serviceCode: '907', countryCode: '22' }] });
    expect(vendor.calls.count('country/retrieve_all')).toBe(1);
  });

  it('are listed without codes rather than not at all when the names cannot be read', async () => {
    const { vendor, shop, buy } = await open();
    const { orderId } = await buy();
    vendor.faults.next({ kind: 'html' }, { action: 'service/retrieve_all' });
    expect(await shop.listActive!()).toMatchObject({ orders: [{ orderId, serviceCode: undefined }] });
  });

  it('show a repeated code as a new SMS in the list, too', async () => {
    const { vendor, shop, buy } = await open();
    const { orderId, phone } = await buy();
    const ids = async () => {
      const list = await shop.listActive!();
      return list.kind === 'orders'
        ? list.orders.flatMap(({ messages }) => messages.map((one) => one.externalId))
        : list;
    };
    vendor.receive(phone, 'code 1111');
    const first = await ids();
    await shop.resend!(orderId);
    vendor.receive(phone, 'code 1111');
    const second = await ids();
    expect(second).not.toEqual(first);
    expect(await ids()).toEqual(second);
  });

  it('never carry the key in an address', async () => {
    const { vendor } = await open();
    const asked: HttpRequest[] = [];
    const send = async (request: HttpRequest) => {
      asked.push(request);
      return { kind: 'failed', sent: false, reason: 'ECONNREFUSED' } as const;
    };
    const parts = { http: { send, close: () => undefined }, clock: systemClock, log: silentLogger };
    await createProviderRegistry(parts).get(settingsFor(vendor)).balance!();
    expect(asked).toHaveLength(1);
    expect(JSON.stringify([asked[0]!.url, asked[0]!.query, asked[0]!.headers])).not.toContain('secret-key');
    expect(String(asked[0]!.body)).toBe('key=secret-key');
  });

  it('have prices for one offer with its stock, and for all without', async () => {
    const { shop } = await open();
    const cost = { serviceCode: '907', countryCode: '22', cost: 2_400n };
    expect(await shop.prices!({ serviceCode: '907', countryCode: '22' })).toEqual({
      kind: 'prices',
      rows: [{ ...cost, count: 100 }],
    });
    expect(await shop.prices!({ serviceCode: '907' })).toEqual({ kind: 'prices', rows: [cost] });
  });
});
