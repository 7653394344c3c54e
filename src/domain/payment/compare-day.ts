import { compareDecimals } from '../money/decimal';
import type { ForeignMoney } from '../money/foreign-money';
import { type Amount, formatAmount } from '../money/money';
import type { ChargeBackState } from './payment-status';

/** From `from` on, before `until`. */
export interface Span {
  readonly from: Date;
  readonly until: Date;
}

/** Money as its provider's own list names it. */
export interface TheirMoney {
  readonly receiptKey: string;
  readonly externalId: string | null;
  /** Our own mark, where they give it back. */
  readonly token: string | null;
  /** Null: only what was taken back of it is told. */
  readonly arrived: { readonly money: ForeignMoney; readonly at: Date } | null;
  readonly takings: readonly TheirTaking[];
}

export interface TheirTaking {
  readonly takingKey: string;
  readonly amount: ForeignMoney;
  readonly state: ChargeBackState;
  readonly at: Date;
  /** What that is of our receipt, in the shop's currency. */
  readonly share?: Amount;
}

/** A receipt of ours, with what went back of it. */
export interface OurMoney {
  readonly receiptId: bigint;
  readonly receiptKey: string;
  readonly paymentId: bigint | null;
  readonly money: ForeignMoney;
  readonly arrivedAt: Date;
  /** Nothing of it is left to be taken. */
  readonly isAllBack: boolean;
  readonly takings: readonly {
    readonly takingKey: string;
    readonly amount: Amount;
    readonly state: ChargeBackState;
    readonly at: Date;
  }[];
  readonly refunds: readonly OurRefund[];
}

export interface OurRefund {
  readonly reference: string | null;
  readonly amount: Amount;
  readonly state: 'WAITING' | 'DONE';
  /** An operator paid it back; the provider may know nothing of it. */
  readonly isByHand: boolean;
  readonly at: Date;
}

export const DIFFERENCE_KINDS = ['missing_here', 'missing_there', 'other_amount', 'other_state', 'nobodys'] as const;
/**
 * - `missing_here`: it came to a payment of ours, and was never credited.
 * - `missing_there`: it was credited, and the provider does not know it.
 * - `other_amount`: both know it, and not the same of it.
 * - `other_state`: one of both says that it went back, or how a dispute ended, and the other does not.
 * - `nobodys`: it came to an invoice that is none of ours.
 */
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** Kept as JSON; ids are decimal text. */
export interface Difference {
  readonly kind: DifferenceKind;
  /** What the provider calls the money. */
  readonly receiptKey: string;
  /** What it calls the invoice. */
  readonly externalId: string | null;
  readonly receiptId: string | null;
  readonly paymentId: string | null;
  /** Such as "5.00 USD" or "REFUNDED 5.00 USD"; null: nothing. */
  readonly there: string | null;
  readonly here: string | null;
}

interface Compared {
  readonly theirs: readonly TheirMoney[];
  readonly ours: readonly OurMoney[];
  /** The payment of ours that money there belongs to; undefined: none. */
  paymentOf(money: TheirMoney): bigint | undefined;
  /** What the provider calls the invoice of a receipt that it does not list. */
  invoiceOf(money: OurMoney): string | null;
  /** The provider tells what went back. */
  readonly tellsTakings: boolean;
}

/** What of a day is not the same there and here. Both sides may hold money of other days. */
export function compareDay(day: Span, { theirs, ours, paymentOf, invoiceOf, tellsTakings }: Compared): Difference[] {
  const isWithin = (at: Date | undefined) => at !== undefined && at >= day.from && at < day.until;
  const known = new Map(ours.map((one) => [one.receiptKey, one]));
  const seen = new Set<string>();
  const differences: Difference[] = [];
  for (const there of theirs) {
    const here = known.get(there.receiptKey);
    const times = [
      there.arrived?.at,
      here?.arrivedAt,
      ...[...there.takings, ...(here?.takings ?? [])].map(({ at }) => at),
    ];
    seen.add(there.receiptKey);
    if (![...times, ...(here?.refunds ?? []).map(({ at }) => at)].some(isWithin)) continue;
    const { receiptKey, externalId } = there;
    if (here) {
      const named = { receiptKey, externalId, receiptId: String(here.receiptId), paymentId: textOf(here.paymentId) };
      differences.push(...differencesOf(there, here, tellsTakings).map((one) => ({ ...named, ...one })));
    } else if (there.arrived && isWithin(there.arrived.at)) {
      const paymentId = paymentOf(there);
      const kind = paymentId === undefined ? 'nobodys' : 'missing_here';
      const named = { receiptKey, externalId, receiptId: null, paymentId: textOf(paymentId ?? null) };
      differences.push({ kind, ...named, there: written(there.arrived.money), here: null });
    }
  }
  for (const here of ours) {
    if (seen.has(here.receiptKey) || !isWithin(here.arrivedAt)) continue;
    const { receiptKey, receiptId, paymentId, money } = here;
    const named = {
      receiptKey,
      externalId: invoiceOf(here),
      receiptId: String(receiptId),
      paymentId: textOf(paymentId),
    };
    differences.push({ kind: 'missing_there', ...named, there: null, here: written(money) });
  }
  return differences;
}

type Told = Pick<Difference, 'kind' | 'there' | 'here'>;

function differencesOf(there: TheirMoney, here: OurMoney, tellsTakings: boolean): Told[] {
  const told: Told[] = [];
  const came = there.arrived?.money;
  if (came && (came.currency !== here.money.currency || compareDecimals(came.amount, here.money.amount) !== 0))
    told.push({ kind: 'other_amount', there: written(came), here: written(here.money) });
  const takings = new Map(here.takings.map((one) => [one.takingKey, one]));
  // Our own refunds are told there, too: by the name that it gave them, or by none that we know.
  const named = new Set(there.takings.map(({ takingKey }) => takingKey));
  const unnamed = here.refunds
    .filter(({ reference }) => reference === null || !named.has(reference))
    .sort((a, b) => Number(a.isByHand) - Number(b.isByHand));
  const references = new Set(here.refunds.map(({ reference }) => reference));
  for (const taking of there.takings) {
    const ours = takings.get(taking.takingKey);
    const said = `${taking.state} ${written(taking.amount)}`;
    if (ours) {
      const hasLess = taking.share !== undefined && ours.amount < taking.share && !here.isAllBack;
      const isOther = ours.state !== taking.state || (taking.state !== 'WON' && hasLess);
      if (isOther) told.push({ kind: 'other_state', there: said, here: `${ours.state} ${formatAmount(ours.amount)}` });
    } else if (!references.has(taking.takingKey) && taking.state !== 'WON') {
      const own = taking.state === 'REFUNDED' ? unnamed.shift() : undefined;
      if (!own && !here.isAllBack) told.push({ kind: 'other_state', there: said, here: null });
    }
  }
  if (!tellsTakings) return told;
  for (const ours of here.takings)
    if (!named.has(ours.takingKey) && ours.state !== 'WON')
      told.push({ kind: 'other_state', there: null, here: `${ours.state} ${formatAmount(ours.amount)}` });
  for (const { amount } of unnamed.filter(({ state, isByHand }) => state === 'DONE' && !isByHand))
    told.push({ kind: 'other_state', there: null, here: `REFUNDED ${formatAmount(amount)}` });
  return told;
}

const written = ({ amount, currency }: ForeignMoney) => `${amount} ${currency}`;
const textOf = (id: bigint | null) => (id === null ? null : String(id));
