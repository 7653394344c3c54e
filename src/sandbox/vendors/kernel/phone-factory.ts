import { randomInt } from 'node:crypto';
import { type CountryCode, type Examples, getExampleNumber, isValidPhoneNumber } from 'libphonenumber-js/mobile';

// A plain require, since the package has no types for its JSON in the CommonJS form.
const examples = require('libphonenumber-js/mobile/examples') as Examples;

const TRIES = 200;

/**
 * Makes a mobile number that is valid in the country: E.164 digits without the plus.
 * @param isFree says whether the vendor does not use it yet and the buyer wants such a prefix.
 * @returns undefined when the country has no mobile numbers or no free one was found.
 */
export function makePhone(iso: string, isFree: (phone: string) => boolean): string | undefined {
  const example = getExampleNumber(iso as CountryCode, examples);
  if (!example) return undefined;
  const { countryCallingCode: code, nationalNumber } = example;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    // Six changing digits keep the operator prefix real; crowded countries get more of them.
    const tail = Math.min(nationalNumber.length - 1, attempt < TRIES / 2 ? 6 : 7);
    const digits = Array.from({ length: tail }, () => randomInt(10)).join('');
    const phone = `${code}${nationalNumber.slice(0, -tail)}${digits}`;
    if (isFree(phone) && isValidPhoneNumber(`+${phone}`)) return phone;
  }
  return undefined;
}
