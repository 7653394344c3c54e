import type { Amount } from '../money/money';

export const PRICE_RULE_KINDS = ['FIXED', 'MARKUP'] as const;
export type PriceRuleKind = (typeof PRICE_RULE_KINDS)[number];

/** How a price follows from what a number costs us. Without service or country it holds for all of them. */
export interface PriceRule {
  readonly id: number;
  readonly serviceId: number | null;
  readonly countryId: number | null;
  readonly kind: PriceRuleKind;
  readonly fixedPrice: Amount | null;
  /** Hundredths of a per cent: 2 500 is a quarter on top. */
  readonly markupBp: number | null;
  /** At least this much on top of the cost. */
  readonly minimum: Amount;
  /** Prices are multiples of this, rounded up. */
  readonly roundTo: Amount;
  readonly isActive: boolean;
}

/**
 * The price that a rule makes. `cost` is what a number of the first route costs, `floor` what the dearest route may cost:
 * no rule sells below it.
 */
export function priceBy(rule: PriceRule, o: { readonly cost: Amount; readonly floor: Amount }): Amount {
  const wished =
    rule.kind === 'FIXED' ? rule.fixedPrice! : o.cost + larger(markup(o.cost, rule.markupBp!), rule.minimum);
  return roundedUp(larger(larger(wished, o.floor), 1n), rule.roundTo);
}

/** The most particular rule that is on: for the very offer, else for the service, else for the country, else for all. */
export function ruleFor(
  rules: readonly PriceRule[],
  offer: { readonly serviceId: number; readonly countryId: number },
): PriceRule | undefined {
  const fits = (own: number | null, wanted: number) => own === null || own === wanted;
  const weight = (rule: PriceRule) => (rule.serviceId === null ? 0 : 2) + (rule.countryId === null ? 0 : 1);
  return rules
    .filter((rule) => rule.isActive && fits(rule.serviceId, offer.serviceId) && fits(rule.countryId, offer.countryId))
    .sort((a, b) => weight(b) - weight(a))[0];
}

const larger = (a: Amount, b: Amount) => (a > b ? a : b);
const roundedUp = (amount: Amount, step: Amount) => ((amount + step - 1n) / step) * step;
/** A part of the smallest unit counts as a whole one, so that nothing is ever given away by rounding. */
const markup = (cost: Amount, bp: number) => (cost * BigInt(bp) + 9_999n) / 10_000n;
