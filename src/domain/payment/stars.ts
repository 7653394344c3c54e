import { parseRate } from '../money/exchange';

/** Of the row that every shop has; its money comes over the chat and through no adapter. */
export const STARS_PROTOCOL = 'stars';

/** What Telegram pays out to a bot's owner for one star, in US dollars, as of its terms of 2026; ads buy for 0.02. */
export const STARS_PAYOUT_USD = '0.013';

/**
 * What stays with the shop of what a buyer's star brings him, in per cent of the payout: 0 at 0.013 USD a star, negative
 * when more is credited than Telegram pays out. Undefined where the shop's currency is not the dollar.
 */
export function starsMargin(rate: string, currency: string): number | undefined {
  if (currency !== 'USD') return undefined;
  const [payout, credited] = [parseRate(STARS_PAYOUT_USD)!, parseRate(rate)!];
  return Math.round((Number(payout - credited) / Number(payout)) * 1000) / 10;
}
