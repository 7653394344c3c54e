import type { ProviderFault } from '../../ports/sms-provider';
import { countryIsoByName } from '../country-iso';
import type { JsonObject } from '../parse-json';
import { isJsonObject, scalarText } from '../parse-json';
import { providerFault } from '../provider-fault';
import type { VendorReply } from '../vendor-reply';
import { readBody } from './read-body';
import { readFault } from './read-fault';

export interface NamedCode {
  readonly code: string;
  readonly name: string;
}
export interface NamedCountry extends NamedCode {
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
