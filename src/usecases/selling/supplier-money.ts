import type { App } from '../../app';
import { parseRate } from '../../domain/money/exchange';
import { usualCurrency } from '../../domain/pricing/usual-currency';

/** In which other money than the shop's a supplier of this protocol names its prices; null: in none that is known. */
export function usualRateCurrency(
  app: Pick<App, 'currency'>,
  protocol: string,
  options: Readonly<Record<string, unknown>>,
): string | null {
  const usual = usualCurrency(protocol, options);
  return usual === undefined || usual === app.currency ? null : usual;
}

export const isRate = (text: string | undefined): text is string =>
  text !== undefined && parseRate(text.trim()) !== undefined;
