import type { Amount } from '../domain/money/money';
import { parseAmount } from '../domain/money/money';

const LONG_DECIMAL = /^(\d{1,14}\.\d{4})(\d+)$/;

/**
 * Reads a supplier's price or balance, given as text or JSON number, into 1/10 000 units. More than four places are
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
