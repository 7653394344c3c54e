import type { TradeTable } from '../../../usecases/resale/trade-table';

type TradeCountry = TradeTable['countries'][number];

/**
 * The country behind a word: two letters of ISO 3166, or what handler_api calls it. Undefined where there is none, and where
 * the letters are those of one country and a word for another one; in capitals they are ISO and nothing else.
 */
export function countryNamed(trade: TradeTable, word: string): TradeCountry | undefined {
  const written = trade.countries.find(({ iso }) => iso === word);
  if (written) return written;
  const named = trade.countryByCode.get(word.toLowerCase());
  const meant = trade.countries.find(({ iso }) => iso === word.toUpperCase());
  return named && meant && named.id !== meant.id ? undefined : (named ?? meant);
}
