import type { VendorOrder } from './order';
import type { OrderBook } from './order-book';
import { type Refused, refused } from './refusal';

type Moved = { readonly kind: 'done' } | Refused;
const done = { kind: 'done' } as const;

const closedRefusal = refused({ kind: 'not_active' });

/** Cancels with refund: only an order without an SMS, and not in its first `minAgeMs`. */
export function cancelOrder(book: OrderBook, order: VendorOrder, now: number, minAgeMs: number): Moved {
  if (order.phase === 'code') return refused({ kind: 'code_received', again: order.sms.length > 1 });
  if (order.phase === 'retry') return refused({ kind: 'free_cancel_over' });
  if (order.phase !== 'new') return closedRefusal;
  if (now - order.boughtAt < minAgeMs) return refused({ kind: 'too_early', minAgeSeconds: minAgeMs / 1000 });
  book.record({ type: 'closed', id: order.id, as: 'canceled', refunded: true, at: now });
  return done;
}

/** Gives a bad number back with refund; like a cancel, but it may be done at once. */
export function banOrder(book: OrderBook, order: VendorOrder, now: number): Moved {
  if (order.phase === 'code' || order.phase === 'retry')
    return refused({ kind: 'code_received', again: order.sms.length > 1 });
  if (order.phase !== 'new') return closedRefusal;
  book.record({ type: 'closed', id: order.id, as: 'banned', refunded: true, at: now });
  return done;
}

/** Finishes an order that has received at least one SMS; the money stays with the vendor. */
export function finishOrder(book: OrderBook, order: VendorOrder, now: number): Moved {
  if (order.phase === 'new') return refused({ kind: 'bad_status' });
  if (order.phase !== 'code' && order.phase !== 'retry') return closedRefusal;
  book.record({ type: 'closed', id: order.id, as: 'finished', refunded: false, at: now });
  return done;
}

/** Asks for one more SMS. One that came unasked in the meantime is readable at once. */
export function askAgain(book: OrderBook, order: VendorOrder, now: number): Moved {
  if (order.phase === 'retry') return done;
  if (order.phase === 'new') return refused({ kind: 'bad_status' });
  if (order.phase !== 'code') return closedRefusal;
  book.record({ type: 'asked_again', id: order.id, at: now });
  return done;
}

/** The buyer says that he has triggered the SMS; a hint that changes nothing. */
export function markSent(order: VendorOrder): Moved {
  return order.phase === 'new' ? done : refused({ kind: 'bad_status' });
}
