import { formatAmountShort } from '../../domain/money/money';
import type { ProviderFault } from '../../ports/sms-provider';
import { faultsByWord } from '../kit/readings';
import { providerFault, quoteForOperator, type Unclear, type VendorReply } from '../kit/reply';
import { isJsonObject, type JsonObject, parseJson, readDecimal } from '../kit/values';

type HandlerReading =
  /** `TOKEN` or `TOKEN:rest`; the rest is cut at the first colon only and keeps its own. */
  | { readonly kind: 'token'; readonly token: string; readonly rest?: string; readonly details?: JsonObject }
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'empty' }
  /** A page, a torn answer, or words nobody knows: it proves nothing about what was done. */
  | { readonly kind: 'unclear'; readonly detail: string };

const TOKEN = /^[A-Z][A-Z0-9_ ]*$/;

/**
 * Sorts an answer by its body, since shops label JSON as HTML and errors as 200: byte order mark and blanks off, then JSON with
 * its error envelopes, then pages, then tokens by their first word only (an error word inside an SMS is no error).
 */
export function readBody({ body }: Pick<VendorReply, 'body'>): HandlerReading {
  const text = body.replace(/^\uFEFF/, '').trim();
  if (text === '') return { kind: 'empty' };
  if (text.startsWith('{') || text.startsWith('[')) {
    const value = parseJson(text);
    if (value === undefined) return { kind: 'unclear', detail: 'broken JSON' };
    return readEnvelope(value) ?? { kind: 'json', value };
  }
  if (text.startsWith('<')) return { kind: 'unclear', detail: 'a web page' };
  const colon = text.indexOf(':');
  const token = (colon < 0 ? text : text.slice(0, colon)).trim();
  if (!TOKEN.test(token)) return { kind: 'unclear', detail: `unknown words: ${quoteForOperator(text)}` };
  return colon < 0 ? { kind: 'token', token } : { kind: 'token', token, rest: unquote(text.slice(colon + 1)) };
}

/** The error envelopes of the family, all turned into their token; undefined when the value is data. */
function readEnvelope(value: unknown): HandlerReading | undefined {
  if (!isJsonObject(value)) return undefined;
  const word = envelopeWord(value);
  if (word === undefined) return undefined;
  const details = isJsonObject(value.info) ? value.info : undefined;
  return {
    kind: 'token',
    token: word
      .trim()
      .toUpperCase()
      .replace(/[\s-]+/g, '_'),
    details,
  };
}

function envelopeWord(value: JsonObject): string | undefined {
  const { title, status, message, msg, error } = value;
  if (typeof title === 'string' && title !== '') return title;
  if (typeof error === 'string' && error !== '') return error;
  const failed = status === 'error' || status === 'false' || status === 'fail' || status === 0 || status === false;
  if (!failed) return undefined;
  const said = message ?? msg;
  return typeof said === 'string' && said !== '' ? said : 'ERROR';
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
  if (reading.kind === 'empty') {
    if (status === 401) return providerFault('auth', 'HTTP 401 without words');
    return providerFault(unclear, `HTTP ${status} without words`);
  }
  const detail = reading.kind === 'unclear' ? reading.detail : 'JSON of an unknown shape';
  return providerFault(unclear, `HTTP ${status}, ${detail}`);
}

function tokenToFault(
  { token, rest, details }: Extract<HandlerReading, { kind: 'token' }>,
  status: number,
  unclear: Unclear,
): ProviderFault {
  const known = token === 'SERVER ERROR' ? 'unclear' : faultOf(token);
  if (known === undefined) {
    if (status === 401) return providerFault('auth', `HTTP 401, ${quoteForOperator(token)}`);
    if (status === 405) return providerFault('unsupported', 'HTTP 405');
    return providerFault(unclear, `unknown word: ${quoteForOperator(token)}`);
  }
  switch (known) {
    case 'unclear':
      return providerFault(unclear, token);
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
  // Something broke on their side: nothing is known about what was done.
  unclear: 'ERROR_SQL SERVER_ERROR ERROR ORDER_ALREADY_EXISTS',
});
