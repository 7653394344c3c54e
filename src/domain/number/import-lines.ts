import { type ColumnChoice, isComment, joinCode, type TableRow } from './choose-column';

/** One number that a file names, as it stands there. */
export interface ImportEntry {
  readonly line: number;
  readonly given: string;
  /** ISO code in capitals, when the file has a column for it. */
  readonly iso?: string;
}

const LONGEST_CELL = 64;

/**
 * The numbers of one row, by the columns that were chosen. Blank rows, notes with # in front and what stands above the head
 * hold none. Outside of tables several on a line are all read when each starts with + or 00.
 */
export function readImportRow({ line, cells }: TableRow, choice: ColumnChoice): ImportEntry[] {
  if (line <= choice.headLine || isComment(cells)) return [];
  const filled = cells.length === 1 ? [cells[0]!.trim()] : cells.map((cell) => cell.trim());
  if (filled.every((cell) => cell === '')) return [];
  if (choice.phone === 'all') {
    const all = filled.filter((cell) => cell !== '');
    const given = all.every((cell) => /^(?:\+|00)/.test(cell)) ? all : all.slice(0, 1);
    return given.map((cell) => ({ line, given: cell.slice(0, LONGEST_CELL) }));
  }
  const number = filled[choice.phone] ?? '';
  const given = choice.code === undefined ? number : joinCode(filled[choice.code] ?? '', number);
  const iso = choice.country === undefined ? undefined : filled[choice.country]?.toUpperCase();
  return [{ line, given: given.slice(0, LONGEST_CELL), ...(iso && /^[A-Z]{2}$/.test(iso) ? { iso } : {}) }];
}
