import type { Amount } from '../money/money';

export interface BonusRule {
  /** From this amount on; null: there is none. */
  readonly bonusFrom: Amount | null;
  /** Whole per cent of the amount. */
  readonly bonusPercent: number;
}

/** What comes on top of a payment of this amount, rounded down. */
export function bonusOf(amount: Amount, { bonusFrom, bonusPercent }: BonusRule): Amount {
  return bonusFrom !== null && amount >= bonusFrom ? (amount * BigInt(bonusPercent)) / 100n : 0n;
}
