import type { AcquiredNumber, ProviderFault, ProviderFaultKind } from '../../ports/sms-provider';
import { isoOfLetters } from '../country-letters';
import { isJsonObject, scalarText } from '../parse-json';
import { providerFault } from '../provider-fault';
import { readNationalPhone } from '../read-national-phone';
import type { VendorReply } from '../vendor-reply';
import { readEnvelope, readFault } from './read-envelope';

export interface PvaPurchase extends AcquiredNumber {
  readonly lifetimeMs?: number;
}

/** 501 and 502 both say "number not found"; 500 is a failure that proves nothing, and 503 a shop that let nobody in. */
const OF_PURCHASES: Readonly<Record<number, ProviderFaultKind>> = {
  404: 'unknown_outcome',
  406: 'unknown_outcome',
  410: 'unknown_outcome',
  501: 'out_of_stock',
  502: 'out_of_stock',
  503: 'unavailable',
};

/** Reads the answer to a purchase. The phone comes without its calling code, beside the country it belongs to. */
export function readPurchase(reply: VendorReply): PvaPurchase | ProviderFault {
  const read = readEnvelope(reply);
  if (read.kind !== 'envelope' || read.code !== 200 || !isJsonObject(read.data))
    return readFault(reply, 'unknown_outcome', OF_PURCHASES);
  const { orderId: id, phoneNumber, countryCode, orderExpireIn } = read.data;
  const orderId = scalarText(id);
  const phone = readNationalPhone(phoneNumber, isoOfLetters(scalarText(countryCode)));
  if (orderId === undefined || !/^\d{1,20}$/.test(orderId) || phone === undefined)
    return providerFault('unknown_outcome', 'bought, but the order cannot be read');
  const seconds = Number(orderExpireIn);
  return {
    kind: 'acquired',
    orderId,
    phone,
    lifetimeMs: seconds > 0 && seconds <= 86_400 ? seconds * 1000 : undefined,
  };
}
