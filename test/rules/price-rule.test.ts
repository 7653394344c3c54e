import { type PriceRule, priceBy, ruleFor } from '../../src/domain/pricing/price-rule';

const rule = (more: Partial<PriceRule>): PriceRule => ({
  id: 1,
  serviceId: null,
  countryId: null,
  kind: 'MARKUP',
  fixedPrice: null,
  markupBp: 5_000,
  minimum: 0n,
  roundTo: 1n,
  isActive: true,
  ...more,
});
const fixed = (price: bigint, more: Partial<PriceRule> = {}) =>
  rule({ kind: 'FIXED', fixedPrice: price, markupBp: null, ...more });

describe('a price', () => {
  const cost = { cost: 2_000n, floor: 2_000n };
  it('is the cost and a part of it', () => expect(priceBy(rule({}), cost)).toBe(3_000n));
  it('is at least the minimum above the cost', () => expect(priceBy(rule({ minimum: 2_500n }), cost)).toBe(4_500n));
  it('is rounded up to whole steps', () => {
    expect(priceBy(rule({ roundTo: 500n, markupBp: 1_001 }), cost)).toBe(2_500n);
    expect(priceBy(rule({ roundTo: 500n, markupBp: 2_500 }), cost)).toBe(2_500n);
  });
  it('loses no part of the smallest unit', () => expect(priceBy(rule({ markupBp: 1 }), cost)).toBe(2_001n));
  it('is the fixed one, whatever the cost', () => expect(priceBy(fixed(9_900n), cost)).toBe(9_900n));
  it('is never below what the dearest route may cost', () => {
    expect(priceBy(fixed(1_000n), { cost: 2_000n, floor: 4_100n })).toBe(4_100n);
    expect(priceBy(rule({ roundTo: 1_000n }), { cost: 2_000n, floor: 4_100n })).toBe(5_000n);
  });
  it('is never nothing', () => expect(priceBy(rule({}), { cost: 0n, floor: 0n })).toBe(1n));
});

describe('of several rules', () => {
  const rules = [
    rule({ id: 1 }),
    rule({ id: 2, countryId: 7 }),
    rule({ id: 3, serviceId: 5 }),
    rule({ id: 4, serviceId: 5, countryId: 7 }),
    rule({ id: 5, serviceId: 6, countryId: 7, isActive: false }),
  ];
  it.each([
    [{ serviceId: 5, countryId: 7 }, 4],
    [{ serviceId: 5, countryId: 8 }, 3],
    [{ serviceId: 6, countryId: 7 }, 2],
    [{ serviceId: 6, countryId: 8 }, 1],
  ])('the most particular one that is on decides for %j', (offer, id) => expect(ruleFor(rules, offer)?.id).toBe(id));
  it('none decides where none fits', () =>
    expect(ruleFor([rules[3]!], { serviceId: 1, countryId: 7 })).toBeUndefined());
});
