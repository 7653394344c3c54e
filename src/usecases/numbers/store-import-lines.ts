import type { App } from '../../app';
import { copyIn, copyValue } from '../../database/copy-in';
import type { ColumnChoice, TableRow } from '../../domain/number/choose-column';
import { type ImportEntry, readImportRow } from '../../domain/number/import-lines';
import type { ImportVerdict } from '../../domain/number/number-status';
import type { FindCountry } from './country-finder';
import { readPlannedNumber } from './numbering-plan';

/** More in one file is refused; it can be split. */
export const MOST_ENTRIES = 10_000_000;
const PIECE_LENGTH = 1 << 16;
const TARGET = 'number_import_lines (import_id, entry, line, phone, country_id, verdict, given)';

export class TooManyEntriesError extends Error {
  override readonly name = 'TooManyEntriesError';
}

/** Streams the rows of a file into the database, each with what can be said of it alone. Answers how many numbers. */
export async function storeImportLines(
  app: App,
  o: {
    importId: bigint;
    rows: AsyncIterable<readonly TableRow[]>;
    choice: ColumnChoice;
    findCountry: FindCountry;
    countryId?: number;
    /** Ids by ISO code, for files with a column of countries. */
    countryIds: ReadonlyMap<string, number>;
    onPiece: (entries: number) => Promise<void> | void;
  },
): Promise<number> {
  let entries = 0;
  async function* pieces() {
    let piece = '';
    for await (const rows of o.rows) {
      for (const entry of rows.flatMap((row) => readImportRow(row, o.choice))) {
        entries += 1;
        if (entries > MOST_ENTRIES) throw new TooManyEntriesError(`Give at most ${MOST_ENTRIES} numbers in one file.`);
        piece += rowOf(o.importId, entries, entry);
      }
      if (piece.length < PIECE_LENGTH) continue;
      yield piece;
      piece = '';
      await o.onPiece(entries);
    }
    yield piece;
  }

  function rowOf(importId: bigint, position: number, entry: ImportEntry): string {
    const { phone = null, countryId = null, verdict = null } = judge(entry);
    const given = verdict === null || verdict === 'NO_COUNTRY' || verdict === 'OTHER_COUNTRY' ? null : entry.given;
    return `${importId}\t${position}\t${entry.line}\t${phone ?? '\\N'}\t${countryId ?? '\\N'}\t${verdict ?? '\\N'}\t${copyValue(given)}\n`;
  }

  function judge({ given, iso }: ImportEntry): { phone?: string; countryId?: number; verdict?: ImportVerdict } {
    const reading = readPlannedNumber(given);
    const { phone } = reading;
    if (phone === undefined) return { verdict: 'INVALID' };
    const wanted = iso === undefined ? o.countryId : o.countryIds.get(iso);
    if (iso !== undefined && wanted === undefined) return { phone, verdict: 'NO_COUNTRY' };
    if (iso !== undefined && o.countryId !== undefined && wanted !== o.countryId)
      return { phone, verdict: 'OTHER_COUNTRY' };
    const found = o.findCountry(phone, wanted);
    if (found.kind !== 'found') return { phone, verdict: found.kind === 'no_country' ? 'NO_COUNTRY' : 'OTHER_COUNTRY' };
    return reading.kind === 'phone' ? { phone, countryId: found.countryId } : { verdict: 'INVALID' };
  }

  await copyIn(app.db, TARGET, pieces());
  return entries;
}
