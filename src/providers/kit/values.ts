import { type Amount, parseAmount } from '../../domain/money/money';
import { readZonedTime, scalarText } from '../../platform/vendor/json';

export { isJsonObject, type JsonObject, parseJson, readZonedTime, scalarText } from '../../platform/vendor/json';

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

/** Seconds since the epoch. */
export function readUnixTime(value: unknown): Date | undefined {
  const seconds = Number(scalarText(value) ?? Number.NaN);
  return seconds > 1e9 && seconds < 1e10 ? new Date(seconds * 1000) : undefined;
}
