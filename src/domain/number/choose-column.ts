import { type ColumnRole, columnRole } from './header-words';

/** One row of a table of numbers; `line` counts from 1, as in the file. */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A column as an operator sees it, to judge whether it is the right one. */
export interface TableColumn {
  /** Counts from 0. */
  readonly at: number;
  /** As its head says; empty without one. */
  readonly name: string;
  /** The first three of its cells, as they are read. */
  readonly examples: readonly string[];
}

/** In which columns what stands. */
export interface ColumnChoice {
  /** `'all'`: every cell of a line is a number of its own. */
  readonly phone: number | 'all';
  /** Where the calling code stands, which the numbers lack. */
  readonly code?: number;
  /** Where ISO codes of countries stand. */
  readonly country?: number;
  /** The head and what stands above it are no numbers: rows up to this line are passed over. */
  readonly headLine: number;
}

export interface ColumnFinding {
  readonly columns: readonly TableColumn[];
  /** Undefined when nobody can tell, so that an operator has to. */
  readonly choice: ColumnChoice | undefined;
}

/** Whether a text is a phone number for certain. */
type IsPhone = (text: string) => boolean;

/** So many rows show what a table is like. */
export const SAMPLE_ROWS = 200;
const LATEST_HEAD = 10;
const MOST_COLUMNS = 50;
const EXAMPLES = 3;
/** At least this share of a column's cells must be numbers for it to be taken for one of numbers. */
const ENOUGH = 0.5;
/** From so many rows on, several numbers in each are columns of a table and no list. */
const TABLE_ROWS = 3;
const SIGNED = /^\s*[+\uff0b]|^\s*00/;

interface Column extends TableColumn {
  readonly role: ColumnRole | undefined;
  readonly filled: number;
  readonly phones: number;
}

/**
 * Finds the column of a table that holds the numbers: by its head, then by what stands in it. Where two could be meant,
 * none is chosen: numbers of other people must not be sold because of a guess. `wanted` is what an operator said: the
 * place of a column, its name, or "all".
 */
export function findColumn(sample: readonly TableRow[], isPhone: IsPhone, wanted?: string): ColumnFinding {
  const rows = sample.filter(({ cells }) => cells.some((cell) => cell.trim() !== '') && !isComment(cells));
  const head = findHead(rows, isPhone);
  const body = rows.slice(head === undefined ? 0 : rows.indexOf(head) + 1);
  const columns = describe(body, head?.cells ?? [], isPhone);
  const shown = columns.map(({ at, name, examples }) => ({ at, name, examples }));
  const phone = wanted === undefined ? choose(columns, body, isPhone) : namedBy(columns, wanted);
  if (phone === undefined) return { columns: shown, choice: undefined };
  const country = columns.find(({ at, role }) => at !== phone && role === 'country' && isMostly(body, at, ISO))?.at;
  const code = phone === 'all' ? undefined : codeColumn(columns, body, phone, isPhone);
  return { columns: shown, choice: { phone, code, country, headLine: head?.line ?? 0 } };
}

/** A note begins with #; a column of counts may be called so. */
export function isComment([first, ...others]: readonly string[]): boolean {
  return first!.trimStart().startsWith('#') && !(first!.trim() === '#' && others.some((cell) => cell.trim() !== ''));
}
const ISO = /^[A-Z]{2}$/i;
const CALLING_CODE = /^(?:\+|00)?[1-9]\d{0,3}$/;

/** The first row that names a column and holds no number; else, of several columns, a first row without a digit. */
function findHead(rows: readonly TableRow[], isPhone: IsPhone): TableRow | undefined {
  const early = rows.slice(0, LATEST_HEAD);
  const firstPhone = early.findIndex(({ cells }) => cells.some(isPhone));
  const above = firstPhone < 0 ? early : early.slice(0, firstPhone);
  const says = (role: (role: ColumnRole | undefined) => boolean) =>
    above.find(({ cells }) => cells.some((cell) => role(columnRole(cell))));
  const named =
    says((role) => role === 'phone') ?? says((role) => role === 'weak') ?? says((role) => role !== undefined);
  if (named) return named;
  const first = above[0];
  const isWords =
    first?.cells.every((cell) => !/\d/.test(cell)) && first.cells.filter((cell) => cell.trim()).length > 1;
  return isWords ? first : undefined;
}

