import type { ProviderFault } from '../../ports/sms-provider';
import { isJsonObject, scalarText } from '../parse-json';
import type { VendorReply } from '../vendor-reply';
import { readEnvelope, readFault } from './read-envelope';

export interface PvaSms {
  readonly code?: string;
  readonly text?: string;
}

export type PvaStatus =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'sms'; readonly sms: PvaSms }
  | { readonly kind: 'ended' };

/** Reads the state of an order: 200 with an SMS, 202 not yet, 410 closed; 407 is an SMS that our balance cannot pay. */
export function readStatus(reply: VendorReply): PvaStatus | ProviderFault {
  const read = readEnvelope(reply);
  if (read.kind === 'envelope') {
    if (read.code === 202) return { kind: 'waiting' };
    if (read.code === 410) return { kind: 'ended' };
    if (read.code === 200 && isJsonObject(read.data)) {
      const sms = readSms(read.data.sms);
      return sms ? { kind: 'sms', sms } : { kind: 'waiting' };
    }
  }
  return readFault(reply, 'unavailable');
}

/** `{"code": "1234", "fullText": "Your code is 1234"}`, or the text alone. */
export function readSms(sms: unknown): PvaSms | undefined {
  if (!isJsonObject(sms)) {
    const text = scalarText(sms);
    return text === undefined ? undefined : { text };
  }
  const [code, text] = [scalarText(sms.code), scalarText(sms.fullText) ?? scalarText(sms.text)];
  return code === undefined && text === undefined ? undefined : { code, text };
}
