import { DECIMAL_ONE, type Decimal, formatDecimal, parseDecimal } from '../money/decimal';
import { parseRate } from '../money/exchange';
import { type Amount, UNITS_PER_WHOLE } from '../money/money';

/** Telegram Stars, as Telegram calls them. They have no decimals. */
export const STARS = 'XTR';
const COIN_PLACES = 8;
const RATE_SCALE = 10n ** 10n;

/** How many places a price in this currency has: 2 for USD, 0 for JPY and for Stars, 8 for a coin. */
export function placesOf(currency: string): number {
  if (currency === STARS) return 0;
  if (!Intl.supportedValuesOf('currency').includes(currency)) return COIN_PLACES;
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/**
 * What must be paid for an amount: a decimal in `currency`, rounded up to its places, so that nothing is given away.
 * `rate`: what one unit of that currency is worth in the shop's, such as "0.013".
 */
export function priceOf(amount: Amount, { currency, rate }: { currency: string; rate: string }): string {
  const places = placesOf(currency);
  const step = 10n ** BigInt(places);
  const perUnit = known(parseRate(rate)) * UNITS_PER_WHOLE;
  const steps = (amount * RATE_SCALE * step + perUnit - 1n) / perUnit;
  return formatDecimal((steps * DECIMAL_ONE) / step, places);
}

/** What money of another currency is worth in the shop's, rounded down, so that nothing is invented. */
export function worthOf(received: string, rate: string): Amount {
  return (known(parseDecimal(received)) * known(parseRate(rate)) * UNITS_PER_WHOLE) / (RATE_SCALE * DECIMAL_ONE);
}

function known(value: Decimal | undefined): bigint {
  if (value === undefined) throw new Error('A price or rate is stored that is no decimal.');
  return value;
}
