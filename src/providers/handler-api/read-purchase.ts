import { isPossiblePhoneNumber } from 'libphonenumber-js/min';
import type { AcquiredNumber, ProviderFault } from '../../ports/sms-provider';
import { isJsonObject, scalarText } from '../parse-json';
import { providerFault } from '../provider-fault';
import { readDecimal } from '../read-decimal';
import { readPhone } from '../read-phone';
import type { VendorReply } from '../vendor-reply';
import { readBody } from './read-body';
import { readFault } from './read-fault';

const ORDER_ID = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * Reads the answer to `getNumber` or `getNumberV2`; both forms may come for both actions. Anything that is neither a
 * number nor a clear no is `unknown_outcome`: the number may have been bought.
 */
export function readPurchase(answer: VendorReply): AcquiredNumber | ProviderFault {
  const reading = readBody(answer);
  if (reading.kind === 'token' && reading.token === 'ACCESS_NUMBER') {
    const [orderId, phone] = splitOnce(reading.rest ?? '');
    // The text form has no end mark: an answer cut off inside the phone still looks like one, only too short.
    const whole = isPossiblePhoneNumber(`+${readPhone(phone) ?? ''}`) ? phone : undefined;
    return acquired(orderId, whole, answer.headers['x-price']);
  }
  if (reading.kind === 'json' && isJsonObject(reading.value) && 'activationId' in reading.value) {
    const { activationId, phoneNumber, activationCost } = reading.value;
    return acquired(scalarText(activationId), phoneNumber, activationCost);
  }
  return certainOrUnknown(readFault(reading, answer.status, 'unknown_outcome'));
}

function acquired(orderId: string | undefined, phoneText: unknown, costText?: unknown): AcquiredNumber | ProviderFault {
  const phone = readPhone(phoneText);
  if (orderId === undefined || !ORDER_ID.test(orderId) || phone === undefined) {
    return providerFault('unknown_outcome', 'bought, but the order cannot be read');
  }
  return { kind: 'acquired', orderId, phone, cost: readDecimal(costText, 'up') };
}

function splitOnce(rest: string): [string, string] {
  const colon = rest.indexOf(':');
  return colon < 0 ? [rest.trim(), ''] : [rest.slice(0, colon).trim(), rest.slice(colon + 1).trim()];
}

/** Words about an existing order make no sense for a purchase, so they prove nothing; an unknown page is a missing action. */
function certainOrUnknown(fault: ProviderFault): ProviderFault {
  if (fault.fault === 'gone') return { ...fault, fault: 'unsupported' };
  return fault.fault === 'wrong_state' ? { ...fault, fault: 'unknown_outcome' } : fault;
}
