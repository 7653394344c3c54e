import { DECIMAL_ONE, formatDecimal, parseDecimal } from '../money/decimal';
import type { ForeignMoney } from '../money/foreign-money';
import type { Amount } from '../money/money';
import { worthOf } from './quote';

/** What of a payment decides how much of an arriving receipt is credited. */
export interface CreditTerms {
  readonly amount: Amount;
  readonly bonus: Amount;
  readonly currency: string;
  readonly price: string;
  /** Of the moment when the invoice was made. */
  readonly rate: string;
  /** Of now. */
  readonly currentRate: string;
  readonly expiresAt: Date;
  /** Credited before by other receipts. */
  readonly credited: Amount;
}

/** Money that arrived, as far as its worth goes. */
export interface Arrival {
  readonly received: ForeignMoney;
  /** What that was worth in the currency of the invoice's price, where somebody says so. */
  readonly worth?: ForeignMoney;
  /** The provider says that with it the whole price is paid. */
  readonly settles: boolean;
  /** What the provider kept of it. */
  readonly fee?: ForeignMoney;
  readonly arrivedAt: Date;
}

export type Credit =
  | { readonly kind: 'credit'; readonly amount: Amount; readonly bonus: Amount }
  /** Nobody's until an operator says whose. */
  | { readonly kind: 'unclaimed'; readonly why: 'wrong_coin' | 'too_small' };

/**
 * How much arrived money brings, in the shop's currency. In time and enough: the amount that was promised, with its bonus,
 * and what came beyond it by its worth. Less, late or once more: what it is worth, without a bonus, by the rate of the
 * invoice while that holds, else by the present one. Money without a worth in the price's currency is unclaimed.
 */
export function creditFor(terms: CreditTerms, money: Arrival): Credit {
  const worth = money.worth ?? (money.received.currency === terms.currency ? money.received : undefined);
  if (!worth || worth.currency !== terms.currency) return { kind: 'unclaimed', why: 'wrong_coin' };
  const isInTime = money.arrivedAt <= terms.expiresAt;
  const value = worthOf(worth.amount, isInTime ? terms.rate : terms.currentRate);
  const isFirst = terms.credited === 0n;
  if (isFirst && isInTime && (money.settles || value >= terms.amount)) {
    // A price is rounded up to whole cents or Stars: that rounding is no overpayment.
    const beyond = value - worthOf(terms.price, terms.rate);
    return { kind: 'credit', amount: terms.amount + (beyond > 0n ? beyond : 0n), bonus: terms.bonus };
  }
  if (value <= 0n) return { kind: 'unclaimed', why: 'too_small' };
  return { kind: 'credit', amount: value, bonus: 0n };
}

/** What the provider kept, in the shop's currency by the rate of the invoice; null where nobody says, or what it is worth. */
export function feeOf({ currency, rate }: Pick<CreditTerms, 'currency' | 'rate'>, money: Arrival): Amount | null {
  const { fee, received, worth } = money;
  const kept = fee && parseDecimal(fee.amount);
  if (!fee || kept === undefined) return null;
  if (fee.currency === currency) return worthOf(fee.amount, rate);
  const [came, value] = [parseDecimal(received.amount), worth && parseDecimal(worth.amount)];
  if (fee.currency !== received.currency || worth?.currency !== currency || !came || value === undefined) return null;
  return worthOf(formatDecimal((((kept * value) / DECIMAL_ONE) * DECIMAL_ONE) / came), rate);
}
