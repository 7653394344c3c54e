import type { ProviderFaultKind } from '../../ports/sms-provider';

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
export const codeFault = (code: string): ProviderFaultKind | undefined => faultByCode.get(code);

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
