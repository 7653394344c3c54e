import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { App } from '../../app';
import { copyOut } from '../../database/copy-out';
import { copyStatement, type ExportOrder } from '../../database/exports/copy-statement';
import type { Author } from '../catalogue/save-row';
import { type ExportSummary, FileLines } from './file-lines';

export interface ExportFile extends ExportOrder {
  /** Begins with the mark by which Excel knows UTF-8. */
  readonly hasMark: boolean;
}

/**
 * Writes rows into what `take` does with the bytes, holding no more than a piece of them. `take` must read them to their
 * end; the summary is given to `onEnd` before the last byte leaves. When it throws, Postgres stops at once. The audit log
 * has a line that names who took what.
 */
export async function exportRows(
  app: App,
  file: ExportFile,
  { actor, requestId }: Author,
  take: (bytes: Readable) => Promise<unknown>,
  onEnd: (summary: ExportSummary) => void = () => undefined,
): Promise<ExportSummary> {
  const { entity, format, hasHeader, hasMark, after, limit } = file;
  const facts = { format, filter: plain(file.filter), after: after === undefined ? null : String(after), limit };
  const entry = { actor, action: 'export.read', entity: 'export', entityId: entity, facts, requestId };
  await app.db.audit.write({ ...entry, at: app.clock.now() });
  let summary: ExportSummary | undefined;
  await copyOut(app.db, copyStatement(file), async (bytes) => {
    const isCsv = format === 'csv';
    const lines = new FileLines({
      format,
      hasHeader: isCsv && hasHeader,
      hasMark,
      onEnd(found) {
        summary = found;
        onEnd(found);
      },
    });
    await Promise.all([pipeline(bytes, lines), take(lines)]);
  });
  return summary!;
}

/** Filters hold ids as bigint; phone numbers must not stand in the log. */
function plain(filter: object): Record<string, unknown> {
  const entries = Object.entries(filter).map(([name, value]) => [
    name,
    name === 'phone' ? '[phone]' : typeof value === 'bigint' ? String(value) : value,
  ]);
  return Object.fromEntries(entries);
}
