import type { ProviderFaultKind } from '../../ports/sms-provider';

/** Words that mean "something broke on our side": nothing is known about what was done. */
export const UNCLEAR_TOKENS = new Set(['ERROR_SQL', 'SERVER_ERROR', 'SERVER ERROR', 'ERROR', 'ORDER_ALREADY_EXISTS']);

const WORDS: Readonly<Partial<Record<ProviderFaultKind, string>>> = {
  auth: 'BAD_KEY NO_KEY API_KEY_NOT_VALID NO_ACCESS',
  unsupported: 'BAD_ACTION NO_ACTION WRONG_ACTION',
  mapping:
    'BAD_SERVICE WRONG_SERVICE SERVICE_IS_INCORRECT BAD_COUNTRY WRONG_COUNTRY WRONG_COUNTRY_ID COUNTRY_IS_INCORRECT BAD_OPERATOR ' +
    'WRONG_OPERATOR OPERATORS_NOT_FOUND WRONG_EXCEPTION_PHONE NOT_AVAILABLE NO_BALANCE_FORWARD BAD_FORWARD ' +
    'WRONG_ADDITIONAL_SERVICE WRONG_SECURITY REPEAT_ADDITIONAL_SERVICE WRONG_DATE BAD_DATA BAD_CURRENCY WRONG_CURRENCY ' +
    'UNPROCESSABLE_ENTITY BAD_VALUES BAD_MULTIPLE BAD_MAX_PRICE BAD_PROVIDER_IDS BAD_EXCEPT_PROVIDER_IDS ' +
    'BAD_ACTIVATION_TYPE BAD_FIXED_PRICE NO_PROVIDERS',
  out_of_stock: 'NO_NUMBERS NO_NUMBER OUT_OF_STOCK',
  balance_empty: 'NO_BALANCE NO_MONEY NO_MEANS',
  too_dear: 'WRONG_MAX_PRICE MAX_PRICE_EXCEEDED',
  wrong_state:
    'BAD_STATUS FREE_CANCELLATION_EXPIRED OTP_RECEIVED NEW_OTP_RECEIVED ACTIVATION_NOT_ACTIVE EARLY_CANCEL_DENIED',
  gone: 'NO_ACTIVATION WRONG_ACTIVATION_ID INVALID_ACTIVATION_ID NOT_FOUND',
  blocked:
    'BANNED CHANNELS_LIMIT TOO_MANY_ACTIVE_RENTALS ACCOUNT_INACTIVE SERVICE_NOT_AVAILABLE SERVICE_UNAVAILABLE_REGION',
  rate_limited: 'RATE_LIMIT RATE_LIMITED TOO_MANY_REQUESTS',
};

const faultByToken = new Map(
  Object.entries(WORDS).flatMap(([fault, words]) => words.split(' ').map((word) => [word, fault as ProviderFaultKind])),
);

/** The class of a wire token; undefined when it is no error, or none that we know. */
export const tokenFault = (token: string): ProviderFaultKind | undefined => faultByToken.get(token);
