import { withAsciiDigits } from './ascii-digits';
import { readCode } from './code/read-code';
import { isVisible } from './is-sms';

/** Longer texts are not an SMS; what comes later is not looked at. */
const LONGEST_TEXT = 4_000;

export interface CodeSource {
  readonly text: string;
  /** As the supplier read it out of the text. */
  readonly providerCode?: string | null;
  /** The service's own pattern; its first group, or all it matches, is the code. */
  readonly pattern?: string | null;
}

/** Runs an operator's pattern with a limit on its time; undefined when it does not match, is broken or takes too long. */
export type MatchPattern = (pattern: string, text: string) => readonly (string | undefined)[] | undefined;

/**
 * The code in a message: by the service's pattern, else as the supplier read it, else by what the text says (`readCode`).
 */
export function extractCode(source: CodeSource, match: MatchPattern): string | undefined {
  const text = withAsciiDigits(source.text).slice(0, LONGEST_TEXT);
  if (source.pattern) {
    const groups = match(source.pattern, text);
    const code = (groups?.[1] ?? groups?.[0])?.trim();
    if (isVisible(code)) return code;
  }
  const given = withAsciiDigits(source.providerCode ?? '').trim();
  if (isVisible(given) && given.length <= 32) return given;
  return readCode(source.text.slice(0, LONGEST_TEXT));
}
