import { withAsciiDigits } from './ascii-digits';

/** Longer texts are not an SMS; what comes later is not looked at. */
const LONGEST_TEXT = 1_600;

/**
 * "G-123456", "123-456", "123 456", then four to eight digits that are no part of a longer number, an amount, a date or
 * a time. They are looked for together, and the one that stands first wins.
 */
const NUMERIC =
  /(?<![\p{L}\d]|\d[.,:/-])(?:[A-Z]{1,3}-\d{4,8}|\d{3}[- ]\d{3}|\d{4,8})(?![\p{L}\d]|[.,:/-]\d|[- ]\d{3}(?!\d))/u;
/** Letters and digits mixed, such as "A1B2C3"; only when nothing else looks like a code. */
const MIXED = /(?<![\p{L}\d-])(?=[A-Z0-9]*\d)(?=[A-Z0-9]*[A-Z])[A-Z0-9]{5,8}(?![\p{L}\d-])/u;
const PHONES = /\+\d[\d ()-]{6,18}\d/g;
const LINKS = /\b(?:https?:\/\/|www\.)\S+/gi;

export interface CodeSource {
  readonly text: string;
  /** As the supplier read it out of the text. */
  readonly providerCode?: string | null;
  /** The service's own pattern; its first group, or all it matches, is the code. */
  readonly pattern?: string | null;
}

/** Runs an operator's pattern with a limit on its time; undefined when it does not match, is broken or takes too long. */
export type MatchPattern = (pattern: string, text: string) => readonly (string | undefined)[] | undefined;

/** The code in a message: by the service's pattern, else as the supplier read it, else by shape. Of two, the first. */
export function extractCode(source: CodeSource, match: MatchPattern): string | undefined {
  const text = withAsciiDigits(source.text).slice(0, LONGEST_TEXT);
  if (source.pattern) {
    const groups = match(source.pattern, text);
    const code = (groups?.[1] ?? groups?.[0])?.trim();
    if (code) return code;
  }
  const given = withAsciiDigits(source.providerCode ?? '').trim();
  if (given && given.length <= 32) return given;
  const plain = text.replace(LINKS, ' ').replace(PHONES, ' ');
  return (NUMERIC.exec(plain) ?? MIXED.exec(plain))?.[0];
}
