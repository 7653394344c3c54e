/**
 * Money is an exact count of 1/10 000 of the shop's one currency, as a bigint. Never a float.
 * At every edge it travels as a decimal string with four places ("1.2500").
 */
export type Amount = bigint;

export const UNITS_PER_WHOLE = 10_000n;

const DECIMAL = /^(-)?(\d{1,14})(?:\.(\d{1,4}))?$/;

/** Reads "12", "0.8" or "1.2500". Undefined when the text is not a plain decimal with at most four places. */
export function parseAmount(text: string): Amount | undefined {
  const match = DECIMAL.exec(text.trim());
  if (!match) return undefined;
  const [, minus, whole, fraction = ''] = match;
  const units = BigInt(whole!) * UNITS_PER_WHOLE + BigInt(fraction.padEnd(4, '0'));
  return minus ? -units : units;
}

/** Writes an amount with four places, the form of the API and of exports: 12500n is "1.2500". */
export function formatAmount(amount: Amount): string {
  const magnitude = amount < 0n ? -amount : amount;
  const fraction = (magnitude % UNITS_PER_WHOLE).toString().padStart(4, '0');
  return `${amount < 0n ? '-' : ''}${magnitude / UNITS_PER_WHOLE}.${fraction}`;
}

/** Writes an amount for people: at least two places, no needless zeros behind them ("1.25", "0.0875"). */
export function formatAmountShort(amount: Amount): string {
  return formatAmount(amount).replace(/0{1,2}$/, '');
}
