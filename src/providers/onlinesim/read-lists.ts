import type { PriceRow, ProviderBalance, ProviderCatalogue, ProviderFault } from '../../ports/sms-provider';
import { countryIsoByName } from '../kit/countries';
import { cheapest, type Prices, pricesOrFault, readTable, readTiers } from '../kit/price-tables';
import { balance, bodyOf } from '../kit/readings';
import type { VendorReply } from '../kit/reply';
import { isJsonObject, type JsonObject, scalarText } from '../kit/values';
import { readAnswer, readFault } from './read-answer';

interface CountryStats {
  readonly code: string;
  readonly name: string;
  readonly services: readonly { readonly code: string; readonly name: string; readonly cell: unknown }[];
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
  Object.entries(services ?? {}).map(([key, cell]) => {
    const { slug, service } = isJsonObject(cell) ? cell : {};
    const code = scalarText(slug) ?? key.replace(/^service_/, '');
    return { code, name: scalarText(service) ?? code, cell };
  });

/** The prices in all countries of the answer. A table with cells of which none can be read is a fault. */
export function readPrices(answer: VendorReply, serviceCode: string | undefined): Prices | ProviderFault {
  const stats = readStats(answer);
  if (stats.kind === 'fault') return stats;
  const cells = stats.countries.flatMap((country) =>
    country.services.map((service) => ({ ...service, countryCode: country.code })),
  );
  const wanted = cells.filter(({ code }) => (serviceCode ?? code) === code);
  const read = ({ code, countryCode, cell }: (typeof cells)[number]): PriceRow[] | undefined =>
    readTiers(cell)?.map((tier) => ({ serviceCode: code, countryCode, ...tier }));
  const table = readTable(wanted, read, ({ cell }) => cell);
  return pricesOrFault({ ...table, rows: cheapest(table.rows) });
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
