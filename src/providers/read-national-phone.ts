import type { CountryCode } from 'libphonenumber-js/min';
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { readPhone } from './read-phone';

/**
 * E.164 digits from a number that a supplier wrote as people in that country do, or with its calling code already.
 * Undefined without a country, or when it cannot be a number there: a wrong calling code would sell a stranger's phone.
 */
export function readNationalPhone(value: unknown, iso: string | undefined): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  if (iso === undefined || !isSupportedCountry(iso)) return undefined;
  const parsed = parsePhoneNumberFromString(String(value).replace(/[\s\-(),.]/g, ''), iso as CountryCode);
  return parsed?.isPossible() ? readPhone(parsed.number) : undefined;
}
