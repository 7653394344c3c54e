import type { Amount } from '../../domain/money/money';
import type { ProviderFault } from '../../ports/sms-provider';
import { isJsonObject, scalarText } from '../parse-json';
import { faultOfPurchase, providerFault } from '../provider-fault';
import { readDecimal } from '../read-decimal';
import { readPhone } from '../read-phone';
import type { VendorReply } from '../vendor-reply';
import { readAnswer, readFault } from './read-answer';

const ORDER_ID = /^\d{1,20}$/;

/** Reads `getPrice`: `{response: 1, price}`. */
export function readPrice(answer: VendorReply): { kind: 'price'; price: Amount } | ProviderFault {
  const reading = readAnswer(answer);
  if (reading.kind === 'data' && isJsonObject(reading.value)) {
    const price = readDecimal(reading.value.price, 'up');
    if (price !== undefined) return { kind: 'price', price };
  }
  return readFault(reading, answer.status, 'unavailable');
}

/**
 * Reads `getNum`. The number stands beside the order id when it was asked for, and is missing while the vendor still looks for
 * one. Anything that is neither an order nor a clear no is `unknown_outcome`.
 */
export function readPurchase(
  answer: VendorReply,
): { kind: 'ordered'; orderId: string; phone?: string } | ProviderFault {
  const reading = readAnswer(answer);
  if (reading.kind !== 'data' || !isJsonObject(reading.value))
    return faultOfPurchase(readFault(reading, answer.status, 'unknown_outcome'));
  const orderId = scalarText(reading.value.tzid);
  if (orderId === undefined || !ORDER_ID.test(orderId)) {
    return providerFault('unknown_outcome', 'bought, but the order cannot be read');
  }
  return { kind: 'ordered', orderId, phone: readPhone(reading.value.number) };
}
