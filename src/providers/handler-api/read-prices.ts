import type { PriceFilter, PriceRow, ProviderFault } from '../../ports/sms-provider';
import {
  cellsOf,
  cheapest,
  isPriceCell,
  type Prices,
  pricesOrFault,
  readTable,
  readTiers,
  type Table,
} from '../kit/price-tables';
import type { VendorReply } from '../kit/reply';
import { isJsonObject, type JsonObject, scalarText } from '../kit/values';
import { readBody, readFault } from './read-body';

/** What a shop sells somewhere, and the cell that tells for how much. Without codes nobody can say what it is about. */
export interface PricedPlace {
  readonly countryCode?: string;
  readonly serviceCode?: string;
  readonly cell: unknown;
}

/**
 * Reads a price table in any of the family's forms: by country and service or the other way round, plain or under `data`, with
 * the cells that `readTiers` knows. Of several prices the lowest counts. A table with cells of which none can be read is a fault.
 */
export function readPrices(answer: VendorReply, filter: PriceFilter = {}): Prices | ProviderFault {
  const places = readPlaces(answer, filter);
  if (places.kind === 'fault') return places;
  const table: Table<PriceRow> = readTable(places.places, readPlace, ({ cell }) => cell);
  return pricesOrFault({ ...table, rows: cheapest(table.rows) });
}

function readPlace({ countryCode, serviceCode, cell }: PricedPlace): PriceRow[] | undefined {
  if (countryCode === undefined || serviceCode === undefined) return undefined;
  return readTiers(cell)?.map((tier) => ({ serviceCode, countryCode, ...tier }));
}

/** Reads which places a price table names. One shop has a row without a country id, which is left out. */
export function readPlaces(
  answer: VendorReply,
  filter: PriceFilter = {},
): { kind: 'places'; places: PricedPlace[] } | ProviderFault {
  const reading = readBody(answer);
  if (reading.kind !== 'json') return readFault(reading, answer.status, 'unavailable');
  const content = contentOf(reading.value);
  const tables = Array.isArray(content) ? content : [content];
  const places = tables.flatMap((table) => placesIn(table, filter));
  return { kind: 'places', places: places.filter(({ countryCode }) => countryCode !== '') };
}

/** What an envelope of success holds; the value itself where there is none. */
export function contentOf(value: unknown): unknown {
  if (!isJsonObject(value) || !('status' in value || 'success' in value)) return value;
  const content = value.data ?? value.prices ?? value.result;
  return typeof content === 'object' && content !== null ? content : value;
}

function placesIn(table: unknown, filter: PriceFilter): PricedPlace[] {
  if (!isJsonObject(table)) return [{ cell: table }];
  const named = namedRow(table);
  if (named) return [named];
  if (isPriceCell(table)) return [{ ...filter, cell: table }];
  const values = Object.values(table);
  const isFlat = values.filter(isPriceCell).length * 2 > values.length;
  if (isFlat) return Object.entries(table).map(([key, cell]) => ({ ...missing(key, filter), cell }));
  const isByService = serviceFirst(table, filter);
  return cellsOf(table, 2).map(({ path: [outer, inner], value: cell }): PricedPlace => {
    const [countryCode, serviceCode] = isByService ? [inner, outer] : [outer, inner];
    return { countryCode, serviceCode, cell };
  });
}

/** A row of a list that names its place itself. */
function namedRow(row: JsonObject): PricedPlace | undefined {
  const [countryCode, serviceCode] = [scalarText(row.country), scalarText(row.service)];
  return countryCode !== undefined && serviceCode !== undefined ? { countryCode, serviceCode, cell: row } : undefined;
}

/** Where a shop leaves out what it was asked for, the one key that is left is about the other thing. */
function missing(key: string, { serviceCode, countryCode }: PriceFilter): Omit<PricedPlace, 'cell'> {
  if (countryCode !== undefined && key !== countryCode) return { countryCode, serviceCode: key };
  return { countryCode: key, serviceCode };
}

/** Countries are numbers on this market and services hardly ever, so the level with more numbers is that of the countries. */
function serviceFirst(table: JsonObject, { serviceCode, countryCode }: PriceFilter): boolean {
  const outer = Object.keys(table);
  if (countryCode !== undefined && outer.includes(countryCode)) return false;
  if (serviceCode !== undefined && outer.includes(serviceCode)) return true;
  const inner = Object.values(table).flatMap((cells) => (isJsonObject(cells) ? Object.keys(cells) : []));
  return numbersIn(inner) > numbersIn(outer);
}

const numbersIn = (keys: readonly string[]): number =>
  keys.filter((key) => /^\d{1,4}$/.test(key)).length / Math.max(1, keys.length);
