import { sortedJson } from '../../platform/vendor/json';
import type { DeliveryVerdict, PaymentDelivery } from '../../ports/payment-provider';
import { deliveredObject, forged, unreadable } from '../kit/readings';
import { hmac, sameHex } from '../kit/signature';
import { readPayment } from './read-payment';
import { snapshotOf } from './snapshot';

/**
 * HMAC-SHA512 over the JSON with its names sorted at every depth and the numbers as they were written. Their older recipe loses
 * what is nested. Undefined when the body is no JSON.
 */
export function nowPaymentsSignature(secret: string, body: string): string | undefined {
  const sorted = sortedJson(body);
  return sorted === undefined ? undefined : hmac('sha512', secret, sorted);
}

/** `canAsk`: payments can be asked for, so that a delivery only rings. */
interface Knowledge {
  readonly secret: string;
  readonly canAsk: boolean;
  readonly now: Date;
}

/** Judges and reads a delivery. Nobody numbers them: what it says is its key. */
export function readNowPaymentsDelivery(
  delivery: PaymentDelivery,
  { secret, canAsk, now }: Knowledge,
): DeliveryVerdict {
  const given = delivery.headers['x-nowpayments-sig'];
  if (!secret) return forged('No IPN secret is stored for this method, so nothing can be checked.');
  if (given === undefined) return forged('The header x-nowpayments-sig is missing.');
  const expected = nowPaymentsSignature(secret, delivery.body.toString('utf8'));
  if (expected === undefined) return forged('It is not JSON, so that nothing can be signed.');
  if (!sameHex(given, expected)) return forged('The signature does not fit.');
  const body = deliveredObject(delivery);
  const payment = body && readPayment(body);
  if (!payment) return unreadable('payment_id, payment_status or the price is missing.');
  const { id, status, paid, invoiceId, orderId } = payment;
  return {
    ...{ kind: 'genuine', eventKey: `${id}:${status}:${paid?.amount ?? 0}`, externalId: invoiceId, token: orderId },
    ...(canAsk || invoiceId === undefined ? {} : { snapshot: snapshotOf(invoiceId, [payment], now) }),
  };
}
