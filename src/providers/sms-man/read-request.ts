import type { AcquiredNumber, CloseReply, ProviderFault } from '../../ports/sms-provider';
import { faultOfPurchase, providerFault, type VendorReply } from '../kit/reply';
import { isJsonObject, readPhone, scalarText } from '../kit/values';
import { OVER_CODES, readAnswer, readFault } from './read-answer';

const ORDER_ID = /^[\w-]{1,64}$/;

/** Reads `get-number`: `{request_id, number}`. Anything that is neither a number nor a clear no is `unknown_outcome`. */
export function readPurchase(answer: VendorReply): AcquiredNumber | ProviderFault {
  const reading = readAnswer(answer);
  if (reading.kind !== 'data' || !isJsonObject(reading.value) || !('request_id' in reading.value)) {
    return faultOfPurchase(readFault(reading, answer.status, 'unknown_outcome'));
  }
  const { request_id, number } = reading.value;
  const [orderId, phone] = [scalarText(request_id), readPhone(number)];
  if (orderId === undefined || !ORDER_ID.test(orderId) || phone === undefined) {
    return providerFault('unknown_outcome', 'bought, but the order cannot be read');
  }
  return { kind: 'acquired', orderId, phone };
}

type SmsManState =
  | { readonly kind: 'waiting' }
  /** The code; or the text, when the vendor finds no code. */
  | { readonly kind: 'code'; readonly value: string }
  | { readonly kind: 'ended' };

/** Reads `get-sms`. Waiting looks like an error there. */
export function readSms(answer: VendorReply): SmsManState | ProviderFault {
  const reading = readAnswer(answer);
  if (reading.kind === 'code' && reading.code === 'wait_sms') return { kind: 'waiting' };
  if (reading.kind === 'code' && OVER_CODES.has(reading.code)) return { kind: 'ended' };
  if (reading.kind === 'data' && isJsonObject(reading.value)) {
    const value = scalarText(reading.value.sms_code);
    if (value !== undefined) return { kind: 'code', value };
  }
  return readFault(reading, answer.status, 'unavailable');
}

/** Reads `set-status`: `{request_id, success: true}`. */
export function readClose(answer: VendorReply): CloseReply | ProviderFault {
  const reading = readAnswer(answer);
  if (reading.kind === 'data' && isJsonObject(reading.value)) {
    if (reading.value.success === true || scalarText(reading.value.success) === '1') return { kind: 'done' };
  }
  if (reading.kind === 'code' && OVER_CODES.has(reading.code)) return providerFault('wrong_state', reading.code);
  return readFault(reading, answer.status, 'unknown_outcome');
}
