import type { App } from '../../app';
import type { TableColumn } from '../../domain/number/choose-column';
import { readImportRow } from '../../domain/number/import-lines';
import { type Table, TableError, type TableFault } from '../../ports/table';
import { isoByPlan } from '../numbers/country-finder';
import { lookAtTable } from '../numbers/look-at-table';
import { readPlannedNumber } from '../numbers/numbering-plan';

export interface NumbersFile {
  /** Begins to read it; may be called more than once. */
  readonly open: () => Promise<Table>;
  /** Its name, its place from 1, or "all". */
  readonly column?: string;
}

export interface FoundNumbers {
  /** How many numbers of each country, by its ISO letters. */
  readonly countries: Readonly<Record<string, number>>;
  /** Lines that hold no number, or one of no country. */
  readonly unreadable: number;
}

export type ReadNumbersOutcome =
  | { readonly kind: 'found'; readonly found: FoundNumbers }
  | { readonly kind: 'column_unclear'; readonly columns: readonly TableColumn[] }
  | { readonly kind: 'empty' }
  | { readonly kind: 'failed'; readonly fault?: TableFault };

/** Which countries the numbers of a file are of, whether the shop has those countries or not. Stores nothing. */
export async function readOwnNumbers(app: App, { open, column }: NumbersFile): Promise<ReadNumbersOutcome> {
  const countries: Record<string, number> = {};
  const isoOf = isoByPlan();
  let unreadable = 0;
  try {
    const { rows, columns, choice } = await lookAtTable(await open(), column);
    if (!choice) return columns.length > 1 ? { kind: 'column_unclear', columns } : { kind: 'empty' };
    for await (const piece of rows) {
      for (const entry of piece.flatMap((row) => readImportRow(row, choice))) {
        const reading = readPlannedNumber(entry.given);
        const iso = reading.kind === 'phone' ? (isoOf(reading.phone) ?? entry.iso) : undefined;
        if (iso === undefined) unreadable += 1;
        else countries[iso] = (countries[iso] ?? 0) + 1;
      }
    }
  } catch (err) {
    if (err instanceof TableError) return { kind: 'failed', fault: err.fault };
    app.log.error({ err }, 'a file of numbers could not be read');
    return { kind: 'failed' };
  }
  return Object.keys(countries).length > 0 ? { kind: 'found', found: { countries, unreadable } } : { kind: 'empty' };
}