function describe(body: readonly TableRow[], head: readonly string[], isPhone: IsPhone): Column[] {
  const width = Math.min(MOST_COLUMNS, Math.max(head.length, ...body.map(({ cells }) => cells.length), 1));
  return Array.from({ length: width }, (_, at) => {
    const filled = body.map(({ cells }) => cells[at]?.trim() ?? '').filter((cell) => cell !== '');
    const name = head[at]?.trim() ?? '';
    const phones = filled.filter(isPhone).length;
    return { at, name, role: columnRole(name), filled: filled.length, phones, examples: filled.slice(0, EXAMPLES) };
  });
}

const hasNumbers = ({ filled, phones }: Column) => filled > 0 && phones >= filled * ENOUGH;

function choose(columns: readonly Column[], body: readonly TableRow[], isPhone: IsPhone): number | 'all' | undefined {
  const open = columns.filter(({ role }) => role !== 'id');
  const lists = body.filter(({ cells }) => signedCells(cells) > 1).length;
  if (lists > 0 && lists < TABLE_ROWS && columns.every(({ name }) => name === '')) return 'all';
  if (columns.length === 1) return open[0]?.at;
  const holds = (column: Column) => hasNumbers(column) || codeColumn(columns, body, column.at, isPhone) !== undefined;
  const named = open.filter(({ role }) => role === 'phone');
  const holding = open.filter(holds);
  if (named.length === 1 && (holding.length === 0 || holds(named[0]!))) return named[0]!.at;
  if (named.length > 1) {
    const withSome = named.filter((column) => column.phones > 0 || holds(column));
    return withSome.length === 1 ? withSome[0]!.at : undefined;
  }
  if (named.length === 1) return undefined;
  if (holding.length === 1) return holding[0]!.at;
  const weak = open.filter(({ role }) => role === 'weak');
  return holding.length === 0 && weak.length === 1 ? weak[0]!.at : undefined;
}

/** How many cells of a line say that they are numbers; 0 when one says that it is something else. */
function signedCells(cells: readonly string[]): number {
  const filled = cells.filter((cell) => cell.trim() !== '');
  return filled.every((cell) => SIGNED.test(cell)) ? filled.length : 0;
}

function namedBy(columns: readonly Column[], wanted: string): number | 'all' | undefined {
  const words = wanted.trim().toLowerCase();
  if (words === 'all') return 'all';
  const same = columns.filter(({ name }) => name.toLowerCase() === words);
  if (same.length === 1) return same[0]!.at;
  return columns.find(({ at }) => String(at + 1) === words)?.at;
}

/** The column of calling codes that a column of numbers needs: with it more of them are numbers than without. */
function codeColumn(columns: readonly Column[], body: readonly TableRow[], phone: number, isPhone: IsPhone) {
  const joined = (code: number) =>
    body.filter(({ cells }) => isPhone(joinCode(cells[code] ?? '', cells[phone] ?? ''))).length;
  const { filled, phones } = columns[phone]!;
  return columns.find(({ at, role }) => {
    const isCode = (role === 'code' || role === 'country') && at !== phone && isMostly(body, at, CALLING_CODE);
    if (!isCode) return false;
    const together = joined(at);
    return together > phones && together >= filled * ENOUGH;
  })?.at;
}

/** A number and its calling code in one; a number that says its own keeps it. */
export function joinCode(code: string, number: string): string {
  if (number.trim() === '' || SIGNED.test(number)) return number;
  const digits = code.trim().replace(/^(?:\+|00)/, '');
  return digits === '' ? number : `+${digits} ${number.trim()}`;
}

function isMostly(body: readonly TableRow[], at: number, pattern: RegExp): boolean {
  const filled = body.map(({ cells }) => cells[at]?.trim() ?? '').filter((cell) => cell !== '');
  return filled.length > 0 && filled.filter((cell) => pattern.test(cell)).length > filled.length / 2;
}
