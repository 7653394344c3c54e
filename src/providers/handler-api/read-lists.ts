import type { PriceRow, ProviderBalance, ProviderCatalogue, ProviderFault } from '../../ports/sms-provider';
import type { Ask } from '../kit/adapter';
import { countryIsoByName } from '../kit/countries';
import { balance, priceRow } from '../kit/readings';
import { providerFault, type VendorReply } from '../kit/reply';
import { isJsonObject, type JsonObject, scalarText } from '../kit/values';
import type { HandlerDialect } from './dialect';
import { readBody, readFault } from './read-body';

/** From the lists that the shop has, or gathered from its price table. */
export async function listCatalogue(
  ask: Ask,
  { catalogue }: HandlerDialect,
): Promise<ProviderCatalogue | ProviderFault> {
  if (catalogue === 'prices') return ask('getPrices', {}, readCatalogueOfPrices);
  const services = await ask('getServicesList', {}, readServices);
  if (services.kind === 'fault') return services;
  const countries = await ask('getCountries', {}, readCountries);
  return countries.kind === 'fault' ? countries : { ...services, ...countries, kind: 'catalogue' };
}

interface NamedCode {
  readonly code: string;
  readonly name: string;
}
interface NamedCountry extends NamedCode {
  readonly iso?: string;
}

/** Reads `getServicesList`: `{services: [{code, name}]}`. A row without a code is left out. */
export function readServices(answer: VendorReply): { kind: 'services'; services: NamedCode[] } | ProviderFault {
  const reading = readBody(answer);
  if (reading.kind !== 'json') return readFault(reading, answer.status, 'unavailable');
  const list = isJsonObject(reading.value) ? reading.value.services : undefined;
  if (!Array.isArray(list)) return providerFault('unavailable', 'services of an unknown shape');
  const services = list.filter(isJsonObject).flatMap(({ code, name }): NamedCode[] => {
    const key = scalarText(code);
    return key === undefined ? [] : [{ code: key, name: scalarText(name) ?? key }];
  });
  return { kind: 'services', services };
}

/** Reads `getCountries`: rows by id at most shops, a list at others. One shop has a row whose id is null; it is left out. */
export function readCountries(answer: VendorReply): { kind: 'countries'; countries: NamedCountry[] } | ProviderFault {
  const reading = readBody(answer);
  if (reading.kind !== 'json') return readFault(reading, answer.status, 'unavailable');
  const rows = Array.isArray(reading.value) ? reading.value : Object.values(reading.value as object);
  const countries = rows.filter(isJsonObject).flatMap((row): NamedCountry[] => {
    const code = scalarText(row.id);
    if (code === undefined) return [];
    const name = englishName(row) ?? code;
    return [{ code, name, iso: countryIsoByName(name) }];
  });
  if (countries.length === 0 && rows.length > 0) return providerFault('unavailable', 'countries of an unknown shape');
  return { kind: 'countries', countries };
}

const englishName = ({ eng, name, rus }: JsonObject): string | undefined =>
  scalarText(eng) ?? scalarText(name) ?? scalarText(rus);

/** The one country of the shop without lists, under its number on this market. */
const ONLY_COUNTRY: NamedCountry = { code: '187', name: 'United States', iso: 'US' };

/** What a shop without lists knows, gathered from its price table; a name stands beside the price there, if anywhere. */
export function readCatalogueOfPrices(
  answer: VendorReply,
): { kind: 'catalogue'; services: NamedCode[]; countries: NamedCountry[] } | ProviderFault {
  const reading = readBody(answer);
  if (reading.kind !== 'json') return readFault(reading, answer.status, 'unavailable');
  const services = new Map<string, NamedCode>();
  const countries = new Map<string, NamedCountry>();
  for (const table of Array.isArray(reading.value) ? reading.value : [reading.value]) {
    if (!isJsonObject(table)) continue;
    for (const [country, cells] of Object.entries(table)) {
      if (country === '' || !isJsonObject(cells)) continue;
      countries.set(country, country === ONLY_COUNTRY.code ? ONLY_COUNTRY : { code: country, name: country });
      for (const [code, cell] of Object.entries(cells)) {
        services.set(code, { code, name: (isJsonObject(cell) && scalarText(cell.name)) || code });
      }
    }
  }
  return { kind: 'catalogue', services: [...services.values()], countries: [...countries.values()] };
}

/**
 * Reads `{country: {service: {cost, count}}}`. Empty tables come as `{}` or `[]`; one shop has a row without a country
 * id, which is left out, as is any row whose price is not a plain decimal.
 */
export function readPrices(answer: VendorReply): { kind: 'prices'; rows: PriceRow[] } | ProviderFault {
  const reading = readBody(answer);
  if (reading.kind !== 'json') return readFault(reading, answer.status, 'unavailable');
  const tables = Array.isArray(reading.value) ? reading.value : [reading.value];
  const rows: PriceRow[] = [];
  for (const table of tables) {
    if (!isJsonObject(table)) continue;
    for (const [countryCode, services] of Object.entries(table)) {
      if (countryCode === '' || !isJsonObject(services)) continue;
      for (const [serviceCode, cell] of Object.entries(services)) {
        if (isJsonObject(cell)) rows.push(...priceRow(serviceCode, countryCode, cell.cost, cell.count));
      }
    }
  }
  return { kind: 'prices', rows };
}

/** Reads `ACCESS_BALANCE:12.5085` or `{"balance": "4.6820"}`. */
export function readBalance(answer: VendorReply): ProviderBalance | ProviderFault {
  const reading = readBody(answer);
  const given = reading.kind === 'token' && reading.token === 'ACCESS_BALANCE' ? reading.rest : undefined;
  const shown = reading.kind === 'json' && isJsonObject(reading.value) ? reading.value.balance : given;
  return balance(shown) ?? readFault(reading, answer.status, 'unavailable');
}
