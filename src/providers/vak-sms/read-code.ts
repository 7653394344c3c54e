import type { ProviderFault } from '../../ports/sms-provider';
import { isJsonObject, scalarText } from '../parse-json';
import type { VendorReply } from '../vendor-reply';
import { readAnswer, readFault } from './read-answer';

export type VakState = { readonly kind: 'waiting' } | { readonly kind: 'code'; readonly value: string };

/** Reads `getSmsCode`: `{smsCode}`, null while it waits. Of a list, which the vendor gives to those who ask for all, the last counts. */
export function readCode(reply: VendorReply): VakState | ProviderFault {
  const reading = readAnswer(reply);
  if (reading.kind !== 'data' || !isJsonObject(reading.value) || !Object.hasOwn(reading.value, 'smsCode'))
    return readFault(reading, reply.status, 'unavailable');
  const { smsCode } = reading.value;
  if (smsCode === null) return { kind: 'waiting' };
  const value = scalarText(Array.isArray(smsCode) ? smsCode.at(-1) : smsCode);
  return value === undefined ? { kind: 'waiting' } : { kind: 'code', value };
}
