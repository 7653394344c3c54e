import { createHash } from 'node:crypto';
import { isJsonObject, scalarText } from '../../platform/vendor/json';
import type { DeliveryVerdict, PaymentDelivery } from '../../ports/payment-provider';
import { deliveredObject, forged, unreadable } from '../kit/readings';
import { hmac, sameHex } from '../kit/signature';

/** HMAC-SHA256 over the raw body; its key is the digest of the API token, since there is no secret of their own for webhooks. */
export const cryptoPaySignature = (token: string, body: Buffer): string =>
  hmac('sha256', createHash('sha256').update(token).digest(), body);

/** Judges and reads a delivery. Only payments are told of, and `update_id` is not unique, so the invoice makes the event's key. */
export function readCryptoPayDelivery(delivery: PaymentDelivery, token: string): DeliveryVerdict {
  const given = delivery.headers['crypto-pay-api-signature'];
  if (given === undefined) return forged('The header crypto-pay-api-signature is missing.');
  if (!token || !sameHex(given, cryptoPaySignature(token, delivery.body))) return forged('The signature does not fit.');
  const update = deliveredObject(delivery);
  if (!update) return unreadable('It is not a JSON object.');
  if (update.update_type !== 'invoice_paid') return { kind: 'irrelevant' };
  const invoice = isJsonObject(update.payload) ? update.payload : {};
  const externalId = scalarText(invoice.invoice_id);
  if (externalId === undefined) return unreadable('payload.invoice_id is missing.');
  return { kind: 'genuine', eventKey: `invoice_paid:${externalId}`, externalId, token: scalarText(invoice.payload) };
}
