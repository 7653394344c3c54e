import type { ProviderFaultKind } from '../../ports/sms-provider';

/** May stand for an operation that exists already, perhaps by a call whose answer was lost. */
export const UNCLEAR_WORDS = new Set(['DUPLICATE_OPERATION']);

const WORDS: Readonly<Partial<Record<ProviderFaultKind, string>>> = {
  auth: 'ERROR_WRONG_KEY ERROR_NO_KEY API_ACCESS_DISABLED API_ACCESS_IP',
  blocked: 'ACCOUNT_BLOCKED ACCOUNT_IDENTIFICATION_REQUIRED EXCEEDED_CONCURRENT_OPERATIONS',
  balance_empty: 'WARNING_LOW_BALANCE',
  out_of_stock: 'NO_NUMBER WARNING_NO_NUMS',
  mapping: 'ERROR_NO_SERVICE ERROR_PARAMS TIME_INTERVAL_ERROR',
  rate_limited: 'INTERVAL_CONCURRENT_REQUESTS_ERROR',
  unavailable: 'TRY_AGAIN_LATER',
  unsupported: 'REQUEST_NOT_FOUND',
  gone: 'ERROR_NO_TZID ERROR_WRONG_TZID ERROR_NO_OPERATIONS',
  wrong_state: 'NO_COMPLETE_TZID',
};

const faultByWord = new Map(
  Object.entries(WORDS).flatMap(([fault, words]) => words.split(' ').map((word) => [word, fault as ProviderFaultKind])),
);

/** The class of a word of refusal; undefined when we do not know it. */
export const wordFault = (word: string): ProviderFaultKind | undefined => faultByWord.get(word);
