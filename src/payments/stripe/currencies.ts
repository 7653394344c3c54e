import { fromMinorUnits, toMinorUnits } from '../../domain/money/decimal';
import type { ForeignMoney } from '../../ports/payment-provider';

const WITHOUT_CENTS: ReadonlySet<string> = new Set(
  'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '),
);
/** Three places, of which the last must be zero. */
const WITH_MILS: ReadonlySet<string> = new Set('BHD JOD KWD OMR TND'.split(' '));

const placesOf = (currency: string) => (WITHOUT_CENTS.has(currency) ? 0 : WITH_MILS.has(currency) ? 3 : 2);

/** The integer by which Stripe names an amount; undefined when it has more places than the currency. */
export function minorUnits({ amount, currency }: ForeignMoney): string | undefined {
  const units = toMinorUnits(amount, placesOf(currency));
  if (units === undefined || (WITH_MILS.has(currency) && units % 10n !== 0n)) return undefined;
  return String(units);
}

/** The money that such an integer is; `units` as text. */
export function fromMinor(units: string, currency: string): ForeignMoney | undefined {
  const code = currency.toUpperCase();
  return /^\d{1,15}$/.test(units) && /^[A-Z]{3}$/.test(code)
    ? { amount: fromMinorUnits(BigInt(units), placesOf(code)), currency: code }
    : undefined;
}
