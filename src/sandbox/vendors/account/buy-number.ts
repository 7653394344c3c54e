import { randomInt } from 'node:crypto';
import { type Amount, formatAmount } from '../../../domain/money/money';
import { makePhone } from '../kernel/phone-factory';
import type { VendorOrder } from './order';
import type { OrderBook } from './order-book';
import { type Refused, refused } from './refusal';

export interface PurchaseWish {
  readonly service: string;
  readonly country: string;
  /** Comma list; undefined or `any` takes whatever there is. */
  readonly operator?: string;
  /** What the wish for an operator adds to the price. */
  readonly surchargePercent?: number;
  readonly maxPrice?: Amount;
  /** Pay exactly `maxPrice`. */
  readonly fixedPrice?: boolean;
  /** Phone prefixes that are not wanted. */
  readonly avoidPrefixes?: readonly string[];
  readonly orderKey?: string;
}

export interface PurchaseTerms {
  readonly now: number;
  readonly lifetimeMs: number;
  /** Most orders that may be open at once. */
  readonly openAllowed: number;
  /** The ISO code behind one of the vendor's country codes; its numbers are made for that country. */
  countryIso(country: string): string | undefined;
  /** A fresh order id in the vendor's form; asked again when it is taken. Nine digits by default. */
  newOrderId?(): string;
}

/** Sells one number, or says why not. The order of the questions is the vendor's: request, account, stock, price, money. */
export function buyNumber(
  book: OrderBook,
  wish: PurchaseWish,
  terms: PurchaseTerms,
): { readonly kind: 'bought'; readonly order: VendorOrder } | Refused {
  const open = book.open();
  if (!book.shelf.hasService(wish.service)) return refused({ kind: 'bad_service' });
  if (!book.shelf.hasCountry(wish.country)) return refused({ kind: 'bad_country' });
  if (wish.orderKey !== undefined && book.findByKey(wish.orderKey)) return refused({ kind: 'order_exists' });
  if (open.length >= terms.openAllowed) {
    return refused({ kind: 'too_many_open', open: open.length, allowed: terms.openAllowed });
  }
  const row = book.shelf.get(wish.country, wish.service);
  if (!row || row.count <= 0) return refused({ kind: 'no_numbers' });
  const operator = chooseOperator(row.operators, wish.operator);
  if (operator === undefined) return refused({ kind: 'bad_operator' });
  const asked = row.cost + (row.cost * BigInt(wish.surchargePercent ?? 0)) / 100n;
  if (wish.maxPrice !== undefined && wish.maxPrice < asked) return refused({ kind: 'price_too_low', min: asked });
  const cost = wish.fixedPrice && wish.maxPrice !== undefined ? wish.maxPrice : asked;
  if (book.balance < cost) return refused({ kind: 'no_balance' });
  const phone = makePhone(terms.countryIso(wish.country) ?? 'US', (candidate) => {
    const avoided = wish.avoidPrefixes?.some((prefix) => candidate.startsWith(prefix)) ?? false;
    return !avoided && !book.findOpenByPhone(candidate);
  });
  if (phone === undefined) return refused({ kind: 'no_numbers' });
  const id = freshId(book, terms.newOrderId);
  book.record({
    type: 'bought',
    id,
    phone,
    service: wish.service,
    country: wish.country,
    operator,
    cost: formatAmount(cost),
    at: terms.now,
    expiresAt: terms.now + terms.lifetimeMs,
    orderKey: wish.orderKey,
  });
  return { kind: 'bought', order: book.find(id)! };
}

function chooseOperator(known: readonly string[], wanted: string | undefined): string | undefined {
  if (wanted === undefined || wanted === '' || wanted === 'any') return known[0] ?? 'any';
  return wanted.split(',').find((one) => known.includes(one));
}

const nineDigits = (): string => String(randomInt(100_000_000, 999_999_999));

function freshId(book: OrderBook, propose: () => string = nineDigits): string {
  for (;;) {
    const id = propose();
    if (!book.find(id)) return id;
  }
}
