import { Secret } from '../config/secret';

const hidden = '[redacted]';

/** Names (lower case, without - and _) whose values are never written, whatever they hold. */
const secretNames =
  /^(.*(apikey|apihash|authkey|token|password|passwordhash|secret|secretkey|authorization|cookie)|codes?|logincode|smscode|texts?|body|rawbody|query|parameters|detail)$/;
const phoneNames = /^(.*(phone|msisdn)s?|(phone)?numbers?|from|to|e164)$/;

/** A phone number in running text: a plus and at least seven digits. */
const phoneInText = /\+\d[\d\s().-]{5,16}\d/g;
const botToken = /\b\d{5,}:[A-Za-z0-9_-]{30,}/g;
const secretInUrl = /([?&;](?:api_?key|key|token|access_token|password|secret)=)[^&\s"']+/gi;
const userInfoInUrl = /(\w:\/\/[^\s:/@]*:)[^\s@/]+@/g;

/** A copy of `value` that may be logged: no secrets, no codes or texts of messages, phone numbers masked. */
export function redact(value: unknown, name = '', depth = 0): unknown {
  if (value instanceof Secret) return hidden;
  if (value === null || value === undefined || typeof value === 'boolean') return value;
  const plainName = name.toLowerCase().replace(/[-_]/g, '');
  if (secretNames.test(plainName)) return hidden;
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (typeof value !== 'object') return redactPrimitive(value as string | number | bigint, phoneNames.test(plainName));
  if (value instanceof Date) return value;
  if (value instanceof Error) return redactError(value, depth);
  if (depth > 6) return '[too deep]';
  if (value instanceof Map) return redact(Object.fromEntries(value), name, depth);
  if (value instanceof Set) return redact([...value], name, depth);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.map((item) => redact(item, name, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redact(item, key, depth + 1)]));
}

/** Running text without phone numbers and secrets that give themselves away by their form. */
export function redactText(text: string): string {
  return text
    .replace(phoneInText, maskPhone)
    .replace(botToken, hidden)
    .replace(secretInUrl, `$1${hidden}`)
    .replace(userInfoInUrl, `$1${hidden}@`);
}

function redactPrimitive(value: string | number | bigint, isPhone: boolean): string | number {
  const text = String(value);
  if (isPhone && /^\+?[\d\s().-]{7,}$/.test(text)) return maskPhone(text);
  return typeof value === 'string' ? redactText(value) : typeof value === 'bigint' ? text : value;
}

/** Only what says what went wrong: drivers hang parameters, queries and whole requests on their errors. */
function redactError(error: Error & { code?: unknown; constraint?: unknown }, depth: number): unknown {
  const { name, message, stack, code, constraint, cause } = error;
  return {
    type: name,
    message: redactText(message),
    ...(typeof code === 'string' && /^[A-Z0-9_]{3,40}$/.test(code) && !/^\d{6,}$/.test(code)
      ? { errorCode: code }
      : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
    stack: stack === undefined ? undefined : redactText(stack),
    ...(cause === undefined || depth > 4 ? {} : { cause: redact(cause, 'cause', depth + 1) }),
  };
}

/** Keeps the first three and the last two digits: "+37126123456" becomes "+371******56". Short ones are hidden whole. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  const plus = phone.trim().startsWith('+') ? '+' : '';
  if (digits.length < 7) return '*'.repeat(digits.length);
  return `${plus}${digits.slice(0, 3)}${'*'.repeat(digits.length - 5)}${digits.slice(-2)}`;
}
