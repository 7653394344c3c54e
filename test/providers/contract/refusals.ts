import type { Counter } from './counter';

/** Reasons for a no. */
export function describeRefusals(at: Counter): void {
  const { wish, refusal } = at;
  const { tooDear } = at.ways;

  it('tells the reasons for a no apart', async () => {
    expect(await refusal(undefined, { serviceCode: 'zz' })).toBe('mapping');
    expect(await refusal(undefined, { countryCode: '9999' })).toBe('mapping');
    expect(await refusal(undefined, { maxCost: at.stand.price - 1n })).toBe(tooDear);
    const balance = at.stand.vendor.balance;
    at.stand.vendor.setBalance(at.stand.price - 1n);
    expect(await refusal()).toBe('balance_empty');
    at.stand.vendor.setBalance(balance);
    at.stand.sellOut();
    expect(await refusal()).toBe('out_of_stock');
    at.stand.vendor.faults.next({ kind: 'bad_key' });
    expect(await refusal()).toBe('auth');
    expect(at.stand.vendor.upstreamOrders.bought).toBe(0);
  });

  it('keeps quiet for the whole key for as long as the shop asks', async () => {
    at.stand.vendor.faults.next({ kind: 'rate_limited', retryAfterSeconds: 30 });
    expect(await at.stand.provider.acquire!(wish())).toMatchObject({ fault: 'rate_limited', retryAfterMs: 30_000 });
    const held = await at.stand.provider.balance!();
    expect(held).toMatchObject({ fault: 'rate_limited' });
    expect(at.stand.vendor.upstreamOrders.bought).toBe(0);
  });

  it('is unavailable, with nothing bought, when nobody listens', async () => {
    await at.stand.vendor.stop();
    expect(await refusal()).toBe('unavailable');
  });
}
