import { maskedPhone } from '../../domain/channel/user-data-fields';
import {
  type ColumnChoice,
  findColumn,
  SAMPLE_ROWS,
  type TableColumn,
  type TableRow,
} from '../../domain/number/choose-column';
import type { Table } from '../../ports/table';
import { isSurelyPhone, readPlannedNumber } from './numbering-plan';

export interface SeenTable {
  /** All of them. */
  readonly rows: AsyncIterable<readonly TableRow[]>;
  /** With examples that show no whole number. */
  readonly columns: readonly TableColumn[];
  /** Undefined when nobody can tell which column holds the numbers. */
  readonly choice: ColumnChoice | undefined;
}

/** Finds out by its first rows where the numbers of a table stand. `column` is what an operator said. */
export async function lookAtTable(table: Table, column?: string): Promise<SeenTable> {
  const { sample, rows } = await peek(table.rows);
  const { columns, choice } = findColumn(sample, isSurelyPhone, column);
  return { rows, columns: columns.map(masked), choice };
}

/** The first rows, to look at, and all rows from the first one on. */
async function peek(rows: Table['rows']) {
  const all = rows[Symbol.asyncIterator]();
  const begun: (readonly TableRow[])[] = [];
  let seen = 0;
  while (seen < SAMPLE_ROWS) {
    const { value, done } = await all.next();
    if (done) break;
    begun.push(value);
    seen += value.length;
  }
  async function* whole() {
    yield* begun;
    for (let next = await all.next(); !next.done; next = await all.next()) yield next.value;
  }
  return { sample: begun.flat().slice(0, SAMPLE_ROWS), rows: whole() };
}

/** Numbers as the neighbours mask them; of other words the beginning is enough to know them by. */
function masked(column: TableColumn): TableColumn {
  const examples = column.examples.map((cell) => {
    const reading = readPlannedNumber(cell);
    if (reading.kind === 'phone') return `+${maskedPhone(reading.phone)}`;
    return cell.length <= 3 ? cell : `${cell.slice(0, Math.min(4, cell.length - 2))}…`;
  });
  return { ...column, name: column.name.slice(0, 60), examples };
}
