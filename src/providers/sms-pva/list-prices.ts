import type { PriceFilter, PriceList, PriceRow, ProviderFault } from '../../ports/sms-provider';
import type { KnownPrices } from './known-prices';
import { readCounts, readPrices } from './read-tables';
import type { PvaAsk } from './sms-pva-ask';

/** Prices of one offer or of the whole table. The stock is told for one country at a time. */
export async function listPrices(
  ask: PvaAsk,
  known: KnownPrices,
  filter: PriceFilter,
): Promise<PriceList | ProviderFault> {
  const table = await readTable(ask, known, filter);
  if (!Array.isArray(table)) return table;
  if (filter.countryCode === undefined) return { kind: 'prices', rows: table };
  const stock = await ask('countnumbers', [filter.countryCode], readCounts);
  if (stock.kind === 'fault') return stock;
  return { kind: 'prices', rows: table.map((row) => ({ ...row, count: stock.counts.get(row.serviceCode) ?? 0 })) };
}

async function readTable(
  ask: PvaAsk,
  known: KnownPrices,
  { serviceCode, countryCode }: PriceFilter,
): Promise<PriceRow[] | ProviderFault> {
  if (countryCode !== undefined && serviceCode !== undefined) {
    const cost = await known.read(countryCode, serviceCode);
    return typeof cost === 'bigint' ? [{ serviceCode, countryCode, cost }] : cost;
  }
  const table = await ask('servicesprices', [], readPrices);
  if (table.kind === 'fault') return table;
  for (const row of table.rows) known.note(row.countryCode, row.serviceCode, row.cost);
  return table.rows
    .filter((row) => countryCode === undefined || row.countryCode === countryCode)
    .filter((row) => serviceCode === undefined || row.serviceCode === serviceCode)
    .map(({ serviceName: _, ...row }) => row);
}
