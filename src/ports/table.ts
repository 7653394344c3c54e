import type { TableRow } from '../domain/number/choose-column';

export type { TableRow } from '../domain/number/choose-column';

/** A file of rows, read piece by piece: a list, text with separators, or one sheet of a workbook. */
export interface Table {
  /** In the order of the file, many at a time. Throws a TableError where it cannot be read on. */
  readonly rows: AsyncIterable<readonly TableRow[]>;
  /** Of a workbook: the sheet that is read, and those that are not. */
  readonly sheet?: string;
  readonly otherSheets?: readonly string[];
}

export type TableFault = 'open_quote' | 'old_workbook' | 'not_a_workbook' | 'too_large' | 'no_sheet';

/** Why a file is no table that can be read, as a sentence that says what to do. */
export class TableError extends Error {
  override readonly name = 'TableError';

  constructor(
    readonly fault: TableFault,
    message: string,
  ) {
    super(message);
  }
}
