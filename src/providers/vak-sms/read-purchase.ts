import type { AcquiredNumber, ProviderFault } from '../../ports/sms-provider';
import { isJsonObject, scalarText } from '../parse-json';
import { faultOfPurchase, providerFault } from '../provider-fault';
import { readPhone } from '../read-phone';
import type { VendorReply } from '../vendor-reply';
import { readAnswer, readFault } from './read-answer';

const ORDER_ID = /^[\w-]{1,64}$/;

/** Reads `getNumber`: `{tel, idNum}`. Anything that is neither an order nor a clear no is `unknown_outcome`. */
export function readPurchase(reply: VendorReply): AcquiredNumber | ProviderFault {
  const reading = readAnswer(reply);
  if (reading.kind !== 'data' || !isJsonObject(reading.value))
    return faultOfPurchase(readFault(reading, reply.status, 'unknown_outcome'));
  const orderId = scalarText(reading.value.idNum);
  const phone = readPhone(reading.value.tel);
  if (orderId === undefined || !ORDER_ID.test(orderId) || phone === undefined)
    return providerFault('unknown_outcome', 'bought, but the order cannot be read');
  return { kind: 'acquired', orderId, phone };
}
