import type { PriceRow, ProviderBalance, ProviderCatalogue, ProviderFault } from '../../ports/sms-provider';
import { countryIsoByName } from '../kit/countries';
import { balance, bodyOf, priceRow } from '../kit/readings';
import type { VendorReply } from '../kit/reply';
import { isJsonObject, type JsonObject, scalarText } from '../kit/values';
import { readAnswer, readFault } from './read-answer';

interface CountryStats {
  readonly code: string;
  readonly name: string;
  readonly services: readonly { readonly code: string; readonly name: string; readonly cell: JsonObject }[];
}

/** Reads `getNumbersStats` of one country or of all: `{name, code, services: {service_x: {price, count, slug, service}}}`. */
function readStats(answer: VendorReply): { kind: 'stats'; countries: CountryStats[] } | ProviderFault {
  const reading = readAnswer(answer);
  if (reading.kind !== 'data') return readFault(reading, answer.status, 'unavailable');
  const isOne = isJsonObject(reading.value) && isJsonObject(reading.value.services);
  const rows = isOne ? [reading.value] : Object.values(reading.value as object);
  const countries = rows.flatMap((row): CountryStats[] => {
    if (!isJsonObject(row)) return [];
    const code = scalarText(row.code);
    // PHP writes an empty map as a list.
    if (code === undefined || typeof row.services !== 'object') return [];
    return [{ code, name: scalarText(row.name) ?? code, services: readServices(row.services as JsonObject) }];
  });
  if (countries.length === 0 && rows.length > 0) return readFault(reading, answer.status, 'unavailable');
  return { kind: 'stats', countries };
}

const readServices = (services: JsonObject | null): CountryStats['services'] =>
  Object.entries(services ?? {}).flatMap(([key, cell]) => {
    if (!isJsonObject(cell)) return [];
    const code = scalarText(cell.slug) ?? key.replace(/^service_/, '');
    return [{ code, name: scalarText(cell.service) ?? code, cell }];
  });

/** A row whose price is not a plain decimal is left out. */
export function readPrices(
  answer: VendorReply,
  serviceCode: string | undefined,
): { kind: 'prices'; rows: PriceRow[] } | ProviderFault {
  const stats = readStats(answer);
  if (stats.kind === 'fault') return stats;
  const rows = stats.countries.flatMap((country) =>
    country.services.flatMap(({ code, cell }) =>
      (serviceCode ?? code) === code ? priceRow(code, country.code, cell.price, cell.count) : [],
    ),
  );
  return { kind: 'prices', rows };
}

export function readCatalogue(answer: VendorReply): ProviderCatalogue | ProviderFault {
  const stats = readStats(answer);
  if (stats.kind === 'fault') return stats;
  const services = new Map(
    stats.countries.flatMap((country) => country.services.map(({ code, name }) => [code, { code, name }] as const)),
  );
  return {
    kind: 'catalogue',
    services: [...services.values()],
    countries: stats.countries.map(({ code, name }) => ({ code, name, iso: countryIsoByName(name) })),
  };
}

/** Reads `getBalance`: `{response: 1, balance}`. */
export function readBalance(answer: VendorReply): ProviderBalance | ProviderFault {
  const reading = readAnswer(answer);
  return balance(bodyOf(reading)?.balance) ?? readFault(reading, answer.status, 'unavailable');
}
