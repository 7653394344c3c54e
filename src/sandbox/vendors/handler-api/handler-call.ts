import type { PurchaseTerms } from '../account/buy-number';
import type { VendorOrder } from '../account/order';
import type { OrderBook } from '../account/order-book';
import type { VendorAnswer } from '../kernel/vendor-answer';
import type { Refusal } from './refusal';
import type { Skin } from './skin';

/** One request as an action sees it. */
export interface HandlerCall {
  readonly action: string;
  readonly query: URLSearchParams;
  readonly book: OrderBook;
  readonly skin: Skin;
  /** Milliseconds since the epoch on the vendor's clock. */
  readonly now: number;
  readonly terms: PurchaseTerms;
}

export type HandlerAction = (call: HandlerCall) => VendorAnswer;

/** A parameter, with an empty one counting as left out, as PHP shops do. */
export const param = (call: HandlerCall, name: string): string | undefined => call.query.get(name)?.trim() || undefined;

export const refuse = (call: HandlerCall, refusal: Refusal): VendorAnswer => call.skin.refuse(refusal, call.action);

/** Runs the step with the order named by `id`, or answers that there is none. */
export function withOrder(call: HandlerCall, step: (order: VendorOrder) => VendorAnswer): VendorAnswer {
  const order = call.book.find(param(call, 'id') ?? '');
  return order ? step(order) : refuse(call, { kind: 'unknown_order' });
}
