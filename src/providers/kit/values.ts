import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { type Amount, parseAmount } from '../../domain/money/money';

export { isJsonObject, type JsonObject, parseJson, readZonedTime, scalarText } from '../../platform/vendor/json';

const LONG_DECIMAL = /^(\d{1,14}\.\d{4})(\d+)$/;

/**
 * Reads a provider's price or balance, given as text or JSON number, into 1/10 000 units. More than four places are
 * rounded `up` (a price must not look cheaper) or `down` (a balance must not look larger). Anything else, such as
 * "1e-7", "1,5" or a negative number, is refused rather than guessed.
 */
export function readDecimal(value: unknown, rounding: 'up' | 'down'): Amount | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value).trim();
  const long = LONG_DECIMAL.exec(text);
  const amount = parseAmount(long ? long[1]! : text);
  if (amount === undefined || amount < 0n) return undefined;
  return long && rounding === 'up' && /[1-9]/.test(long[2]!) ? amount + 1n : amount;
}

/** E.164 digits from a provider's spelling ("+371 2000-0000", 37120000000); undefined when it cannot be a phone number. */
export function readPhone(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const digits = String(value).replace(/[\s+\-(),.\u200e\u200f]/g, '');
  return /^[1-9]\d{6,14}$/.test(digits) ? digits : undefined;
}

/**
 * E.164 digits from a number that a provider wrote as people in that country do, or with its calling code already.
 * Undefined without a country, or when it cannot be a number there: a wrong calling code would sell a stranger's phone.
 */
export function readNationalPhone(value: unknown, iso: string | undefined): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  if (iso === undefined || !isSupportedCountry(iso)) return undefined;
  const parsed = parsePhoneNumberFromString(String(value).replace(/[\s\-(),.]/g, ''), iso as CountryCode);
  return parsed?.isPossible() ? readPhone(parsed.number) : undefined;
}
