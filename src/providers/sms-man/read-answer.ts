import { wordReaders } from '../kit/readings';
import { isJsonObject, scalarText } from '../kit/values';

/**
 * An `error_code` makes it a no, whatever else stands beside it and whatever the HTTP status; waiting for an SMS is one of them.
 * Only `wrong_token` and `wait_sms` are documented; the others are seen in its clients, or are spellings that cost nothing to
 * know. An unknown one proves nothing.
 */
export const { readAnswer, readFault } = wordReaders({
  called: 'error_code',
  wordOf: (body) => scalarText(body.error_code)?.toLowerCase(),
  words: {
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
  },
});

/** Rows of a list, or of a map by id: the vendor sends both. */
export function rowsOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return isJsonObject(value) ? Object.values(value) : [];
}

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
