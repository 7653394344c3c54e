/** "2026-01-02T03:04:05+00:00". */
export const zonedTime = (at: Date): string => `${at.toISOString().slice(0, 19)}+00:00`;

/** "2026-01-02 03:04:05", in UTC; the form that old tools split at the blank. */
export const plainTime = (at: Date): string => at.toISOString().slice(0, 19).replace('T', ' ');

/** Digits with the country's code, no plus. */
export const plainPhone = (phone: string | null): string => (phone ?? '').replace(/\D/g, '');

/** ISO 4217 codes of currencies that shops of this kind use, as the protocol writes them: in digits. */
const CURRENCY_NUMBERS: Readonly<Record<string, number>> = {
  USD: 840,
  EUR: 978,
  RUB: 643,
  GBP: 826,
  CNY: 156,
  INR: 356,
  UAH: 980,
  KZT: 398,
  TRY: 949,
  PLN: 985,
  BRL: 986,
  IDR: 360,
  AED: 784,
  SAR: 682,
  EGP: 818,
  JPY: 392,
  CHF: 756,
  CAD: 124,
  AUD: 36,
};

/** 840 for USD; 0 where the number is not known. */
export const currencyNumber = (currency: string): number => CURRENCY_NUMBERS[currency] ?? 0;
