import type { AcquiredNumber, CloseReply, ProviderFault } from '../../ports/sms-provider';
import { readSoldPhone } from '../kit/phones';
import { acquired, bodyOf } from '../kit/readings';
import { faultOfPurchase, providerFault, type VendorReply } from '../kit/reply';
import { smsText } from '../kit/shown-sms';
import { scalarText } from '../kit/values';
import { OVER_CODES, readAnswer, readFault } from './read-answer';

/** Reads `get-number`: `{request_id, number}`. Anything that is neither a number nor a clear no is `unknown_outcome`. */
export function readPurchase(answer: VendorReply): AcquiredNumber | ProviderFault {
  const reading = readAnswer(answer);
  const body = bodyOf(reading);
  if (!body || !('request_id' in body)) return faultOfPurchase(readFault(reading, answer.status, 'unknown_outcome'));
  return acquired({ orderId: scalarText(body.request_id), phone: readSoldPhone(body.number) });
}

type SmsManState =
  | { readonly kind: 'waiting' }
  /** The code; or the text, when the vendor finds no code. */
  | { readonly kind: 'code'; readonly value: string }
  | { readonly kind: 'ended' };

/** Reads `get-sms`. Waiting looks like an error there. */
export function readSms(answer: VendorReply): SmsManState | ProviderFault {
  const reading = readAnswer(answer);
  if (reading.kind === 'word' && reading.word === 'wait_sms') return { kind: 'waiting' };
  if (reading.kind === 'word' && OVER_CODES.has(reading.word)) return { kind: 'ended' };
  const value = smsText(bodyOf(reading)?.sms_code);
  return value === undefined ? readFault(reading, answer.status, 'unavailable') : { kind: 'code', value };
}

/** Reads `set-status`: `{request_id, success: true}`. */
export function readClose(answer: VendorReply): CloseReply | ProviderFault {
  const reading = readAnswer(answer);
  const body = bodyOf(reading);
  if (body?.success === true || scalarText(body?.success) === '1') return { kind: 'done' };
  if (reading.kind === 'word' && OVER_CODES.has(reading.word)) return providerFault('wrong_state', reading.word);
  return readFault(reading, answer.status, 'unknown_outcome');
}
