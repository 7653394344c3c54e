/** An exact decimal of any size: `units` of 1/10^18. Money of others travels as text and is counted as this, never as a float. */
export type Decimal = bigint;

const PLACES = 18;
export const DECIMAL_ONE: Decimal = 10n ** BigInt(PLACES);
const TEXT = /^(\d{1,30})(?:\.(\d{1,60}))?$/;

/** Reads "5.00" or "0.00012". Undefined when it is no plain decimal without a sign. Places beyond the eighteenth are cut off. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = TEXT.exec(text);
  if (!match) return undefined;
  return BigInt(match[1]!) * DECIMAL_ONE + BigInt((match[2] ?? '').slice(0, PLACES).padEnd(PLACES, '0'));
}

/** Writes it with at least `places` places and no needless zeros behind them. */
export function formatDecimal(value: Decimal, places = 0): string {
  const fraction = (value % DECIMAL_ONE).toString().padStart(PLACES, '0').replace(/0+$/, '').padEnd(places, '0');
  return `${value / DECIMAL_ONE}${fraction === '' ? '' : `.${fraction}`}`;
}

const NUMBER = /^(\d{1,40})(?:\.(\d{1,40}))?(?:[eE]([+-]?\d{1,3}))?$/;
/** More digits than any amount has, so that no text grows without end. */
const MOST_SHIFTED = 40;

/** A number's text, such as "1e-7", as a plain decimal: "0.0000001". Undefined for anything that is not a decimal of zero or more. */
export function plainDecimal(given: unknown): string | undefined {
  const match = typeof given === 'string' ? NUMBER.exec(given.trim()) : null;
  if (!match) return undefined;
  const [, whole = '', fraction = '', exponent = '0'] = match;
  const places = fraction.length - Number(exponent);
  if (Math.abs(places) > MOST_SHIFTED) return undefined;
  const digits = (whole + fraction + '0'.repeat(Math.max(0, -places))).padStart(places + 1, '0');
  const at = digits.length - Math.max(0, places);
  return `${digits.slice(0, at).replace(/^0+(?=\d)/, '')}${at < digits.length ? `.${digits.slice(at)}` : ''}`;
}

/** Below, at or above zero as `one` is less than, equal to or more than `other`. These and all below are plain decimals. */
export function compareDecimals(one: string, other: string): number {
  const [a, b] = [unitsOf(one), unitsOf(other)];
  return a < b ? -1 : a > b ? 1 : 0;
}

export const isZero = (amount: string): boolean => !/[1-9]/.test(amount);

export const addDecimals = (one: string, other: string): string =>
  formatDecimal(unitsOf(one) + unitsOf(other), mostPlaces(one, other));

/** `one` less `other`; zero where that would be below it. */
export function subtractDecimals(one: string, other: string): string {
  const left = unitsOf(one) - unitsOf(other);
  return formatDecimal(left < 0n ? 0n : left, mostPlaces(one, other));
}

/** `amount` x `factor` / `divisor`, rounded down to so many places: what is credited must never be invented. Undefined for a division by zero. */
export function scaleDecimal(amount: string, factor: string, divisor: string, places: number): string | undefined {
  const by = unitsOf(divisor);
  if (by === 0n) return undefined;
  const value = (unitsOf(amount) * unitsOf(factor)) / by;
  return formatDecimal(value - (value % stepOf(places)), places);
}

/** Whole units of 10^-places: "5.00" in two places is 500n. Undefined when it is not exact. */
export function toMinorUnits(amount: string, places: number): bigint | undefined {
  const [value, step] = [unitsOf(amount), stepOf(places)];
  return value % step === 0n ? value / step : undefined;
}

/** 500n in two places is "5.00". */
export const fromMinorUnits = (units: bigint, places: number): string => formatDecimal(units * stepOf(places), places);

const unitsOf = (plain: string): Decimal => parseDecimal(plain) ?? 0n;
const stepOf = (places: number): Decimal => 10n ** BigInt(PLACES - Math.min(PLACES, places));
const mostPlaces = (one: string, other: string) =>
  Math.max(...[one, other].map((text) => text.split('.')[1]?.length ?? 0));
