import { type Amount, parseAmount } from '../../domain/money/money';

const STRING_OR_LONG_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g;

/**
 * JSON without loss: whole numbers of 16 and more digits, which a JavaScript number cannot hold, become strings.
 * Undefined when the text is not JSON, such as an answer cut off on the way.
 */
export function parseJson(text: string): unknown {
  const exact = /\d{16}/.test(text)
    ? text.replace(STRING_OR_LONG_NUMBER, (part) => (part.startsWith('"') ? part : `"${part}"`))
    : text;
  try {
    return JSON.parse(exact);
  } catch {
    return undefined;
  }
}

export type JsonObject = Readonly<Record<string, unknown>>;

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A scalar as text: providers send the same field as string, number or boolean. */
export function scalarText(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() || undefined;
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return undefined;
}

const LONG_DECIMAL = /^(\d{1,14}\.\d{4})(\d+)$/;

/**
 * Reads a provider's price or balance, given as text or JSON number, into 1/10 000 units. More than four places are
 * rounded `up` (a price must not look cheaper) or `down` (a balance must not look larger). Anything else, such as
 * "1e-7", "1,5" or a negative number, is refused rather than guessed.
 */
export function readDecimal(value: unknown, rounding: 'up' | 'down'): Amount | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value).trim();
  const long = LONG_DECIMAL.exec(text);
  const amount = parseAmount(long ? long[1]! : text);
  if (amount === undefined || amount < 0n) return undefined;
  return long && rounding === 'up' && /[1-9]/.test(long[2]!) ? amount + 1n : amount;
}

/** The longest time for which a number is sold or rented. */
const LONGEST_SPAN_MS = 31 * 86_400_000;

/** How long it is from one instant to a later one, as a provider wrote both: with a zone, or both without one. */
export function readSpanMs(from: unknown, to: unknown): number | undefined {
  const [start, end] = [scalarText(from), scalarText(to)];
  if (start === undefined || end === undefined) return undefined;
  const hasZone = readZonedTime(start) !== undefined;
  const at = (text: string) => readZonedTime(hasZone ? text : `${text.replace(' ', 'T')}Z`)?.getTime() ?? Number.NaN;
  const span = at(end) - at(start);
  return span > 0 && span <= LONGEST_SPAN_MS ? span : undefined;
}

/** An instant with a zone, whatever the number of its fractional digits; those without one cannot be compared with our clock. */
export function readZonedTime(value: unknown): Date | undefined {
  const text = scalarText(value);
  if (text === undefined || !/(Z|[+-]\d{2}:?\d{2})$/.test(text)) return undefined;
  const at = new Date(text.replace(/(\.\d{3})\d+/, '$1'));
  return Number.isNaN(at.getTime()) ? undefined : at;
}

/** Seconds since the epoch. */
export function readUnixTime(value: unknown): Date | undefined {
  const seconds = Number(scalarText(value) ?? Number.NaN);
  return seconds > 1e9 && seconds < 1e10 ? new Date(seconds * 1000) : undefined;
}
