import fc from 'fast-check';
import { ceilingThere, parseRate, tidyRate, toShop } from '../../src/domain/money/exchange';

describe('exchange rates', () => {
  it('are read exactly', () => {
    expect(parseRate('0.0123')).toBe(123_000_000n);
    expect(parseRate('0.0000000001')).toBe(1n);
    expect(parseRate('999999.9999999999')).toBe(9_999_999_999_999_999n);
    for (const text of ['0', '0.0', '.5', '5.', '00.5', '1000000', '1,5', '-1', '1e3', '', ' 1'])
      expect([text, parseRate(text)]).toEqual([text, undefined]);
    expect([tidyRate('0.0120'), tidyRate('5.00'), tidyRate('100')]).toEqual(['0.012', '5', '100']);
  });

  it('never let a cost pass that is above the ceiling, nor take one for less than it is', () => {
    const amounts = fc.bigInt({ min: 0n, max: 10_000_000_000n });
    const rates = fc.bigInt({ min: 1n, max: 10n ** 16n - 1n });
    fc.assert(
      fc.property(amounts, rates, (ceiling, rate) => {
        const there = ceilingThere(ceiling, rate);
        expect(toShop(there, rate)).toBeLessThanOrEqual(ceiling);
        expect(toShop(there + 1n, rate)).toBeGreaterThan(ceiling);
      }),
    );
    fc.assert(
      fc.property(amounts, rates, (amount, rate) => {
        expect(toShop(amount, rate) * 10n ** 10n).toBeGreaterThanOrEqual(amount * rate);
      }),
    );
  });
});
