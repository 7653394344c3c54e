import { type Amount, formatAmount, formatAmountShort } from '../../domain/money/money';
import type { Language } from './languages';
import { joined, type Piece, type Rich } from './rich';

const LEFT_TO_RIGHT_ISOLATE = '\u2066';
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';
const RIGHT_TO_LEFT_MARK = '\u200F';
const DIRECTION_CONTROLS = /[\u200E\u200F\u202A-\u202E\u2066-\u2069\u061C]/g;

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', ar: 'ar-u-nu-latn', ru: 'ru' };

/**
 * How one language writes values. In Arabic every number, amount, phone, code and foreign name is isolated, so that the
 * text around it keeps its direction; elsewhere the same words come out bare.
 */
export interface Format {
  readonly language: Language;
  /** "$1.25": at least the currency's own places, at most four. */
  money(amount: Amount): string;
  /** "120.00 RUB"; null: the shop's currency. */
  moneyIn(amount: Amount, currency: string | null): string;
  /** "+$1.25" or "−$1.25". */
  signedMoney(amount: Amount): string;
  number(value: number): string;
  /** 0..1 as "87%". */
  percent(share: number): string;
  /** "+371 20000000" written as "+37120000000". */
  phone(digits: string): string;
  /** Something that must be read left to right and copied whole; the isolation stands outside of its entities. */
  isolated(piece: Piece): Rich;
  /** A name or text from outside, in whatever direction its own letters say. One line, without direction tricks. */
  name(text: string, max?: number): string;
  /** A name that somebody gave himself, for readers in any language: isolated, so it cannot turn the line it stands in. */
  foreign(text: string, max?: number): string;
  /** The text of an SMS, whole and as it came, except that it cannot turn the text around it. */
  quoted(text: string): string;
  country(iso: string, fallback: string): string;
  /** The flag of a country. Its two letters count as Latin ones, so in Arabic they must not decide where the line begins. */
  flag(iso: string): string;
  /** Begins a line that has no words of the language in it, only a sign and a value: it still runs as the language does. */
  readonly lineStart: string;
  /** "22 Nov 2026, 14:05 UTC". */
  dateTime(at: Date): string;
  /** "22 November 2026" in that time zone. */
  date(at: Date, timeZone: string): string;
  /** "22 Nov". */
  day(at: Date): string;
  /** "14:05 UTC". */
  time(at: Date): string;
}

export function createFormat(language: Language, currency: string): Format {
  const isRightToLeft = language === 'ar';
  const ltr = (text: string) => (isRightToLeft ? `${LEFT_TO_RIGHT_ISOLATE}${text}${POP_ISOLATE}` : text);
  const locale = LOCALES[language];
  const moneyFormat = new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: 4,
  });
  const countries = new Intl.DisplayNames([locale], { type: 'region', fallback: 'none' });
  const dateTimes = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'UTC',
  });
  const times = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });
  const numbers = new Intl.NumberFormat('en-US');
  // The decimal text is read exactly; a JavaScript number would round large amounts.
  const money = (amount: Amount) =>
    moneyFormat.format(formatAmount(amount < 0n ? -amount : amount) as unknown as number);

  return {
    language,
    money: (amount) => ltr(`${amount < 0n ? '−' : ''}${money(amount)}`),
    moneyIn: (amount, other) =>
      ltr(other === null ? `${amount < 0n ? '−' : ''}${money(amount)}` : `${formatAmountShort(amount)} ${other}`),
    signedMoney: (amount) => ltr(`${amount < 0n ? '−' : '+'}${money(amount)}`),
    number: (value) => ltr(numbers.format(value)),
    percent: (share) => ltr(`${Math.round(share * 100)}%`),
    phone: (digits) => ltr(`+${digits}`),
    isolated: (piece) => (isRightToLeft ? joined([LEFT_TO_RIGHT_ISOLATE, piece, POP_ISOLATE]) : joined([piece])),
    name: (text, max = 64) => {
      const short = tidied(text, max);
      return isRightToLeft ? `${FIRST_STRONG_ISOLATE}${short}${POP_ISOLATE}` : short;
    },
    foreign: (text, max = 64) => `${FIRST_STRONG_ISOLATE}${tidied(text, max)}${POP_ISOLATE}`,
    quoted: (text) => {
      const tidy = text.replace(DIRECTION_CONTROLS, '').trim();
      // An isolate ends with its paragraph, so each line gets its own.
      return tidy
        .split('\n')
        .map((line) => (isRightToLeft && line ? `${FIRST_STRONG_ISOLATE}${line}${POP_ISOLATE}` : line))
        .join('\n');
    },
    country: (iso, fallback) => countryName(countries, iso) ?? fallback,
    flag: (iso) => ltr(flag(iso)),
    lineStart: isRightToLeft ? RIGHT_TO_LEFT_MARK : '',
    dateTime: (at) =>
      isRightToLeft
        ? `${FIRST_STRONG_ISOLATE}${dateTimes.format(at)} UTC${POP_ISOLATE}`
        : `${dateTimes.format(at)} UTC`,
    date: (at, timeZone) => {
      const written = at.toLocaleDateString(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone });
      return isRightToLeft ? `${FIRST_STRONG_ISOLATE}${written}${POP_ISOLATE}` : written;
    },
    day: (at) => {
      const written = at.toLocaleDateString(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
      return isRightToLeft ? `${FIRST_STRONG_ISOLATE}${written}${POP_ISOLATE}` : written;
    },
    time: (at) => ltr(`${times.format(at)} UTC`),
  };
}

/** One line without direction tricks, cut to `max` characters. */
function tidied(text: string, max: number): string {
  const tidy = text.replace(DIRECTION_CONTROLS, '').replace(/\s+/g, ' ').trim();
  const letters = Array.from(tidy);
  return letters.length > max ? `${letters.slice(0, max).join('')}…` : tidy;
}

/** The flag of a country: its two letters as regional indicators. */
export function flag(iso: string): string {
  if (!/^[A-Z]{2}$/.test(iso)) return '🏳️';
  return String.fromCodePoint(...Array.from(iso, (letter) => 0x1f1e6 + letter.charCodeAt(0) - 65));
}

function countryName(names: Intl.DisplayNames, iso: string): string | undefined {
  try {
    return names.of(iso);
  } catch {
    return undefined; // not a region's form
  }
}
