import type { ProviderFault } from '../../ports/sms-provider';
import { isJsonObject, scalarText } from '../parse-json';
import type { VendorReply } from '../vendor-reply';
import { readBody } from './read-body';
import { readFault } from './read-fault';
import type { HandlerStatus } from './read-status';
import { readStatus } from './read-status';

/**
 * Reads `getStatusV2`: the SMS stands under `sms` or `data`, null while there is none, and has a code, a text or both.
 * A closed order is answered with the old words, and a shop in trouble answers them for everything.
 */
export function readStatusV2(answer: VendorReply): HandlerStatus | ProviderFault {
  const reading = readBody(answer);
  if (reading.kind === 'token') return readStatus(answer);
  if (reading.kind !== 'json' || !isJsonObject(reading.value)) return readFault(reading, answer.status, 'unavailable');
  const body = reading.value;
  if (!('verificationType' in body) && !('sms' in body) && !('data' in body)) {
    return readFault(reading, answer.status, 'unavailable');
  }
  const sms = body.sms ?? body.data;
  if (!isJsonObject(sms)) return { kind: 'waiting' };
  const [code, text] = [scalarText(sms.code), scalarText(sms.text)];
  const value = code ?? text;
  return value === undefined ? { kind: 'waiting' } : { kind: 'code', value, text };
}
