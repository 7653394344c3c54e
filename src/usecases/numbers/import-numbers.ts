import type { App } from '../../app';
import { readCountryCodes } from '../../database/queries/numbers';
import type { NumberImportRow } from '../../database/stores/number-imports';
import { addMs } from '../../domain/time';
import type { Author } from '../catalogue/save-row';
import { carryOnImport, IMPORT_LEASE_MS, type OnImportProgress } from './carry-on-import';
import { createCountryFinder } from './country-finder';
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
  readonly lines: AsyncIterable<string> | Iterable<string>;
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
  | { readonly kind: 'failed'; readonly failure: string };

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
  const entries = await readLines(app, importId, order, countries);
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

async function readLines(app: App, importId: bigint, order: ImportOrder, countries: Countries) {
  let leasedAt = app.clock.now().getTime();
  try {
    return await storeImportLines(app, {
      importId,
      lines: order.lines,
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
    const isTooLong = err instanceof TooManyEntriesError;
    const failure = isTooLong ? err.message : 'The file could not be read to its end; nothing of it was imported.';
    await app.db.numberImports.fail(importId, failure, app.clock.now());
    if (!isTooLong) app.log.error({ err, import: importId }, 'an import broke off');
    return { kind: 'failed', failure } as const;
  }
}
