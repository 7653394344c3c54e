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
