import {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
} from 'libphonenumber-js/min';

/**
 * E.164 digits from a provider's spelling ("+371 2000-0000", 37120000000, "0037120000000"); undefined when it cannot be a phone
 * number.
 */
export function readPhone(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const digits = String(value)
    .replace(/\(0\)/g, '')
    .replace(/[\s+\-(),.\u200e\u200f]/g, '')
    .replace(/^00/, '');
  return /^[1-9]\d{6,14}$/.test(digits) ? digits : undefined;
}

/** Forms that suppliers still write though the country has others by now; nobody can dial the old ones any more. */
const OLD_FORMS: readonly (readonly [RegExp, string])[] = [
  // Mexico has had no 1 before mobile numbers since 2019.
  [/^521(\d{10})$/, '52$1'],
  // Benin has put 01 before all numbers, which had 8 digits, in 2024.
  [/^229([2-9]\d{7})$/, '22901$1'],
];

const asDialledToday = (digits: string): string =>
  OLD_FORMS.reduce((phone, [old, today]) => phone.replace(old, today), digits);

/** The phone of an order, as it is dialled today. */
export function readSoldPhone(value: unknown): string | undefined {
  const digits = readPhone(value);
  return digits === undefined ? undefined : asDialledToday(digits);
}

/** Whether a phone lacks digits at its end, as in an answer that was cut off. Longer ones than a country has are no reason to doubt. */
export function isCutShort(phone: string): boolean {
  const length = validatePhoneNumberLength(`+${phone}`);
  return length === 'TOO_SHORT' || length === 'INVALID_LENGTH';
}

/**
 * E.164 digits from a number that a provider wrote as people in that country do, or with its calling code already.
 * Undefined without a country, or when it cannot be a number there: a wrong calling code would sell a stranger's phone.
 */
export function readNationalPhone(value: unknown, iso: string | undefined): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  if (iso === undefined || !isSupportedCountry(iso)) return undefined;
  const digits = String(value)
    .replace(/[\s\-(),.]/g, '')
    .replace(/^00/, '+');
  const parsed = parsePhoneNumberFromString(digits, iso as CountryCode);
  if (parsed?.isPossible()) return readSoldPhone(parsed.number);
  const bare = digits.replace('+', '');
  const known = [bare, getCountryCallingCode(iso as CountryCode) + bare].find((one) => asDialledToday(one) !== one);
  return known && readSoldPhone(known);
}
