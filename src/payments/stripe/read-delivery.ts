import { isJsonObject, scalarText } from '../../platform/vendor/json';
import { sameText } from '../../platform/vendor/same-text';
import type { DeliveryVerdict, PaymentDelivery } from '../../ports/payment-provider';
import { deliveredObject, forged, unreadable } from '../kit/readings';
import { hmac } from '../kit/signature';

const TOLERANCE_S = 300;

/** What stands behind `v1=`: HMAC-SHA256 over the time, a dot and the raw body. `at` is in seconds since the epoch. */
export const stripeSignature = (secret: string, at: string, body: Buffer): string =>
  hmac('sha256', secret, Buffer.concat([Buffer.from(`${at}.`), body]));

/**
 * Judges and reads an event. While a secret is exchanged there are several signatures, of which one has to fit. A dispute names only
 * the payment that it is about.
 */
export function readStripeDelivery(delivery: PaymentDelivery, secret: string, now: Date): DeliveryVerdict {
  const problem = problemOf(delivery, secret, now);
  if (problem !== undefined) return forged(problem);
  const event = deliveredObject(delivery);
  const [eventKey, type] = [scalarText(event?.id), scalarText(event?.type)];
  if (!event || eventKey === undefined || type === undefined) return unreadable('id or type is missing.');
  const about = isJsonObject(event.data) && isJsonObject(event.data.object) ? event.data.object : {};
  if (type.startsWith('checkout.session.')) {
    const externalId = scalarText(about.id);
    if (externalId === undefined) return unreadable('data.object.id is missing.');
    return { kind: 'genuine', eventKey, externalId, token: scalarText(about.client_reference_id) };
  }
  if (!/^(charge\.refund|charge\.dispute\.|refund\.|radar\.early_fraud_warning\.)/.test(type))
    return { kind: 'irrelevant' };
  const receiptKey = scalarText(about.payment_intent);
  const token = isJsonObject(about.metadata) ? scalarText(about.metadata.token) : undefined;
  return receiptKey === undefined ? { kind: 'irrelevant' } : { kind: 'genuine', eventKey, receiptKey, token };
}

function problemOf({ headers, body }: PaymentDelivery, secret: string, now: Date): string | undefined {
  const given = headers['stripe-signature'];
  if (!secret) return 'No signing secret is stored for this method, so nothing can be checked.';
  if (given === undefined) return 'The header Stripe-Signature is missing.';
  const pairs = given.split(',').map((pair) => pair.trim().split('=', 2) as [string, string?]);
  const at = pairs.find(([name]) => name === 't')?.[1] ?? '';
  if (!/^\d{1,11}$/.test(at)) return 'The signature has no time.';
  const expected = stripeSignature(secret, at, body);
  let isSigned = false;
  for (const [name, value = ''] of pairs) if (name === 'v1') isSigned = sameText(value, expected) || isSigned;
  if (!isSigned) return 'The signature does not fit.';
  return Math.abs(now.getTime() / 1000 - Number(at)) > TOLERANCE_S
    ? 'The signature is too old, or the clock is wrong.'
    : undefined;
}
