import { addDecimals, isZero, scaleDecimal, subtractDecimals } from '../../../domain/money/decimal';
import type { Invoice, Payment } from './invoice';
import { finalPayments, type InvoiceBook } from './invoice-book';

/** What a payer, a bank or the network can do to an invoice. `see`: pay, and let it wait for confirmation until `pay`. */
export const ACTS = [
  'pay',
  'pay_less',
  'pay_more',
  'pay_late',
  'pay_twice',
  'charge_back',
  'webhook_only',
  'lose_webhook',
  'see',
] as const;
export type Act = (typeof ACTS)[number];

/** What just became of an invoice, for those who tell of it. */
export type Happening = 'seen' | 'paid' | 'expired' | 'taken' | 'as_it_is';

export interface Coin {
  readonly name: string;
  /** What one is worth in the invoice's currency. */
  readonly rate: string;
  readonly places: number;
}

/** What a protocol's payers can do. */
export interface ActRules {
  /** Beyond paying exactly, once and in time. */
  readonly possible: ReadonlySet<Act>;
  /** An invoice takes further payments after the first. */
  readonly paysOften: boolean;
  coinOf(invoice: Invoice): Coin;
  newPaymentKey(invoice: Invoice): string;
}

export type ActOutcome =
  | { readonly kind: 'done'; readonly happenings: readonly Happening[] }
  | { readonly kind: 'impossible'; readonly why: string };

const ALWAYS: ReadonlySet<Act> = new Set(['pay', 'pay_twice', 'webhook_only', 'lose_webhook']);
const SHARES: Readonly<Partial<Record<Act, string>>> = { pay_less: '0.6', pay_more: '1.5' };

/** Does one act, and answers what there is to tell of it. */
export function act(book: InvoiceBook, rules: ActRules, invoice: Invoice, what: Act): ActOutcome {
  if (!ALWAYS.has(what) && !rules.possible.has(what)) return impossible(`this provider knows no ${what}`);
  if (what === 'webhook_only') return done('as_it_is');
  if (what === 'charge_back') return chargeBack(book, invoice);
  const happenings: Happening[] = [];
  const isSeen = invoice.payments.some((one) => one.isSeen);
  const isOver = invoice.isCanceled || book.now() >= invoice.expiresAt;
  if (what === 'pay_late' && !isOver) {
    book.end(invoice.id);
    happenings.push('expired');
  }
  const paysAnyTime = rules.possible.has('pay_late');
  if (isOver && !isSeen && !paysAnyTime) return impossible('its time is over');
  const { paysOften } = rules;
  if (finalPayments(invoice).length > 0 && !paysOften)
    return what === 'pay_twice' ? done('as_it_is') : impossible('it is paid already');

  if (what === 'pay' && isSeen) book.confirm(invoice.id);
  else pay(book, rules, book.find(invoice.id)!, what);
  happenings.push(what === 'see' ? 'seen' : 'paid');
  if (what === 'pay_twice') {
    if (paysOften) pay(book, rules, book.find(invoice.id)!, 'pay');
    happenings.push('paid');
  }
  return what === 'lose_webhook' ? done() : done(...happenings);
}

const done = (...happenings: Happening[]): ActOutcome => ({ kind: 'done', happenings });
const impossible = (why: string): ActOutcome => ({ kind: 'impossible', why });

function pay(book: InvoiceBook, rules: ActRules, invoice: Invoice, what: Act): void {
  const coin = rules.coinOf(invoice);
  const worth = scaleDecimal(invoice.amount, SHARES[what] ?? '1', '1', 8)!;
  book.pay(invoice.id, {
    key: rules.newPaymentKey(invoice),
    amount: coinsFor(worth, coin),
    coin: coin.name,
    worth: tidy(worth),
    at: book.now(),
    isLate: invoice.isCanceled || book.now() >= invoice.expiresAt,
    isSeen: what === 'see',
  });
}

/** Never less of the coin than the worth asks for. */
export function coinsFor(worth: string, { rate, places }: Coin): string {
  const floor = scaleDecimal(worth, '1', rate, places)!;
  const isShort = scaleDecimal(floor, rate, '1', 40) !== scaleDecimal(worth, '1', '1', 40);
  if (!isShort) return floor;
  const digits = String(BigInt(floor.replace('.', '')) + 1n).padStart(places + 1, '0');
  return places === 0 ? digits.slice(0, -1) || digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** Without needless zeros, but with the two of a price. */
const tidy = (amount: string) => amount.replace(/(\.\d\d\d*?)0+$/, '$1');

/** The last payment that no bank has taken back yet, as far as it was not refunded. */
function chargeBack(book: InvoiceBook, invoice: Invoice): ActOutcome {
  const takingsOf = (payment: Payment) => invoice.takings.filter(({ paymentKey }) => paymentKey === payment.key);
  const payment = finalPayments(invoice)
    .filter((one) => takingsOf(one).every(({ cause }) => cause === 'refund'))
    .at(-1);
  const refunded = payment ? takingsOf(payment).map(({ amount }) => amount) : [];
  const amount = payment && subtractDecimals(payment.worth, refunded.reduce(addDecimals, '0'));
  if (!payment || amount === undefined || isZero(amount)) return impossible('nothing is there to take back');
  const { key: paymentKey } = payment;
  book.take(invoice.id, { key: `dp_${paymentKey}`, paymentKey, amount, cause: 'charge_back', at: book.now() });
  return done('taken');
}
