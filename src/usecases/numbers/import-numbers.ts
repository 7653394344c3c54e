import type { App } from '../../app';
import type { ImportReading } from '../../database/entities/number-import.entity';
import { readCountryCodes } from '../../database/queries/numbers';
import type { NumberImportRow } from '../../database/stores/number-imports';
import type { ColumnChoice, TableColumn } from '../../domain/number/choose-column';
import { addMs } from '../../domain/time';
import { type Table, TableError, type TableFault } from '../../ports/table';
import type { Author } from '../catalogue/save-row';
import { carryOnImport, IMPORT_LEASE_MS, type OnImportProgress } from './carry-on-import';
import { createCountryFinder } from './country-finder';
import { lookAtTable } from './look-at-table';
import { storeImportLines, TooManyEntriesError } from './store-import-lines';

export interface ImportOrder extends Author {
  readonly providerId: number;
  readonly serviceId: number;
  /** Undefined: by the calling code of each number. Given: numbers of other countries are refused. */
  readonly countryId?: number;
  /** Numbers that were deleted come back, unless they were used up. */
  readonly revives?: boolean;
  /** Says what would happen and changes nothing. */
  readonly isDryRun?: boolean;
  /** Where the lines come from, for people: a file's name. */
  readonly source: string;
  /** Begins to read it. Throws a TableError where it is no table. */
  readonly open: () => Promise<Table>;
  /** The column to be read: its name, its place from 1, or "all". Undefined: the one that holds the numbers for certain. */
  readonly column?: string;
  /** The file itself, kept until it is imported where another column could be chosen. */
  readonly file?: Uint8Array;
  readonly onProgress?: OnImportProgress;
  /**
   * Answer as soon as all lines are stored; the job "carry-on-imports" does the rest.
   */
  readonly inBackground?: boolean;
}

export type ImportOutcome =
  | { readonly kind: 'imported' | 'checked' | 'accepted'; readonly import: NumberImportRow }
  | { readonly kind: 'not_found'; readonly entity: 'provider' | 'service' | 'country' }
  | { readonly kind: 'empty' }
  /** Nobody can tell which column holds the numbers, or there is none of that name. Nothing was read. */
  | { readonly kind: 'column_unclear'; readonly import: NumberImportRow; readonly columns: readonly TableColumn[] }
  | { readonly kind: 'failed'; readonly failure: string; readonly fault?: TableFault };

/**
 * Brings numbers into the pool from lines of text, with flat memory: they are streamed into the database first, then
 * worked off there. What was stored whole is finished even when this process dies; what was not leaves nothing.
 */
export async function importNumbers(app: App, order: ImportOrder): Promise<ImportOutcome> {
  const { db } = app;
  const countries = await readCountryCodes(db);
  const missing = await missingOf(app, order, countries);
  if (missing) return { kind: 'not_found', entity: missing };
  const now = app.clock.now();
  const { revives = false, isDryRun = false, actor, requestId } = order;
  const source = order.source.replace(/[\0\r\n]/g, ' ').slice(0, 200);
  const leasedUntil = addMs(now, IMPORT_LEASE_MS);
  const importId = await db.numberImports.open({ ...order, revives, isDryRun, source, now, leasedUntil });
  const entries = await readRows(app, importId, order, countries);
  if (typeof entries !== 'number') return entries;
  if (entries === 0) {
    await db.numberImports.fail(importId, 'There is no number in it.', app.clock.now());
    return { kind: 'empty' };
  }
  const started = await db.transact(async (tx) => {
    const at = app.clock.now();
    const isOurs = await tx.numberImports.startWork(importId, entries, addMs(at, IMPORT_LEASE_MS));
    const { providerId, serviceId, countryId } = order;
    const facts = { source, entries, providerId, serviceId, countryId, revives };
    const entry = { action: 'numbers.import_started', entity: 'number_import', entityId: importId, facts };
    if (isOurs && !isDryRun) await tx.audit.write({ ...entry, actor, requestId, at });
    return isOurs;
  });
  if (!started) return { kind: 'failed', failure: 'Reading took too long; nothing was imported.' };
  if (order.inBackground) {
    await db.numberImports.lease(importId, app.clock.now()); // free for the job at once
    return { kind: 'accepted', import: (await db.numberImports.find(importId))! };
  }
  const row = await carryOnImport(app, { importId, onProgress: order.onProgress });
  if (row.state === 'FAILED') return { kind: 'failed', failure: row.failure ?? '' };
  return { kind: isDryRun ? 'checked' : 'imported', import: row };
}

type Countries = Awaited<ReturnType<typeof readCountryCodes>>;

async function missingOf({ db }: App, order: ImportOrder, countries: Countries) {
  if (!(await db.providers.find(order.providerId))) return 'provider' as const;
  if (!(await db.services.isThere(order.serviceId))) return 'service' as const;
  const isKnown = order.countryId === undefined || countries.some(({ id }) => id === order.countryId);
  return isKnown ? undefined : ('country' as const);
}

/** Stores what the rows name. Answers how many numbers, or why there are none. */
async function readRows(
  app: App,
  importId: bigint,
  order: ImportOrder,
  countries: Countries,
): Promise<number | Extract<ImportOutcome, { kind: 'failed' | 'column_unclear' }>> {
  let leasedAt = app.clock.now().getTime();
  try {
    const table = await order.open();
    const { rows, columns, choice } = await lookAtTable(table, order.column);
    await app.db.numberImports.noteReading(importId, readingOf(table, columns, choice));
    if (order.file && columns.length > 1) await app.db.numberImports.keepFile(importId, order.file);
    if (!choice) {
      await app.db.numberImports.fail(importId, 'Say which column holds the numbers.', app.clock.now());
      return { kind: 'column_unclear', import: (await app.db.numberImports.find(importId))!, columns };
    }
    return await storeImportLines(app, {
      importId,
      rows,
      choice,
      countryId: order.countryId,
      findCountry: createCountryFinder(countries),
      countryIds: new Map(countries.map(({ iso, id }) => [iso, id])),
      async onPiece() {
        const now = app.clock.now();
        if (now.getTime() - leasedAt < IMPORT_LEASE_MS / 3) return;
        leasedAt = now.getTime();
        await app.db.numberImports.lease(importId, addMs(now, IMPORT_LEASE_MS));
      },
    });
  } catch (err) {
    const isTold = err instanceof TooManyEntriesError || err instanceof TableError;
    const failure = isTold ? err.message : 'The file could not be read to its end; nothing of it was imported.';
    await app.db.numberImports.fail(importId, failure, app.clock.now());
    if (!isTold) app.log.error({ err, import: importId }, 'an import broke off');
    return { kind: 'failed', failure, ...(err instanceof TableError ? { fault: err.fault } : {}) };
  }
}

function readingOf(table: Table, columns: readonly TableColumn[], choice: ColumnChoice | undefined): ImportReading {
  const { sheet, otherSheets } = table;
  return { columns, chosen: choice?.phone, code: choice?.code, sheet, otherSheets };
}
