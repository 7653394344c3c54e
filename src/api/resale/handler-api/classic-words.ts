import { formatAmountShort } from '../../../domain/money/money';
import { type WrittenAnswer, writtenText } from './answers';
import type { HandlerRefusal } from './refusals';

/** Who is banned without an end is banned until then. */
const FOR_EVER = new Date('2099-12-31T23:59:59Z');

const WORDS = {
  no_key: 'NO_KEY',
  bad_key: 'BAD_KEY',
  bad_action: 'BAD_ACTION',
  no_scope: 'BAD_KEY',
  bad_service: 'BAD_SERVICE',
  bad_country: 'BAD_COUNTRY',
  wrong_operator: 'WRONG_OPERATOR',
  operators_not_found: 'OPERATORS_NOT_FOUND',
  no_numbers: 'NO_NUMBERS',
  no_balance: 'NO_BALANCE',
  too_many_open: 'CHANNELS_LIMIT',
  order_exists: 'ORDER_ALREADY_EXISTS',
  order_conflict: 'ORDER_ALREADY_EXISTS',
  no_activation: 'NO_ACTIVATION',
  bad_status: 'BAD_STATUS',
  no_such_status: 'BAD_STATUS',
  code_received: 'BAD_STATUS',
  not_active: 'BAD_STATUS',
  too_early: 'EARLY_CANCEL_DENIED',
  not_repeatable: 'RENEW_ACTIVATION_NOT_AVAILABLE',
  rate_limited: 'RATE_LIMIT',
  body_too_large: 'BAD_DATA',
  unclear: 'ERROR_SQL',
  // Old tools know this one as "try again later".
  maintenance: 'NO_NUMBERS',
} as const satisfies Partial<Record<HandlerRefusal['kind'], string>>;

/** Parameters for which the protocol has a word of its own. */
const BAD_PARAMETERS: Readonly<Record<string, string>> = {
  maxPrice: 'BAD_MAX_PRICE',
  fixedPrice: 'BAD_FIXED_PRICE',
  phoneException: 'WRONG_EXCEPTION_PHONE',
  forward: 'BAD_FORWARD',
  service: 'BAD_SERVICE',
  country: 'BAD_COUNTRY',
  operator: 'WRONG_OPERATOR',
  activationType: 'BAD_ACTIVATION_TYPE',
  status: 'BAD_STATUS',
};

/** A no in the words of the first shop of this kind: text, and status 200 for everything but too many requests. */
export function classicRefusal(refusal: HandlerRefusal): WrittenAnswer {
  switch (refusal.kind) {
    case 'bad_parameter':
      return writtenText(BAD_PARAMETERS[refusal.field] ?? 'BAD_DATA');
    case 'too_dear':
      return writtenText(`WRONG_MAX_PRICE:${formatAmountShort(refusal.price)}`);
    case 'banned':
      return writtenText(`BANNED:${hyphened(refusal.until ?? FOR_EVER)}`);
    case 'rate_limited':
      return { ...writtenText(WORDS.rate_limited, 429), retryAfterS: refusal.retryAfterS };
    default:
      return writtenText(WORDS[refusal.kind]);
  }
}

/** "2026-01-02 03-04-05": the protocol has hyphens in the time, since a colon ends the word. */
function hyphened(at: Date): string {
  return at.toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '-');
}
