import { withAsciiDigits } from './ascii-digits';
import { type CodeLike, findCodeLikes, hintedIn, toldIn, withoutLinksAndPhones } from './code-shapes';

/** Longer texts are not an SMS; what comes later is not looked at. */
const LONGEST_TEXT = 4_000;

/** Words for code in the languages of those who send them. */
const WORDS =
  /(?<!\p{L})(?:(?:pass)?codes?|passwords?|pins?|otps?|пароль|код[а-я]{0,2}|رمز\p{L}*|الرمز|للرمز|كود\p{L}*|الكود|کد|كلمة المرور|קוד|códigos?|codigos?|código|codice|kodu?|kodas|kods|kód|koodi|kood|kode|mã|รหัส\p{L}*|验证码|驗證碼|校验码|認証コード|コード|인증번호|कोड|কোড|cod(?:ul)?|contraseña|senha|κωδικός|parolu?)(?!\p{L}{3}|\d)/giu;
/** So far behind a word for code what it announces may stand, in characters. */
const REACH = 80;
/** A sentence ends; what stands beyond is about something else. An empty line ends it too. */
const SENTENCE_END = /[.!?。؟](?=\s)|\n\s*\n/u;

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
 * The code in a message: by the service's pattern, else as the supplier read it, else by shape. Of several that look
 * like codes: the one that the first word for code announces (behind the word or, failing that, before it, within the
 * sentence); without such a word the one that stands first.
 */
export function extractCode(source: CodeSource, match: MatchPattern): string | undefined {
  const text = withAsciiDigits(source.text).slice(0, LONGEST_TEXT);
  if (source.pattern) {
    const groups = match(source.pattern, text);
    const code = (groups?.[1] ?? groups?.[0])?.trim();
    if (code) return code;
  }
  const given = withAsciiDigits(source.providerCode ?? '').trim();
  if (given && given.length <= 32) return given;
  const plain = withoutLinksAndPhones(text);
  const candidates = findCodeLikes(plain);
  return announced(plain, candidates) ?? candidates[0]?.code;
}

function announced(text: string, candidates: readonly CodeLike[]): string | undefined {
  for (const word of text.matchAll(WORDS)) {
    const end = word.index + word[0].length;
    const sentence = sentenceOf(text.slice(end, end + REACH));
    const told = toldIn(sentence);
    if (told) return told;
    const behind = candidates.find(({ from }) => from >= end);
    if (behind && isNear(text.slice(end, behind.from))) return behind.code;
    const hinted = hintedIn(sentence);
    if (hinted) return hinted;
    const ahead = candidates.findLast(({ to }) => to <= word.index);
    if (ahead && isNear(text.slice(ahead.to, word.index))) return ahead.code;
  }
  return undefined;
}

function isNear(between: string): boolean {
  return between.length <= REACH && !SENTENCE_END.test(between);
}

function sentenceOf(text: string): string {
  return text.slice(0, SENTENCE_END.exec(text)?.index ?? text.length);
}
