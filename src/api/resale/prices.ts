import { type Amount, formatAmount, parseAmount } from '../../domain/money/money';

/** A price as a JSON number: clients reckon with it. Exact as written, for four decimals of less than 10^11. */
export const jsonPrice = (amount: Amount): number => Number(formatAmount(amount));

/** Programs that reckon in floating point send "0.30000000000000004": what is behind four places is cut off, never rounded up. */
export function readMaxPrice(given: string): Amount | undefined {
  const match = /^(\d{1,14})(\.\d{1,4})?\d*$/.exec(given);
  return match ? parseAmount(`${match[1]}${match[2] ?? ''}`) : undefined;
}
