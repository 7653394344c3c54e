import { formatAmountShort } from '../../domain/money/money';
import type { ProviderFault } from '../../ports/sms-provider';
import { faultsByWord } from '../kit/readings';
import { wordsOfRefusal } from '../kit/refusals';
import {
  notNow,
  notUnderstood,
  providerFault,
  quoteForOperator,
  type ReplyShape,
  refused,
  shapeOf,
  type Unclear,
  unclearFault,
  type VendorReply,
} from '../kit/reply';
import { withoutMarkup } from '../kit/shown-sms';
import { isJsonObject, type JsonObject, readDecimal, scalarText } from '../kit/values';

type HandlerReading =
  /** `TOKEN` or `TOKEN:rest`; the rest is cut at the first colon only and keeps its own. */
  | {
      readonly kind: 'token';
      readonly token: string;
      readonly rest?: string;
      readonly details?: JsonObject;
      /** It came in an envelope for errors. */
      readonly isRefusal?: boolean;
    }
  | ReplyShape;

const TOKEN = /^[A-Z][A-Z0-9_ ]*$/;

/**
 * Sorts an answer by its body, since shops label JSON as HTML and errors as 200: JSON with its error envelopes, pages, then
 * tokens by their first word only (an error word inside an SMS is no error). Markup that a page left around words is off.
 */
export function readBody(reply: Pick<VendorReply, 'body'>): HandlerReading {
  const shape = shapeOf(reply);
  if (shape.kind === 'json') return readEnvelope(shape.value) ?? shape;
  if (shape.kind !== 'words') return shape;
  const text = withoutMarkup(shape.text);
  const colon = text.indexOf(':');
  const token = (colon < 0 ? text : text.slice(0, colon)).trim();
  if (!TOKEN.test(token)) return shape;
  return colon < 0 ? { kind: 'token', token } : { kind: 'token', token, rest: unquote(text.slice(colon + 1)) };
}

/** The error envelopes of the family, all turned into their token; undefined when the value is data. */
function readEnvelope(value: unknown): HandlerReading | undefined {
  // A sale may have a field named status as well.
  if (!isJsonObject(value) || 'activationId' in value) return undefined;
  const word = scalarText(value.title) ?? wordsOfRefusal(value);
  if (word === undefined) return undefined;
  const details = isJsonObject(value.info) ? value.info : undefined;
  const token =
    word
      .trim()
      .toUpperCase()
      .replace(/[\s-]+/g, '_') || 'ERROR';
  return { kind: 'token', token, details, isRefusal: true };
}

/** The documentation prints values with a blank and quotes; live there are none. */
function unquote(rest: string): string {
  const text = rest.trim();
  return text.length > 1 && text.startsWith("'") && text.endsWith("'") ? text.slice(1, -1).trim() : text;
}

/**
 * What an answer says when it is not the wanted one. `unclear` is the class for answers that prove nothing:
 * `unknown_outcome` for a call that changes something, `unavailable` for one that only reads.
 */
export function readFault(reading: HandlerReading, status: number, unclear: Unclear): ProviderFault {
  if (reading.kind === 'token') return tokenToFault(reading, status, unclear);
  if (reading.kind === 'empty' && status === 401) return providerFault('auth', 'HTTP 401 without words');
  return notUnderstood(reading, status, unclear);
}

