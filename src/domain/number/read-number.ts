import { withAsciiDigits } from '../message/ascii-digits';
import { PHONE_DIGITS } from './number-status';

export type NumberReading = { readonly kind: 'phone'; readonly phone: string } | { readonly kind: 'invalid' };

/** What people and spreadsheets put between digits; an apostrophe keeps a spreadsheet from calculating. */
const BETWEEN = /[\s\u00a0\u2007\u202f().\-\u2010-\u2015\u2212/_'’]/g;

/** A phone number as people write it: "+371 20-000-001", "0037120000001", "٣٧١…". Answers E.164 digits without the plus. */
export function readNumber(text: string): NumberReading {
  const digits = withAsciiDigits(text)
    .replace(BETWEEN, '')
    .replace(/^(?:\+|00)/, '');
  return PHONE_DIGITS.test(digits) ? { kind: 'phone', phone: digits } : { kind: 'invalid' };
}

/** Why a text is no phone number, as a sentence that says what to do. */
export function numberProblem(text: string): string {
  const digits = withAsciiDigits(text).replace(BETWEEN, '');
  if (/^\d[.,]?\d*e\+?\d+$/i.test(withAsciiDigits(text).trim()))
    return 'A spreadsheet rounded this number; format its column as text and save the file again.';
  if (/[^\d+]/.test(digits)) return 'This is no phone number; a line has one number, or columns with a header.';
  if (/^0(?!0)/.test(digits)) return 'The country code is missing; write the number as +371...';
  const { length } = digits.replace(/^(?:\+|00)/, '');
  if (length < 7) return 'This is too short for a phone number with its country code.';
  if (length > 15) return 'This is too long for a phone number.';
  return 'This is no phone number with a country code, such as +37120000001.';
}
