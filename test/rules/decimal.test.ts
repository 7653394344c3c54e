import {
  addDecimals,
  compareDecimals,
  fromMinorUnits,
  plainDecimal,
  scaleDecimal,
  subtractDecimals,
  toMinorUnits,
} from '../../src/domain/money/decimal';

describe("other people's money", () => {
  it('is a plain decimal, however a provider writes its numbers', () => {
    const given = ['5.00', '5', ' 0.1 ', '1e-7', '1.5E3', '123456789012345678901234567890.12', '007'];
    expect(given.map(plainDecimal)).toEqual(['5.00', '5', '0.1', '0.0000001', '1500', given[5], '7']);
  });

  it.each(['', '-1', '+1', '1,5', '.5', '5.', '0x10', 'NaN', 'Infinity', '1e999', '1e-99', 5, null, undefined, {}])(
    'is not %p',
    (given) => expect(plainDecimal(given)).toBeUndefined(),
  );

  it('is added, compared and scaled without loss, and rounded down', () => {
    expect(addDecimals('0.1', '0.20')).toBe('0.30');
    expect([subtractDecimals('5.00', '1.5'), subtractDecimals('1', '2')]).toEqual(['3.50', '0']);
    expect([compareDecimals('5', '5.00'), compareDecimals('4.999', '5'), compareDecimals('10', '9')]).toEqual([
      0, -1, 1,
    ]);
    expect(scaleDecimal('10', '2', '3', 4)).toBe('6.6666');
    expect(scaleDecimal('10', '2', '0', 4)).toBeUndefined();
  });

  it('has cents where its currency has them', () => {
    expect([toMinorUnits('5', 2), toMinorUnits('5.000', 2), toMinorUnits('5.001', 2), toMinorUnits('500', 0)]).toEqual([
      500n,
      500n,
      undefined,
      500n,
    ]);
    expect([fromMinorUnits(5n, 2), fromMinorUnits(500n, 0), fromMinorUnits(12_345n, 3)]).toEqual([
      '0.05',
      '500',
      '12.345',
    ]);
  });
});
