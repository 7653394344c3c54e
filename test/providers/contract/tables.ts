import type { Counter } from './counter';

/** Prices, stock, balance and names. */
export function describeTables(at: Counter): void {
  const { lacks, buy } = at;

  it('reads price, stock and balance exactly', async () => {
    const prices = await at.stand.provider.prices!(at.stand.offer);
    expect(prices).toMatchObject({ rows: [{ ...at.stand.offer, cost: at.stand.price }] });
    await buy();
    expect(await at.stand.provider.balance!()).toEqual({ kind: 'balance', amount: at.stand.vendor.balance });
  });

  if (lacks('catalogue')) {
    it('does not tell its catalogue', () => {
      expect(at.stand.provider.capabilities).not.toContain('catalogue');
      expect(at.stand.provider.catalogue).toBeUndefined();
    });
  } else {
    it('tells the names of its services and countries, and which country in the world one is', async () => {
      const reply = await at.stand.provider.catalogue!();
      if (reply.kind === 'fault') throw new Error(`no catalogue: ${reply.fault} ${reply.detail}`);
      const service = reply.services.find(({ code }) => code === at.stand.offer.serviceCode);
      const country = reply.countries.find(({ code }) => code === at.stand.offer.countryCode);
      expect([service?.name, country?.name].every((name) => (name ?? '').length > 1)).toBe(true);
      expect([undefined, at.ways.iso ?? 'LV']).toContain(country!.iso);
      at.stand.vendor.faults.next({ kind: 'html' });
      expect(await at.stand.provider.catalogue!()).toMatchObject({ fault: 'unavailable' });
    });
  }
}
