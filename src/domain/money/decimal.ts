/**
 * Exact decimals of any currency, as text: "5.00", "0.00012". Other people's money has more places than the shop's, and never
 * goes through a float. Nothing here is negative.
 */
interface Scaled {
  readonly units: bigint;
  readonly places: number;
}

const DECIMAL = /^(\d{1,40})(?:\.(\d{1,40}))?(?:[eE]([+-]?\d{1,3}))?$/;
/** More places than any coin has, so that no text grows without end. */
const MOST_PLACES = 40;

/** A number's text, such as "1e-7", as a plain decimal: "0.0000001". Undefined for anything that is not a decimal of zero or more. */
export function plainDecimal(given: unknown): string | undefined {
  const match = typeof given === 'string' ? DECIMAL.exec(given.trim()) : null;
  if (!match) return undefined;
  const [, whole, fraction = '', exponent = '0'] = match;
  const places = fraction.length - Number(exponent);
  if (places > MOST_PLACES || places < -MOST_PLACES) return undefined;
  const units = BigInt(whole! + fraction);
  return places < 0 ? text({ units: units * 10n ** BigInt(-places), places: 0 }) : text({ units, places });
}

/** Below, at or above zero as `one` is less than, equal to or more than `other`. Both plain. */
export function compareDecimals(one: string, other: string): number {
  const [a, b] = aligned(one, other);
  return a < b ? -1 : a > b ? 1 : 0;
}

export const isZero = (amount: string): boolean => !/[1-9]/.test(amount);

export function addDecimals(one: string, other: string): string {
  const [a, b, places] = aligned(one, other);
  return text({ units: a + b, places });
}

/** `one` less `other`; zero where that would be below it. */
export function subtractDecimals(one: string, other: string): string {
  const [a, b, places] = aligned(one, other);
  return text({ units: a > b ? a - b : 0n, places });
}

/** `amount` x `factor` / `divisor`, rounded down to so many places: what is credited must never be invented. Undefined for a division by zero. */
export function scaleDecimal(amount: string, factor: string, divisor: string, places: number): string | undefined {
  const [a, f, d] = [scaled(amount), scaled(factor), scaled(divisor)];
  if (d.units === 0n) return undefined;
  const up = 10n ** BigInt(d.places + places);
  const down = d.units * 10n ** BigInt(a.places + f.places);
  return text({ units: (a.units * f.units * up) / down, places });
}

/** Whole units of 10^-places: "5.00" in two places is 500n. Undefined when it is not exact. */
export function toMinorUnits(amount: string, places: number): bigint | undefined {
  const { units, places: given } = scaled(amount);
  if (given <= places) return units * 10n ** BigInt(places - given);
  const surplus = 10n ** BigInt(given - places);
  return units % surplus === 0n ? units / surplus : undefined;
}

/** 500n in two places is "5.00". */
export const fromMinorUnits = (units: bigint, places: number): string => text({ units, places });

function scaled(plain: string): Scaled {
  const [whole = '0', fraction = ''] = plain.split('.');
  return { units: BigInt(whole + fraction), places: fraction.length };
}

function aligned(one: string, other: string): [bigint, bigint, number] {
  const [a, b] = [scaled(one), scaled(other)];
  const places = Math.max(a.places, b.places);
  const at = ({ units, places: given }: Scaled) => units * 10n ** BigInt(places - given);
  return [at(a), at(b), places];
}

function text({ units, places }: Scaled): string {
  if (places === 0) return String(units);
  const digits = String(units).padStart(places + 1, '0');
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
