import { withAsciiDigits } from './ascii-digits';
import { isVisible } from './is-sms';

/** A number of which only the first and last digits are shown. */
export interface MaskedNumber {
  readonly head: string;
  readonly tail: string;
}

/** What a post of a source chat says: for whom it is, and the SMS without that. */
export interface PostReading {
  /** Numbers named in full, E.164 digits without the plus: the one after a word such as "to", else all there are. */
  readonly phones: readonly string[];
  /** Only when no number is named in full. */
  readonly masked?: MaskedNumber;
  readonly text: string;
}

const LONGEST_POST = 4_096;
const LINKS = /\b(?:https?:\/\/|www\.|t\.me\/)\S+/gi;
/** Words before the number that received the SMS, in the languages of such chats. */
const LABEL = String.raw`(?<![\p{L}\d])(?:to|number|num|phone|tel|recipient|receiver|для|на номер|номер|телефон|кому|إلى|الى|الرقم|رقم|هاتف)`;
const FULL = String.raw`\+?\d(?:[ \u00a0().-]{0,2}\d){6,14}`;
const MASK = String.raw`\+?(\d{0,8})[ ]?[*•·xX#…]{2,12}[ -]?(\d{3,6})`;
const ENDING = String.raw`(?:end(?:s|ing)?\s+(?:with|in)|last\s+(?:\d\s+)?digits|заканчива\p{L}+\s+на|последние\s+(?:\d\s+)?цифры|(?:ي|ت|م)نتهي\s+(?:بـ?|ب))`;
const EDGE = String.raw`(?![\d\p{L}])`;

const LABELLED = new RegExp(`${LABEL}\\s*[:=#№-]*\\s*(${FULL})${EDGE}`, 'giu');
const WITH_PLUS = /(?<![\p{L}\d])\+\d(?:[ \u00a0().-]{0,2}\d){6,14}(?![\d\p{L}])/gu;
const BARE = /(?<![\p{L}\d.,:/-])[1-9]\d{8,14}(?![\d\p{L}]|[.,:/-]\d)/gu;
const MASKED = new RegExp(`(?:${LABEL}\\s*[:=#№-]*\\s*)?(?<![\\p{L}\\d*])${MASK}${EDGE}`, 'iu');
const ENDS = new RegExp(`(?:${LABEL}\\s*[:=#№-]*\\s*)?${ENDING}\\s*[:=]?\\s*(\\d{3,6})${EDGE}`, 'iu');

/** Reads a post; undefined when it names no number, or nothing besides one. */
export function readPost(post: string): PostReading | undefined {
  const whole = withAsciiDigits(post).slice(0, LONGEST_POST).normalize('NFC');
  // Digits in links are no numbers; the places of all others stay where they are.
  const seen = whole.replace(LINKS, (link) => ' '.repeat(link.length));
  for (const pattern of [LABELLED, WITH_PLUS, BARE]) {
    const found = [...seen.matchAll(pattern)];
    const phones = [...new Set(found.map((match) => digitsOf(match[1] ?? match[0])).filter(isPhone))];
    if (phones.length === 0) continue;
    const text = phones.length === 1 ? without(whole, found) : whole.trim();
    return isVisible(text) ? { phones, text } : undefined;
  }
  const masked = MASKED.exec(seen);
  const ends = masked ? undefined : ENDS.exec(seen);
  const match = masked ?? ends;
  if (!match) return undefined;
  const text = without(whole, [match]);
  return isVisible(text)
    ? { phones: [], masked: { head: masked?.[1] ?? '', tail: masked?.[2] ?? ends![1]! }, text }
    : undefined;
}

/** The same phone with the same code, or the same words, is the same SMS told again. */
export function sameSms(phone: string, code: string | undefined, text: string): string {
  const said =
    code === undefined
      ? text.replace(/\s+/g, ' ').trim().toLowerCase()
      : code.replace(/[^\p{L}\d]/gu, '').toLowerCase();
  return `${phone}\n${said}`;
}

/** The digits of the number must not be taken for the code. */
function without(text: string, matches: readonly RegExpExecArray[]): string {
  let rest = text;
  for (const match of [...matches].reverse())
    rest = `${rest.slice(0, match.index)} ${rest.slice(match.index + match[0].length)}`;
  return rest
    .replace(/^[\s:;,|.\-–—=>()[\]]+/u, '')
    .replace(/[ \t\u00a0]{2,}/g, ' ')
    .replace(/ +\n/g, '\n')
    .trim();
}

const digitsOf = (text: string) => text.replace(/\D/g, '');
const isPhone = (digits: string) => /^[1-9]\d{6,14}$/.test(digits);
