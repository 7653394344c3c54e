import { isJsonObject, scalarText } from '../../platform/vendor/json';
import type { DeliveryVerdict, PaymentDelivery } from '../../ports/payment-provider';
import { deliveredObject, forged, unreadable } from '../kit/readings';
import { hmac, sameHex } from '../kit/signature';

/** The value of `BTCPay-Sig`: HMAC-SHA256 over the raw body. */
export const btcPaySignature = (secret: string, body: Buffer): string => `sha256=${hmac('sha256', secret, body)}`;

/** Judges and reads a delivery. A repeated one has a new id, and the first one's beside it. */
export function readBtcPayDelivery(delivery: PaymentDelivery, secret: string): DeliveryVerdict {
  const given = delivery.headers['btcpay-sig'];
  if (!secret) return forged('No webhook secret is stored for this method, so nothing can be checked.');
  if (given === undefined) return forged('The header BTCPay-Sig is missing.');
  if (!sameHex(given, btcPaySignature(secret, delivery.body))) return forged('The signature does not fit.');
  const event = deliveredObject(delivery);
  if (!event) return unreadable('It is not a JSON object.');
  const externalId = scalarText(event.invoiceId);
  if (externalId === undefined) return { kind: 'irrelevant' };
  const eventKey = scalarText(event.originalDeliveryId) ?? scalarText(event.deliveryId);
  if (eventKey === undefined) return unreadable('deliveryId is missing.');
  const token = isJsonObject(event.metadata) ? scalarText(event.metadata.orderId) : undefined;
  return { kind: 'genuine', eventKey, externalId, token };
}
