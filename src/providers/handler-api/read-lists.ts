import type { ProviderBalance, ProviderCatalogue, ProviderFault } from '../../ports/sms-provider';
import type { Ask } from '../kit/adapter';
import { countryIsoByName } from '../kit/countries';
import { readTable, rowsOrFault } from '../kit/price-tables';
import { balance } from '../kit/readings';
import { providerFault, type VendorReply } from '../kit/reply';
import { isJsonObject, type JsonObject, scalarText } from '../kit/values';
import type { HandlerDialect } from './dialect';
import { readBody, readFault } from './read-body';
import { readPlaces } from './read-prices';

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
  const services = rowsOrFault(
    readTable(list, (row): NamedCode[] | undefined => {
      const code = isJsonObject(row) ? scalarText(row.code) : undefined;
      return code === undefined ? undefined : [{ code, name: scalarText((row as JsonObject).name) ?? code }];
    }),
  );
  return Array.isArray(services) ? { kind: 'services', services } : services;
}

/** Reads `getCountries`: rows by id at most shops, a list at others. One shop has a row whose id is null; it is left out. */
export function readCountries(answer: VendorReply): { kind: 'countries'; countries: NamedCountry[] } | ProviderFault {
  const reading = readBody(answer);
  if (reading.kind !== 'json') return readFault(reading, answer.status, 'unavailable');
  const rows = Array.isArray(reading.value) ? reading.value : Object.values(reading.value as object);
  const countries = rowsOrFault(
    readTable(rows, (row): NamedCountry[] | undefined => {
      const code = isJsonObject(row) ? scalarText(row.id) : undefined;
      if (code === undefined) return undefined;
      const name = englishName(row as JsonObject) ?? code;
      return [{ code, name, iso: countryIsoByName(name) }];
    }),
  );
  return Array.isArray(countries) ? { kind: 'countries', countries } : countries;
}

const englishName = ({ eng, name, rus }: JsonObject): string | undefined =>
  scalarText(eng) ?? scalarText(name) ?? scalarText(rus);

/** The one country of the shop without lists, under its number on this market. */
const ONLY_COUNTRY: NamedCountry = { code: '187', name: 'United States', iso: 'US' };

/** What a shop without lists knows, gathered from its price table; a name stands beside the price there, if anywhere. */
export function readCatalogueOfPrices(
  answer: VendorReply,
): { kind: 'catalogue'; services: NamedCode[]; countries: NamedCountry[] } | ProviderFault {
  const read = readPlaces(answer);
  if (read.kind === 'fault') return read;
  const services = new Map<string, NamedCode>();
  const countries = new Map<string, NamedCountry>();
  for (const { countryCode: country, serviceCode: code, cell } of read.places) {
    if (country === undefined || code === undefined) continue;
    countries.set(country, country === ONLY_COUNTRY.code ? ONLY_COUNTRY : { code: country, name: country });
    services.set(code, { code, name: (isJsonObject(cell) && scalarText(cell.name)) || code });
  }
  return { kind: 'catalogue', services: [...services.values()], countries: [...countries.values()] };
}

/** Reads `ACCESS_BALANCE:12.5085` or `{"balance": "4.6820"}`. */
export function readBalance(answer: VendorReply): ProviderBalance | ProviderFault {
  const reading = readBody(answer);
  const given = reading.kind === 'token' && reading.token === 'ACCESS_BALANCE' ? reading.rest : undefined;
  const shown = reading.kind === 'json' && isJsonObject(reading.value) ? reading.value.balance : given;
  return balance(shown) ?? readFault(reading, answer.status, 'unavailable');
}
