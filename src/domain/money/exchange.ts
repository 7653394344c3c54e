import type { Amount } from './money';

/** What one unit of another currency is worth in the shop's, in 1/10 000 000 000. */
export type ExchangeRate = bigint;

const PLACES = 10;
const SCALE = 10n ** BigInt(PLACES);
const RATE = /^(0|[1-9]\d{0,5})(?:\.(\d{1,10}))?$/;
const LARGEST = 2n ** 63n - 1n;

/** Reads "0.0125". Undefined when it is not above zero, or no plain decimal with at most six and ten places. */
export function parseRate(text: string): ExchangeRate | undefined {
  const match = RATE.exec(text);
  if (!match) return undefined;
  const rate = BigInt(match[1]!) * SCALE + BigInt((match[2] ?? '').padEnd(PLACES, '0'));
  return rate > 0n ? rate : undefined;
}

/** The form in which rates are stored and compared: "0.0125", without zeros that say nothing. */
export function tidyRate(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** An amount of the other currency in the shop's, rounded up, so that no cost is ever taken for less than it is. */
export function toShop(amount: Amount, rate: ExchangeRate): Amount {
  const product = amount * rate;
  const rounded = product > 0n ? (product + SCALE - 1n) / SCALE : product / SCALE;
  return rounded > LARGEST ? LARGEST : rounded;
}

/** The most of the other currency that comes to no more than `amount` of the shop's. */
export function ceilingThere(amount: Amount, rate: ExchangeRate): Amount {
  return (amount * SCALE) / rate;
}

/** Whether it is the code of a currency, such as "RUB". */
export function isCurrency(code: string): boolean {
  return Intl.supportedValuesOf('currency').includes(code);
}
