import type { PriceFilter, PriceList, PriceRow, ProviderFault } from '../../ports/sms-provider';
import type { Ask } from '../vendor-adapter';
import { readLimits, readPrices } from './read-prices';

/** The price list, with the stock from a second list where the first does not tell it. */
export async function listPrices(
  ask: Ask,
  { serviceCode, countryCode }: PriceFilter,
): Promise<PriceList | ProviderFault> {
  const listed = await ask('get-prices', { country_id: countryCode }, readPrices);
  if (listed.kind === 'fault') return listed;
  const wanted = listed.rows.filter(
    (row) =>
      (serviceCode ?? row.serviceCode) === row.serviceCode && (countryCode ?? row.countryCode) === row.countryCode,
  );
  const isStockMissing = wanted.some(({ count }) => count === undefined);
  const query = { country_id: countryCode, application_id: serviceCode };
  const limits = isStockMissing ? await ask('limits', query, readLimits) : undefined;
  if (limits?.kind === 'fault') return limits;
  const rows = wanted.map((row): PriceRow => {
    return { ...row, count: row.count ?? limits?.counts.get(`${row.countryCode}/${row.serviceCode}`) ?? 0 };
  });
  return { kind: 'prices', rows };
}
