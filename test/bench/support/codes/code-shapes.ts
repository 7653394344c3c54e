/** One piece of a text that looks like a code. */
export interface CodeLike {
  readonly code: string;
  readonly from: number;
  readonly to: number;
}

/** Neither inside of a word or a longer number, nor a part of an amount, a date or a time. */
const before = '(?<![\\p{L}\\d_]|\\d[.,:/-]|\\d[- ](?=\\d{3,4}(?!\\d))|[$€£₽¥])';
const after = '(?![\\p{L}\\d_]|[.,:/-]\\d|[- ]\\d{3,}(?!\\d)|\\s?(?:[$€£₽¥%]|(?:USD|EUR|RUB|SAR|AED|IRR)\\b))';
/** "G-123456", "1234-5678", "123-456", "123 456", and four to eight digits. */
const NUMERIC = new RegExp(`${before}(?:[A-Z]{1,3}-\\d{4,8}|\\d{4}[- ]\\d{4}|\\d{3}[- ]\\d{3}|\\d{4,8})${after}`, 'gu');
/** Letters and digits mixed, such as "A1B2C3". */
const MIXED = /(?<![\p{L}\d_-])(?=[A-Z0-9]*\d)(?=[A-Z0-9]*[A-Z])[A-Z0-9]{5,8}(?![\p{L}\d_-])/gu;
/** "12 34 56" and "1 2 3 4", which count only behind a word for code. */
const GROUPED = /(?<![\p{L}\d_]|\d )(?:\d{2}(?: \d{2}){2}|\d(?:[- ]\d){3,7})(?![\p{L}\d_-]|[.,:/]\d| \d)/u;
/** What counts only right behind a word for code and "is" or a colon: "12-34-56", "a1b2c3", "AB3-9KX". */
const TOLD =
  /^["'«“(<[]?(\d{2}(?:-\d{2}){2}|(?=[a-z0-9]*\d)(?=[a-z0-9]*[a-z])[a-z0-9]{4,10}|[A-Z0-9]{2,4}-[A-Z0-9]{2,4})(?![\p{L}\d_-])/u;
/** Letters alone are a code only behind a colon: "Steam Guard code: HJKLP". */
const LETTERS = /^["'«“(<[]?([A-Z]{5,8})(?![\p{L}\d_-])/u;
const GAP = /^\s*(?:(?:is|es|est|ist|é|è|to|هو|:|=|-|–|—|：)\s*){1,3}/u;
const PHONES = /\+\d[\d ()-]{6,18}\d/g;
const LINKS = /\b(?:https?:\/\/|www\.)\S+|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,6}\/\S+/gi;

/** Links and phone numbers blanked, each by as many blanks, so that positions stay. */
export function withoutLinksAndPhones(text: string): string {
  const blank = (piece: string) => ' '.repeat(piece.length);
  return text.replace(LINKS, blank).replace(PHONES, blank);
}

/** All numbers that may be codes, from left to right; when there is none, words of letters and digits. */
export function findCodeLikes(text: string): CodeLike[] {
  const numbers = [...text.matchAll(NUMERIC)];
  const found = numbers.length > 0 ? numbers : [...text.matchAll(MIXED)];
  return found.map(({ 0: code, index }) => ({ code, from: index, to: index + code.length }));
}

/** What a word for code announces at once. `text` is what follows the word. */
export function toldIn(text: string): string | undefined {
  const gap = GAP.exec(text)?.[0];
  return gap ? TOLD.exec(text.slice(gap.length))?.[1] : undefined;
}

/** What it may announce when no number follows: digits one by one or in pairs, letters behind a colon. */
export function hintedIn(text: string): string | undefined {
  const gap = GAP.exec(text)?.[0] ?? '';
  const letters = /[:：]/.test(gap) ? LETTERS.exec(text.slice(gap.length))?.[1] : undefined;
  return letters ?? GROUPED.exec(text)?.[0];
}
