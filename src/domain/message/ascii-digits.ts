const isDigit = /\p{Nd}/u;
const DIGITS = /(?![0-9])\p{Nd}/gu;
const values = new Map<string, string>();

/** Digits of other scripts as 0-9, without the invisible marks that steer writing direction. */
export function withAsciiDigits(text: string): string {
  return text
    .replace(/[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, '')
    .replace(DIGITS, asciiDigit);
}

/** The digits of a script follow one another; Unicode says so of every decimal digit (chapter 4.6). */
function asciiDigit(digit: string): string {
  let value = values.get(digit);
  if (value === undefined) {
    let zero = digit.codePointAt(0)!;
    while (isDigit.test(String.fromCodePoint(zero - 1))) zero -= 1;
    value = String((digit.codePointAt(0)! - zero) % 10);
    values.set(digit, value);
  }
  return value;
}
