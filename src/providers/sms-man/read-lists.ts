import type { PriceRow, ProviderBalance, ProviderCatalogue, ProviderFault } from '../../ports/sms-provider';
import { countryIsoByName } from '../kit/countries';
import {
  type Cell,
  cellsOf,
  cheapest,
  type Prices,
  pricesOrFault,
  readTable,
  readTiers,
  rowsOrFault,
} from '../kit/price-tables';
import { balance, bodyOf } from '../kit/readings';
import type { VendorReply } from '../kit/reply';
import { isJsonObject, type JsonObject, scalarText } from '../kit/values';
import { readAnswer, readFault, rowsOf } from './read-answer';

interface NamedRow {
  readonly code: string;
  readonly name: string;
  /** The vendor's short word beside the id: `tg`, or `RU`. */
  readonly short?: string;
}

function readNamed(answer: VendorReply): { kind: 'rows'; rows: NamedRow[] } | ProviderFault {
  const reading = readAnswer(answer);
  if (reading.kind !== 'data') return readFault(reading, answer.status, 'unavailable');
  const given = rowsOf(reading.value);
  const rows = given.filter(isJsonObject).flatMap((row): NamedRow[] => {
    const code = scalarText(row.id);
    if (code === undefined) return [];
    const short = scalarText(row.code);
    return [{ code, name: scalarText(row.title) ?? scalarText(row.name) ?? short ?? code, short }];
  });
  return rows.length === 0 && given.length > 0
    ? readFault(reading, answer.status, 'unavailable')
    : { kind: 'rows', rows };
}

/** Reads `applications`. */
export function readServices(
  answer: VendorReply,
): { kind: 'services'; services: ProviderCatalogue['services'] } | ProviderFault {
  const named = readNamed(answer);
  if (named.kind === 'fault') return named;
  return { kind: 'services', services: named.rows.map(({ code, name }) => ({ code, name })) };
}

/** Reads `countries`. */
export function readCountries(
  answer: VendorReply,
): { kind: 'countries'; countries: ProviderCatalogue['countries'] } | ProviderFault {
  const named = readNamed(answer);
  if (named.kind === 'fault') return named;
  const countries = named.rows.map(({ code, name, short }) => ({
    code,
    name,
    iso: short !== undefined && /^[A-Z]{2}$/.test(short) ? short : countryIsoByName(name),
  }));
  return { kind: 'countries', countries };
}

/**
 * Reads `get-prices`: `{country: {application: {cost, count}}}`, or rows that name both themselves. A table with cells of which
 * none can be read is a fault. Some answers leave the count out; `limits` has it.
 */
export function readPrices(answer: VendorReply): Prices | ProviderFault {
  const reading = readAnswer(answer);
  if (reading.kind !== 'data') return readFault(reading, answer.status, 'unavailable');
  const isRow = (value: unknown): value is JsonObject => isJsonObject(value) && 'application_id' in value;
  const rows = rowsOf(reading.value);
  const cells = rows.some(isRow)
    ? rows.map((value): Cell => {
        const { country_id: country, application_id: service } = isRow(value) ? value : {};
        return { path: [scalarText(country), scalarText(service)].filter((one) => one !== undefined), value };
      })
    : cellsOf(reading.value, 2);
  const read = ({ path: [countryCode, serviceCode], value }: Cell): PriceRow[] | undefined =>
    countryCode === undefined || serviceCode === undefined
      ? undefined
      : readTiers(value)?.map((tier) => ({ serviceCode, countryCode, ...tier }));
  const table = readTable(cells, read, ({ value }) => value);
  return pricesOrFault({ ...table, rows: cheapest(table.rows) });
}

/** Reads `limits`: how many numbers there are, by `country/application`. */
export function readLimits(answer: VendorReply): { kind: 'limits'; counts: Map<string, number> } | ProviderFault {
  const reading = readAnswer(answer);
  if (reading.kind !== 'data') return readFault(reading, answer.status, 'unavailable');
  const counts = rowsOrFault(
    readTable(rowsOf(reading.value), (row): [string, number][] | undefined => {
      if (!isJsonObject(row)) return undefined;
      const [country, service] = [scalarText(row.country_id), scalarText(row.application_id)];
      const count = whole(row, 'numbers');
      if (country === undefined || service === undefined || count === undefined) return undefined;
      return [[`${country}/${service}`, count]];
    }),
  );
  return Array.isArray(counts) ? { kind: 'limits', counts: new Map(counts) } : counts;
}

function whole(row: JsonObject, name: string): number | undefined {
  const count = Number(scalarText(row[name]) ?? Number.NaN);
  return Number.isInteger(count) && count >= 0 ? count : undefined;
}

/** Reads `get-balance`: `{balance}`. */
export function readBalance(answer: VendorReply): ProviderBalance | ProviderFault {
  const reading = readAnswer(answer);
  return balance(bodyOf(reading)?.balance) ?? readFault(reading, answer.status, 'unavailable');
}
