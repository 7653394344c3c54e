import { startTextVerifiedVendor } from '../../src/sandbox/vendors';
import { describePurchases } from './contract';
import { openProviders, settingsFor } from './provider-at';

const providers = openProviders();
afterAll(() => providers.close());

const row = { service: 'telegram', country: 'us', cost: '0.2525', count: 500 };

async function open() {
  const vendor = await startTextVerifiedVendor({ name: 'textverified', apiKey: 'vendor-key', catalogue: [row] });
  const settings = settingsFor(vendor, { options: { username: vendor.username } });
  return { vendor, settings, provider: providers.at(settings) };
}

describePurchases(
  'TextVerified',
  async () => {
    const { vendor, settings, provider } = await open();
    return {
      vendor,
      provider,
      impatient: (timeoutMs: number) => providers.at({ ...settings, timeoutMs }),
      offer: { serviceCode: 'telegram', countryCode: 'us' },
      price: 2525n,
      sellOut: () => vendor.stock.set({ ...row, count: 0 }),
      actions: { buy: 'verifications/create', status: 'verifications/read', cancel: 'verifications/cancel' },
      cancelAfterMs: 0,
      lifetimeMs: 900_000,
    };
  },
  {
    lacks: ['finish', 'resend'],
    moreSms: 'none',
    afterCode: 'its_messages',
    earlyCancelRefused: false,
    iso: 'US',
  },
);

describe('TextVerified besides', () => {
  let stand: Awaited<ReturnType<typeof open>>;
  beforeEach(async () => {
    stand = await open();
  });
  afterEach(() => stand.vendor.stop());

  const wish = { serviceCode: 'telegram', countryCode: 'us', maxCost: 2525n };

  it('buys once however often it is asked with one key', async () => {
    const first = await stand.provider.acquire!({ ...wish, reservationKey: 'one' });
    expect(await stand.provider.acquire!({ ...wish, reservationKey: 'one' })).toMatchObject({
      kind: 'acquired',
      orderId: (first as { orderId: string }).orderId,
    });
    expect(stand.vendor.upstreamOrders.bought).toBe(1);
  });

  it('asks for one token, and for another when it ran out', async () => {
    await Promise.all([1, 2, 3].map(() => stand.provider.balance!()));
    expect(stand.vendor.calls.count('auth')).toBe(1);
    stand.vendor.advance(900_000);
    expect(await stand.provider.balance!()).toMatchObject({ kind: 'balance' });
    expect(stand.vendor.calls.count('auth')).toBe(2);
  });

  it('follows no link to another host with its token', async () => {
    const body = JSON.stringify({ href: 'https://elsewhere.test/x', method: 'GET' });
    const { vendor } = stand;
    vendor.faults.next({ kind: 'status', status: 201, body, effect: 'none' }, { action: 'verifications/create' });
    const reply = await stand.provider.acquire!({ ...wish, reservationKey: 'two' });
    expect(reply).toMatchObject({ fault: 'unknown_outcome' });
  });

  it.each([
    ['test_insufficient_balance', 'balance_empty'],
    ['test_no_numbers', 'out_of_stock'],
    ['test_too_many_unfinished_verifications', 'blocked'],
  ])('understands the refusal of %s', async (serviceCode, fault) => {
    expect(await stand.provider.acquire!({ ...wish, serviceCode, reservationKey: serviceCode })).toMatchObject({
      fault,
    });
  });

  it('reads the mocks of success, delay, silence and time-out', async () => {
    const stateOf = async (serviceCode: string) => {
      const bought = await stand.provider.acquire!({ ...wish, serviceCode, reservationKey: serviceCode });
      if (bought.kind !== 'acquired') throw new Error(bought.detail);
      return () => stand.provider.orderState!(bought.orderId);
    };
    expect(await (await stateOf('test_success'))()).toMatchObject({ messages: [{ code: '123456' }] });
    expect(await (await stateOf('test_pending'))()).toEqual({ kind: 'waiting' });
    expect(await (await stateOf('test_timeout'))()).toEqual({ kind: 'ended' });
    const delayed = await stateOf('test_delayed_success');
    expect(await delayed()).toEqual({ kind: 'waiting' });
    stand.vendor.advance(30_000);
    expect(await delayed()).toMatchObject({ messages: [{ code: '123456' }] });
  });
});
