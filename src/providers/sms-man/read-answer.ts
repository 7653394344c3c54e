import type { ProviderFault, ProviderFaultKind } from '../../ports/sms-provider';
import {
  notUnderstood,
  providerFault,
  quoteForOperator,
  type ReplyShape,
  shapeOf,
  type Unclear,
  type VendorReply,
} from '../kit/reply';
import { isJsonObject, scalarText } from '../kit/values';

type SmsManReading =
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

/**
 * Only `wrong_token` and `wait_sms` are documented; the others are seen in its clients, or are spellings that cost nothing to
 * know. An unknown one proves nothing.
 */
const CODES: Readonly<Partial<Record<ProviderFaultKind, string>>> = {
  auth: 'wrong_token no_token token_required',
  mapping:
    'wrong_application_id wrong_service_id wrong_application wrong_service wrong_country_id wrong_country wrong_currency',
  out_of_stock: 'no_numbers no_number',
  balance_empty: 'balance no_balance low_balance not_enough_balance insufficient_balance not_enough_funds no_money',
  too_dear: 'wrong_max_price max_price price_too_low',
  blocked: 'account_blocked banned limit_of_requests',
  rate_limited: 'too_many_requests rate_limit',
  gone: 'wrong_request_id request_not_found no_request not_found',
  wrong_state: 'wrong_status bad_status',
  unsupported: 'wrong_method method_not_found',
};

const faultByCode = new Map(
  Object.entries(CODES).flatMap(([fault, codes]) => codes.split(' ').map((code) => [code, fault as ProviderFaultKind])),
);

/** The class of an `error_code` in small letters; undefined when we do not know it. */
const codeFault = (code: string): ProviderFaultKind | undefined => faultByCode.get(code);

/** Codes of a request that is over, whichever way it ended. */
export const OVER_CODES = new Set([
  'canceled',
  'cancelled',
  'closed',
  'rejected',
  'expired',
  'timeout',
  'request_closed',
]);
