import type { PriceFilter, PriceList, PriceRow, ProviderFault } from '../../ports/sms-provider';
import type { Ask } from '../vendor-adapter';
import { readCountries, readPrices } from './read-tables';

/** The vendor tells its prices for one country at a time; without a wish all countries are asked for, one after another. */
export async function listPrices(
  ask: Ask,
  { serviceCode, countryCode }: PriceFilter,
): Promise<PriceList | ProviderFault> {
  const known =
    countryCode === undefined
      ? await ask('getCountryList', {}, readCountries)
      : ({ kind: 'countries', codes: [countryCode] } as const);
  if (known.kind === 'fault') return known;
  const rows: PriceRow[] = [];
  for (const country of known.codes) {
    const list = await ask('getCountNumberList', { country }, (reply) => readPrices(country, reply));
    if (list.kind === 'fault') return list;
    rows.push(...list.rows.filter((row) => (serviceCode ?? row.serviceCode) === row.serviceCode));
  }
  return { kind: 'prices', rows };
}
