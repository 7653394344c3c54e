import type { ProviderFault } from '../../ports/sms-provider';
import { isJsonObject, scalarText } from '../parse-json';
import { providerFault, quoteForOperator } from '../provider-fault';
import type { ReplyShape, Unclear, VendorReply } from '../vendor-reply';
import { notUnderstood, shapeOf } from '../vendor-reply';
import { codeFault } from './error-codes';

export type SmsManReading =
  | { readonly kind: 'data'; readonly value: unknown }
  /** `error_code` in small letters. Waiting for an SMS is one of them. */
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'unclear'; readonly shape: ReplyShape };

/** Sorts an answer: an `error_code` makes it a no, whatever else stands beside it and whatever the HTTP status. */
export function readAnswer(answer: VendorReply): SmsManReading {
  const shape = shapeOf(answer);
  if (shape.kind !== 'json') return { kind: 'unclear', shape };
  const code = isJsonObject(shape.value) ? scalarText(shape.value.error_code) : undefined;
  return code === undefined ? { kind: 'data', value: shape.value } : { kind: 'code', code: code.toLowerCase() };
}

/** What an answer says when it is not the wanted one. */
export function readFault(reading: SmsManReading, status: number, unclear: Unclear): ProviderFault {
  if (reading.kind === 'unclear') return notUnderstood(reading.shape, status, unclear);
  if (reading.kind === 'data') return notUnderstood({ kind: 'json', value: reading.value }, status, unclear);
  const known = codeFault(reading.code);
  return known === undefined
    ? providerFault(unclear, `unknown error_code: ${quoteForOperator(reading.code)}`)
    : providerFault(known, reading.code);
}

/** Rows of a list, or of a map by id: the vendor sends both. */
export function rowsOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return isJsonObject(value) ? Object.values(value) : [];
}
