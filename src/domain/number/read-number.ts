import { withAsciiDigits } from '../message/ascii-digits';
import { PHONE_DIGITS } from './number-status';

/**
 * Why a text is no phone number that may be sold: nothing in it, other things than a number, digits that a spreadsheet
 * rounded away, a fraction, a date, two numbers, something behind the number, no country code, a zero that is dialed at
 * home only, and too few or too many digits.
 */
export const NUMBER_FAULTS = [
  'blank',
  'no_number',
  'rounded',
  'fraction',
  'date',
  'several',
  'tail',
  'no_code',
  'trunk_zero',
  'short',
  'long',
] as const;
export type NumberFault = (typeof NUMBER_FAULTS)[number];

export type NumberReading =
  | { readonly kind: 'phone'; readonly phone: string; readonly isSigned: boolean; readonly withZero?: string }
  /** `phone`: the digits, where only its country's plan speaks against them. */
  | { readonly kind: 'invalid'; readonly fault: NumberFault; readonly phone?: string };

const MAX_DIGITS = 15;
const MIN_DIGITS = 7;
/** No part of a number as people group it is longer, but the last one of all. */
const LONGEST_GROUP = 8;
const PLAIN = /^\+?([1-9]\d{6,14})$/;
/** What needs no closer look: most of what a million lines hold. */
const GROUPED = /^\+[1-9]\d{0,7}(?:[ -]\d{2,8})+$/;
/** A spreadsheet's way to keep a text a text, a link, and quotes. */
const WRAPPING = /^(?:=\s*"(.*)"|'(.*)|"(.*)"|(?:tel|sms|callto):(?:\/\/)?(.*))$/i;
const SCIENTIFIC = /^\+?(\d)(?:[.,](\d+))?e\+?(\d{1,2})$/i;
const DECIMAL = /^\+?(\d{7,})[.,](\d+)$/;
const DATE = /^(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2(?:\d{2}|\d{4}))(?:[ T].*)?$/;
const BETWEEN_NUMBERS = /[,;|&\n\r]|\/|\s(?:or|and)\s|(?=\+)/i;
/** Blanks, hyphens, dots and apostrophes between groups; one slash; brackets around the country or area code. */
const SHAPE = /^\(?\s*(\+|00)?[\d\s().'/-]+$/;
const NUMBER_IN_FRONT = /^[\d\s+().-]{7,}.*\d/;

/**
 * A phone number as people write it: "+371 20-000-001", "0037120000001", "+44 (0)20 7946 0958", "٣٧١…", "37120000101.0"
 * from a spreadsheet. Answers E.164 digits without the plus; `withZero` too where a bracketed zero was left out, which
 * some countries dial. What could be read as another number is refused.
 */
export function readNumber(text: string): NumberReading {
  const plain = PLAIN.exec(text);
  if (plain) return { kind: 'phone', phone: plain[1]!, isSigned: text.startsWith('+') };
  if (GROUPED.test(text)) return complete(text.replace(/\D/g, ''), true);
  const shown = plainText(text);
  const spreadsheet = readSpreadsheetNumber(shown);
  return spreadsheet ?? readGroups(shown);
}

const refused = (fault: NumberFault) => ({ kind: 'invalid', fault }) as const;

/** Full width as ASCII, dashes as hyphens, every blank as one, wrapping off. */
function plainText(text: string): string {
  const ascii = withAsciiDigits(text)
    .replace(/[\uff01-\uff5e]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))
    .replace(/[\u2010-\u2015\u2212\ufe63]/g, '-')
    .replace(/[\ufe62\u207a]/g, '+')
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/[^\S\n\r]/g, ' ')
    .trim();
  const wrapped = WRAPPING.exec(ascii);
  return (wrapped ? (wrapped[1] ?? wrapped[2] ?? wrapped[3] ?? wrapped[4] ?? '') : ascii).trim();
}

/** What a spreadsheet makes of a number that it calculates with. Every digit must be there still. */
function readSpreadsheetNumber(text: string): NumberReading | undefined {
  const scientific = SCIENTIFIC.exec(text);
  if (scientific) {
    const [, first, rest = '', exponent] = scientific;
    return rest.length === Number(exponent) ? complete(first + rest, text.startsWith('+')) : refused('rounded');
  }
  const decimal = DECIMAL.exec(text);
  if (decimal) {
    const [, whole, fraction] = decimal;
    const isWhole = fraction === '0' && whole!.length >= LONGEST_GROUP;
    return isWhole ? complete(whole!, text.startsWith('+')) : refused('fraction');
  }
  return DATE.test(text) ? refused('date') : undefined;
}

function readGroups(text: string): NumberReading {
  if (text === '') return refused('blank');
  const whole = text.split(BETWEEN_NUMBERS).filter((part) => countDigits(part) >= MIN_DIGITS);
  if (whole.length > 1) return refused('several');
  const shape = SHAPE.exec(text);
  if (!shape) return refused(NUMBER_IN_FRONT.test(text) ? 'tail' : 'no_number');
  const groups = text.match(/\d+/g) ?? [];
  if (groups.length === 0) return refused('no_number');
  if (groups.filter(({ length }) => length > LONGEST_GROUP).length > 1) return refused('several');
  if (!isSlashInside(text) || hasTail(text, groups)) return refused('tail');
  const brackets = bracketsOf(text);
  if (!brackets) return refused('no_number');
  const isSigned = shape[1] !== undefined;
  const digits = groups.join('').slice(shape[1] === '00' ? 2 : 0);
  // "(0)" behind the country code is dialed at home only.
  const zero = brackets.find(({ content, at }) => content.startsWith('0') && at > 0);
  if (!zero) return complete(digits, isSigned);
  const before = countDigits(text.slice(0, zero.at)) - (shape[1] === '00' ? 2 : 0);
  const reading = complete(digits.slice(0, before) + digits.slice(before + 1), isSigned);
  return reading.kind === 'phone' ? { ...reading, withZero: digits } : reading;
}

function complete(digits: string, isSigned: boolean): NumberReading {
  if (digits.startsWith('0')) return refused('no_code');
  if (digits.length < MIN_DIGITS) return refused('short');
  if (digits.length > MAX_DIGITS || !PHONE_DIGITS.test(digits)) return refused('long');
  return { kind: 'phone', phone: digits, isSigned };
}

const countDigits = (text: string) => text.replace(/\D/g, '').length;

/** One slash may stand behind an area code, with a number to follow; else it parts the number from something else. */
function isSlashInside(text: string): boolean {
  const parts = text.split('/');
  if (parts.length === 1) return true;
  return parts.length === 2 && countDigits(parts[0]!) <= LONGEST_GROUP && countDigits(parts[1]!) >= 5;
}

/** "37120000108 2", "37120000108-12", "37120000108 (2)": what follows a number is no part of it. */
function hasTail(text: string, groups: readonly string[]): boolean {
  if (groups.length === 1) return false;
  if (groups.at(-1)!.length === 1 || /\)\s*$/.test(text)) return true;
  const [first, ...others] = groups.slice(0, -1);
  // A first group as long as a whole number is one.
  if (first!.replace(/^00/, '').length >= MIN_DIGITS) return true;
  return others.some((group) => group.length > LONGEST_GROUP);
}

/** What stands in brackets: at most twice, few digits, closed, with digits behind. Undefined when it is otherwise. */
function bracketsOf(text: string): { content: string; at: number }[] | undefined {
  const found = [...text.matchAll(/\(([^()]*)\)/g)];
  const rest = text.replace(/\([^()]*\)/g, '');
  if (/[()]/.test(rest) || found.length > 2) return undefined;
  const brackets = found.map((match) => ({ content: match[1]!.trim(), at: match.index }));
  return brackets.every(({ content }) => countDigits(content) > 0 && countDigits(content) <= 7) ? brackets : undefined;
}
