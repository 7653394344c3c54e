import { wordReaders } from '../kit/readings';
import { scalarText } from '../kit/values';

/** `response` is 1 beside data and a word in place of it; lists have none. */
export const { readAnswer, readFault } = wordReaders({
  called: 'word',
  wordOf(body) {
    const word = scalarText(body.response);
    return word === '1' ? undefined : word;
  },
  words: {
    auth: 'ERROR_WRONG_KEY ERROR_NO_KEY API_ACCESS_DISABLED API_ACCESS_IP',
    blocked: 'ACCOUNT_BLOCKED ACCOUNT_IDENTIFICATION_REQUIRED EXCEEDED_CONCURRENT_OPERATIONS',
    balance_empty: 'WARNING_LOW_BALANCE',
    out_of_stock: 'NO_NUMBER WARNING_NO_NUMS SERVICE_TO_NUMBER_EMPTY ERROR_NO_SERVICE_REPEAT NO_NUMBER_FOR_FORWARD',
    mapping:
      'ERROR_NO_SERVICE ERROR_PARAMS TIME_INTERVAL_ERROR ERROR_NO_NUMBER ERROR_NUMBERS_PARAMS NEED_EXTENSION_NUMBER ' +
      'NO_FORWARD_FOR_DEFFER ERROR_LENGTH_NUMBER_FOR_FORWARD',
    rate_limited: 'INTERVAL_CONCURRENT_REQUESTS_ERROR',
    unavailable: 'TRY_AGAIN_LATER',
    unsupported: 'REQUEST_NOT_FOUND',
    gone: 'ERROR_NO_TZID ERROR_WRONG_TZID ERROR_NO_OPERATIONS',
    wrong_state: 'NO_COMPLETE_TZID NO_CONFIRM_FORWARD LIFICYCLE_NUM_EXPIRED',
    // May stand for an operation that exists already, perhaps by a call whose answer was lost.
    unclear: 'DUPLICATE_OPERATION',
  },
});
