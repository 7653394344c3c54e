import { type Amount, formatAmount } from '../../domain/money/money';

/** A price as a JSON number: clients reckon with it. Exact as written, for four decimals of less than 10^11. */
export const jsonPrice = (amount: Amount): number => Number(formatAmount(amount));
