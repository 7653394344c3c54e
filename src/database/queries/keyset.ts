import { BadCursorError, type PageRequest } from '../../domain/paging/page-request';
import { nameOf, type Queryable } from '../queryable';

/** Counting stops here, so that a total costs little in a big table. */
export const COUNT_LIMIT = 100_000;

/** One condition; `?` stands for the value. Conditions are texts of ours, only values come from outside. */
export interface Condition {
  readonly sql: string;
  readonly value: unknown;
}

/** What is given of a filter, by the conditions that its fields stand for. */
export function conditionsOf<Field extends string>(
  texts: Readonly<Record<Field, string>>,
  filter: Readonly<Partial<Record<NoInfer<Field>, unknown>>>,
): Condition[] {
  const given = Object.entries(filter).filter(([, value]) => value !== undefined);
  return given.map(([field, value]) => ({ sql: texts[field as Field], value }));
}

export interface KeysetSort {
  /** Part of the cursor: a cursor made for one order is refused in another. */
  readonly name: string;
  /** Never null. */
  readonly expression: string;
  readonly type: 'bigint' | 'integer' | 'text' | 'timestamptz';
  readonly descending: boolean;
}

/** The order in which rows were made, by their ids. */
export function byTime(id: string, order: 'NEWEST' | 'OLDEST'): KeysetSort {
  return { name: order.toLowerCase(), expression: id, type: 'bigint', descending: order === 'NEWEST' };
}

export interface KeysetSource {
  /** The columns, as they shall be named in the rows. */
  readonly columns: string;
  readonly from: string;
  /** Unique; it settles the order of equal sort values. */
  readonly id: string;
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly cursors: readonly string[];
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
  /** Undefined beyond COUNT_LIMIT. Runs a statement; call it only when somebody asked. */
  readonly countTotal: () => Promise<number | undefined>;
}

/** Reads one page by keyset: rows that are inserted meanwhile neither shift nor repeat what was seen. */
export async function readPage<Row extends object>(
  sql: Queryable,
  source: KeysetSource,
  sort: KeysetSort,
  conditions: readonly Condition[],
  page: PageRequest,
): Promise<Page<Row>> {
  const where = new Where();
  for (const condition of conditions) where.add(condition.sql, condition.value);
  const filter = { text: where.text(), values: [...where.values] };
  if (page.after !== undefined) where.addBound(source, sort, readCursor(sort, page.after), sort.descending ? '<' : '>');
  if (page.before !== undefined)
    where.addBound(source, sort, readCursor(sort, page.before), sort.descending ? '>' : '<');
  const direction = sort.descending !== page.backward ? 'DESC' : 'ASC';
  const text = `SELECT ${source.columns}, (${sort.expression})::text AS "__sort", (${source.id})::text AS "__id"
    FROM ${source.from} ${where.text()}
    ORDER BY ${sort.expression} ${direction}, ${source.id} ${direction} LIMIT ${where.bind(page.limit + 1)}::integer`;
  const found = await sql.rows<Row & Marked>(nameOf(text), text, where.values);
  const kept = found.slice(0, page.limit);
  if (page.backward) kept.reverse();
  const more = found.length > page.limit;
  return {
    rows: kept,
    cursors: kept.map((row) => writeCursor(sort, row)),
    hasNext: page.backward ? page.before !== undefined : more,
    hasPrevious: page.backward ? more : page.after !== undefined,
    countTotal: () => countRows(sql, source, filter),
  };
}

interface Marked {
  readonly __sort: string;
  readonly __id: string;
}

class Where {
  readonly values: unknown[] = [];
  private readonly parts: string[] = [];

  bind(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  add(condition: string, value: unknown): void {
    this.parts.push(`(${condition.replaceAll('?', this.bind(value))})`);
  }

  addBound(source: KeysetSource, sort: KeysetSort, cursor: Cursor, operator: '<' | '>'): void {
    const value = `${this.bind(cursor.value)}::${sort.type}`;
    this.parts.push(`(${sort.expression}, ${source.id}) ${operator} (${value}, ${this.bind(cursor.id)}::bigint)`);
  }

  text(): string {
    return this.parts.length === 0 ? '' : `WHERE ${this.parts.join(' AND ')}`;
  }
}

async function countRows(sql: Queryable, source: KeysetSource, filter: { text: string; values: unknown[] }) {
  const text = `SELECT count(*)::integer AS total FROM (
    SELECT 1 FROM ${source.from} ${filter.text} LIMIT ${COUNT_LIMIT + 1}) counted`;
  const [row] = await sql.rows<{ total: number }>(nameOf(text), text, filter.values);
  return row && row.total <= COUNT_LIMIT ? row.total : undefined;
}

interface Cursor {
  readonly value: string;
  readonly id: string;
}

const VALUE_FORM = {
  bigint: /^-?\d{1,18}$/,
  integer: /^-?\d{1,9}$/,
  timestamptz: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?[+-]\d\d(:\d\d)?$/,
  text: /^[^\0]*$/s,
} as const;

function writeCursor(sort: KeysetSort, row: Marked): string {
  return Buffer.from(JSON.stringify([sort.name, row.__sort, row.__id])).toString('base64url');
}

/** Throws `BadCursorError` when this is no cursor of a list in this order. */
export function readCursor(sort: KeysetSort, cursor: string): Cursor {
  try {
    const [name, value, id, ...rest] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const isWhole = typeof value === 'string' && typeof id === 'string' && rest.length === 0;
    if (isWhole && name === sort.name && VALUE_FORM[sort.type].test(value) && /^\d{1,18}$/.test(id))
      return { value, id };
  } catch {
    // Falls through: whatever it is, it is no cursor of ours.
  }
  throw new BadCursorError('This cursor belongs to another list or another order.');
}
