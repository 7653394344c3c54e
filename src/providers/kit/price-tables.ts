import type { Amount } from '../../domain/money/money';
import type { PriceRow, ProviderFault } from '../../ports/sms-provider';
import { readRows, type Unread, unread } from './readings';
import { providerFault } from './reply';
import { isJsonObject, type JsonObject, readDecimal, scalarText } from './values';

/** One cell of a nested table, and the keys that lead to it. */
export interface Cell {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** PHP writes an empty map as a list. */
const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0);

/** The cells of a table that is so many levels deep. What is no map on the way is a cell as well: one that nobody can read. */
export function cellsOf(table: unknown, depth: number, path: readonly string[] = []): Cell[] {
  if (depth === 0 || !(isJsonObject(table) || isEmpty(table))) return [{ path, value: table }];
  return Object.entries(table ?? {}).flatMap(([key, inner]) => cellsOf(inner, depth - 1, [...path, key]));
}

/** A table as it was read, with the cells that were not understood, as an operator may see them. */
export type Table<Row> = { readonly kind: 'table'; readonly rows: Row[] } & Unread;

/** Reads a table cell by cell, each into as many rows as it stands for; undefined for an odd one, which spoils no other. */
export function readTable<One, Row>(
  cells: readonly One[],
  read: (cell: One) => readonly Row[] | undefined,
  shown: (cell: One) => unknown = (cell) => cell,
): Table<Row> {
  const { rows, unreadable } = readRows(cells, read, shown);
  return { kind: 'table', rows: rows.flat(), unreadable };
}

/** The rows of a table. One of which no cell was understood is a fault and no empty shop: nothing may be concluded from it. */
export function rowsOrFault<Row>({ rows, unreadable }: Pick<Table<Row>, 'rows' | 'unreadable'>): Row[] | ProviderFault {
  if (rows.length > 0 || !unreadable || unreadable.length === 0) return [...rows];
  const detail = `not one of ${unreadable.length} rows is understood: ${unreadable[0]}`;
  return { ...providerFault('unavailable', detail), said: 'new' };
}

/** What was read of a price table; `Row` may say more than the port asks for. */
export type Prices<Row = PriceRow> = { readonly kind: 'prices'; readonly rows: Row[] } & Unread;

/** The same, as a price list. The cells that were not understood stay named beside those that were. */
export function pricesOrFault<Row>(table: Pick<Table<Row>, 'rows' | 'unreadable'>): Prices<Row> | ProviderFault {
  const rows = rowsOrFault(table);
  return Array.isArray(rows) ? { kind: 'prices', rows, ...unread(table.unreadable) } : rows;
}

/** A price, and how many numbers there are at it where that is told. */
export interface Tier {
  readonly cost: Amount;
  readonly count?: number;
}

/**
 * What a cell offers, in any form that suppliers have: a price alone, `{cost, count}` or `{price, count}`, a ladder
 * `{"0.21": 150, "0.35": 40}` of prices and counts, such a ladder under `prices`, or one of these for each partner of the
 * supplier's. Undefined for a cell of which nothing can be read.
 */
export function readTiers(cell: unknown): Tier[] | undefined {
  if (isEmpty(cell) || (isJsonObject(cell) && Object.keys(cell).length === 0)) return [];
  if (Array.isArray(cell)) return readable(cell.map(readTiers));
  if (!isJsonObject(cell)) return tier(cell, undefined);
  const price = priceIn(cell);
  if (price !== undefined) return tier(price, countIn(cell));
  const inner = cell.prices ?? cell.freePriceMap ?? cell.providers;
  if (typeof inner === 'object' && inner !== null) return readTiers(inner);
  return readable(Object.entries(cell).map(([key, one]) => readRung(key, one)));
}

/** One rung of a ladder, or one partner. */
function readRung(key: string, value: unknown): Tier[] | undefined {
  if (isJsonObject(value))
    return priceIn(value) === undefined && countIn(value) !== undefined ? tier(key, countIn(value)) : readTiers(value);
  return value === null || value === undefined ? undefined : tier(key, value);
}

function tier(price: unknown, given: unknown): Tier[] | undefined {
  const cost = readDecimal(price, 'up');
  if (cost === undefined) return undefined;
  if (given === undefined || given === null) return [{ cost }];
  const count = Number(scalarText(given) ?? Number.NaN);
  return Number.isInteger(count) && count >= 0 ? [{ cost, count }] : undefined;
}

/** A list of one price at some shops. */
function priceIn({ cost, price }: JsonObject): unknown {
  const given = cost ?? price ?? undefined;
  return Array.isArray(given) ? given[0] : isJsonObject(given) ? undefined : given;
}

const countIn = ({ count, qty, quantity }: JsonObject): unknown => count ?? qty ?? quantity;

const readable = (parts: readonly (Tier[] | undefined)[]): Tier[] | undefined => {
  const known = parts.filter((one) => one !== undefined);
  return known.length > 0 ? known.flat() : undefined;
};

/** Whether a value is a whole cell by itself, rather than a map of cells. */
export function isPriceCell(value: unknown): boolean {
  if (!isJsonObject(value)) return readDecimal(value, 'up') !== undefined;
  return (
    priceIn(value) !== undefined ||
    isJsonObject(value.prices) ||
    Object.keys(value).some((key) => /^\d+\.\d+$/.test(key))
  );
}

/** One row an offer: the lowest price at which there are numbers, and how many there are at that price. */
export function cheapest(rows: readonly PriceRow[]): PriceRow[] {
  const best = new Map<string, PriceRow>();
  for (const row of rows) {
    const place = `${row.countryCode}\n${row.serviceCode}`;
    const known = best.get(place);
    if (known && known.cost === row.cost) best.set(place, { ...known, count: sum(known.count, row.count) });
    else if (!known || isBetter(row, known)) best.set(place, pick(row));
  }
  return [...best.values()];
}

const pick = ({ serviceCode, countryCode, cost, count }: PriceRow): PriceRow =>
  count === undefined ? { serviceCode, countryCode, cost } : { serviceCode, countryCode, cost, count };

const sum = (one: number | undefined, other: number | undefined): number | undefined =>
  one === undefined || other === undefined ? undefined : one + other;

/** A price at which there is nothing to buy is no price, unless there is nothing anywhere. */
function isBetter(one: PriceRow, other: PriceRow): boolean {
  const [has, hasOther] = [one.count !== 0, other.count !== 0];
  return has === hasOther ? one.cost < other.cost : has;
}