function tokenToFault(
  { token, rest, details, isRefusal }: Extract<HandlerReading, { kind: 'token' }>,
  status: number,
  unclear: Unclear,
): ProviderFault {
  const known = token === 'SERVER ERROR' ? 'unclear' : faultOf(token);
  if (known === undefined) {
    if (status === 401) return providerFault('auth', `HTTP 401, ${quoteForOperator(token)}`);
    if (status === 405) return providerFault('unsupported', 'HTTP 405');
    const detail = `unknown word: ${quoteForOperator(token)}`;
    return refused(token, detail, status, isRefusal) ?? unclearFault(unclear, detail, status);
  }
  switch (known) {
    case 'unclear':
      return providerFault(unclear, token);
    case 'unavailable':
      return notNow(token);
    case 'too_dear': {
      const min = readDecimal(details?.min ?? rest, 'up');
      return providerFault(known, min === undefined ? token : `${token}, lowest ${formatAmountShort(min)}`);
    }
    case 'blocked': {
      const seconds = Number(details?.retry_after_seconds);
      return providerFault(known, token, seconds > 0 && seconds < 1e7 ? seconds * 1000 : undefined);
    }
    case 'mapping': {
      const field = details?.field ?? rest?.split(':')[0];
      if (field === 'api_key') return providerFault('auth', `${token} api_key`);
      return providerFault(known, typeof field === 'string' ? `${token} ${quoteForOperator(field)}` : token);
    }
    default:
      return providerFault(known, token);
  }
}

const faultOf = faultsByWord({
  auth: 'BAD_KEY NO_KEY API_KEY_NOT_VALID NO_ACCESS WRONG_API_KEY BAD_API_KEY INVALID_API_KEY ERROR_WRONG_KEY ERROR_NO_KEY WRONG_KEY',
  unsupported: 'BAD_ACTION NO_ACTION WRONG_ACTION',
  mapping:
    'BAD_SERVICE WRONG_SERVICE SERVICE_IS_INCORRECT BAD_COUNTRY WRONG_COUNTRY WRONG_COUNTRY_ID COUNTRY_IS_INCORRECT BAD_OPERATOR ' +
    'WRONG_OPERATOR OPERATORS_NOT_FOUND WRONG_EXCEPTION_PHONE NOT_AVAILABLE NO_BALANCE_FORWARD BAD_FORWARD ' +
    'WRONG_ADDITIONAL_SERVICE WRONG_SECURITY REPEAT_ADDITIONAL_SERVICE WRONG_DATE BAD_DATA BAD_CURRENCY WRONG_CURRENCY ' +
    'UNPROCESSABLE_ENTITY BAD_VALUES BAD_MULTIPLE BAD_MAX_PRICE BAD_PROVIDER_IDS BAD_EXCEPT_PROVIDER_IDS ' +
    'BAD_ACTIVATION_TYPE BAD_FIXED_PRICE NO_PROVIDERS',
  out_of_stock: 'NO_NUMBERS NO_NUMBER OUT_OF_STOCK WHATSAPP_NOT_AVAILABLE NO_FREE_NUMBERS NO_NUMBERS_AVAILABLE',
  // One service is sold only to those who have more than a certain sum there.
  balance_empty: 'NO_BALANCE NO_MONEY NO_MEANS LOW_BALANCE NOT_ENOUGH_BALANCE INSUFFICIENT_BALANCE NO_YULA_MAIL',
  too_dear: 'WRONG_MAX_PRICE MAX_PRICE_EXCEEDED',
  wrong_state:
    'BAD_STATUS FREE_CANCELLATION_EXPIRED OTP_RECEIVED NEW_OTP_RECEIVED ACTIVATION_NOT_ACTIVE EARLY_CANCEL_DENIED',
  gone: 'NO_ACTIVATION WRONG_ACTIVATION_ID INVALID_ACTIVATION_ID NOT_FOUND',
  blocked:
    'BANNED CHANNELS_LIMIT TOO_MANY_ACTIVE_RENTALS ACCOUNT_INACTIVE SERVICE_NOT_AVAILABLE SERVICE_UNAVAILABLE_REGION',
  rate_limited: 'RATE_LIMIT RATE_LIMITED TOO_MANY_REQUESTS',
  // The shop does not reach the servers that have the numbers.
  unavailable: 'NO_CONNECTION',
  // Something broke on their side: nothing is known about what was done.
  unclear: 'ERROR_SQL SQL_ERROR SERVER_ERROR ERROR ORDER_ALREADY_EXISTS',
});
