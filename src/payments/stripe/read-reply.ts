import { isJsonObject, type JsonObject, scalarText } from '../../platform/vendor/json';
import { objectOf, type ReplyShape, type Unclear, type VendorReply } from '../../platform/vendor/reply';
import type { PaymentFault, RefundReply, TakenBack } from '../../ports/payment-provider';
import { exactShape, faultByStatus, paymentFault, readAll, unixTime } from '../kit/readings';
import { fromMinor } from './currencies';

/** Errors are `{error: {type, code, message}}`. */
export function readFault(shape: ReplyShape, status: number, unclear: Unclear): PaymentFault {
  const error = objectOf(shape)?.error;
  const word = isJsonObject(error) ? (scalarText(error.code) ?? scalarText(error.type)) : undefined;
  if (word === 'resource_missing') return paymentFault('not_found', word);
  // The same key is at work, or was used with another form: the first one decides, and this one says nothing of it.
  if (word === 'idempotency_error' || word === 'idempotency_key_in_use') return paymentFault(unclear, word);
  // A card's refusal is 402.
  return status === 402 ? paymentFault('invalid', word ?? 'HTTP 402') : faultByStatus(shape, status, unclear, word);
}

export function readBalance(reply: VendorReply): { kind: 'works'; detail: string } | PaymentFault {
  const shape = exactShape(reply);
  const body = objectOf(shape);
  if (reply.status !== 200 || body?.object !== 'balance') return readFault(shape, reply.status, 'unavailable');
  return { kind: 'works', detail: body.livemode === true ? 'live' : 'test mode' };
}

export function readRefunded(reply: VendorReply): RefundReply | PaymentFault {
  const shape = exactShape(reply);
  const body = objectOf(shape);
  const reference = scalarText(body?.id);
  if (reply.status !== 200 || reference === undefined) return readFault(shape, reply.status, 'unknown_outcome');
  switch (body?.status) {
    case 'succeeded':
      return { kind: 'refunded', reference };
    case 'pending':
    case 'requires_action':
      return { kind: 'pending', reference };
    case 'failed':
    case 'canceled':
      return paymentFault('invalid', `the refund is ${body.status}`);
    default:
      return paymentFault('unknown_outcome', 'a refund of an unknown state');
  }
}

export function readRefunds(reply: VendorReply): { kind: 'takings'; takings: TakenBack[] } | PaymentFault {
  return readTakings(reply, (row) => (row.status === 'succeeded' || row.status === 'pending' ? 'REFUNDED' : 'none'));
}

const DISPUTES: Readonly<Record<string, TakenBack['state'] | 'none'>> = {
  needs_response: 'DISPUTED',
  under_review: 'DISPUTED',
  won: 'WON',
  lost: 'LOST',
  charge_refunded: 'LOST',
  // Somebody only asks: no money was taken.
  warning_needs_response: 'none',
  warning_under_review: 'none',
  warning_closed: 'none',
  prevented: 'none',
};

export function readDisputes(reply: VendorReply): { kind: 'takings'; takings: TakenBack[] } | PaymentFault {
  return readTakings(reply, (row) => DISPUTES[scalarText(row.status) ?? '']);
}

/** @param stateOf `none`: nothing was taken; undefined: unknown, so that the whole list counts as unread. */
function readTakings(
  reply: VendorReply,
  stateOf: (row: JsonObject) => TakenBack['state'] | 'none' | undefined,
): { kind: 'takings'; takings: TakenBack[] } | PaymentFault {
  const shape = exactShape(reply);
  const rows =
    reply.status === 200 ? readAll(objectOf(shape)?.data, (row) => readTaking(row, stateOf(row))) : undefined;
  return rows ? { kind: 'takings', takings: rows.flat() } : readFault(shape, reply.status, 'unavailable');
}

function readTaking(row: JsonObject, state: TakenBack['state'] | 'none' | undefined): TakenBack[] | undefined {
  const [takingKey, receiptKey, at] = [scalarText(row.id), scalarText(row.payment_intent), unixTime(row.created)];
  const amount = fromMinor(scalarText(row.amount) ?? '', scalarText(row.currency) ?? '');
  if (state === undefined || takingKey === undefined || receiptKey === undefined || !at || !amount) return undefined;
  return state === 'none' ? [] : [{ receiptKey, takingKey, amount, state, at }];
}
