import type { NumberFault } from '../../domain/number/read-number';
import { planFacts } from './numbering-plan';

const SENTENCES: Readonly<Record<NumberFault, string>> = {
  blank: 'There is no number on this line.',
  no_number: 'This is no phone number; a line has one number, or columns with a header.',
  rounded: 'A spreadsheet rounded this number; format its column as text and save the file again.',
  fraction: 'This is a number with a fraction, so it is no phone number.',
  date: 'This is a date; a spreadsheet may have made it of a number. Format the column as text.',
  several: 'There are two numbers in one cell; give each a line of its own.',
  tail: 'Something stands behind the number that is no part of it; take it away.',
  no_code: 'The country code is missing; write the number as +371...',
  trunk_zero:
    'The zero behind the country code is dialed at home only, or nobody can tell; write the number without it.',
  short: 'This is too short for a phone number with its country code.',
  long: 'This is too long for a phone number.',
};

/** Why a text is no number that can be sold, as a sentence that says what to do. `phone`: its digits, where they were read. */
export function numberProblem(fault: NumberFault, phone?: string): string {
  const facts = (fault === 'short' || fault === 'long') && phone !== undefined ? planFacts(phone) : undefined;
  if (!facts) return SENTENCES[fault];
  const { code, lengths } = facts;
  const digits = lengths.length === 1 ? `${lengths[0]}` : `${lengths[0]} to ${lengths.at(-1)}`;
  const what = fault === 'short' ? 'A digit or more is missing' : 'There is a digit or more too many';
  return `${what}: numbers of +${code} have ${digits} digits behind the code, and this one has ${phone!.length - code.length}. Look it up where it came from.`;
}
