import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { App } from '../../app';
import type { ClaimedExport } from '../../database/stores/exports';
import { sentences } from '../../domain/problems';
import { addMs, DAY_MS } from '../../domain/time';
import { deletePieces, ExportTakenOver, ExportTooLarge, storePieces } from './export-pieces';
import { exportRows } from './export-rows';
import { readExport } from './read-export';

export const EXPORT_LEASE_MS = 60_000;
const RENEW_MS = 15_000;
const MOST_ATTEMPTS = 5;
/** Packed; one file, and all that wait to be taken. */
const LARGEST_FILE = 2 * 2 ** 30;
const ALL_FILES = 8 * 2 ** 30;

/** `given_back`: this program ends, another worker begins anew. `taken_over`: this worker was thought dead. */
export type WrittenExport = { readonly kind: 'written' | 'failed' | 'given_back' | 'taken_over' };

/** Writes one claimed export into the database. It can be taken when it is whole; what another worker began goes. */
export async function writeExport(app: App, row: ClaimedExport, stopping: AbortSignal): Promise<WrittenExport> {
  const { id, attempts: attempt } = row;
  const read = readExport(row.entity, row.query);
  if (read.kind === 'invalid') return fail(app, row, sentences(read.problems));
  if (attempt > MOST_ATTEMPTS) return fail(app, row, 'It was begun five times and never finished.');
  await deletePieces(app, { exportId: id, butForAttempt: attempt });
  const { after, limit, header: hasHeader = true, bom: hasMark = false } = read.manner;
  const order = { entity: row.entity, format: row.format, filter: read.filter, after, limit, hasHeader, hasMark };
  const kept = await app.db.exportPieces.sumOfFiles();
  const roomBytes = Math.min(LARGEST_FILE, ALL_FILES - kept);
  const lease = keepLease(app, row);
  const signal = AbortSignal.any([stopping, lease.lost]);
  try {
    let packed = { packedBytes: 0n, packedSha256: '' };
    const summary = await exportRows(app, order, { actor: { type: row.actorType, id: row.actorId } }, (bytes) =>
      pipeline(
        bytes,
        createGzip({ level: 6 }),
        async (pieces: AsyncIterable<Buffer>) => {
          packed = await storePieces(app, pieces, { exportId: id, attempt, roomBytes });
        },
        { signal },
      ),
    );
    const { rows, bytes, sha256 } = summary;
    const now = app.clock.now();
    const file = { rows, bytes: BigInt(bytes), sha256, ...packed, endedAt: now, expiresAt: addMs(now, DAY_MS) };
    return { kind: (await app.db.exports.finish({ id, attempt }, file)) ? 'written' : 'taken_over' };
  } catch (error) {
    if (error instanceof ExportTooLarge) return fail(app, row, tooLarge(kept));
    if (error instanceof ExportTakenOver || lease.lost.aborted) return { kind: 'taken_over' };
    if (!stopping.aborted) throw error;
    await app.db.exports.giveBack({ id, attempt });
    return { kind: 'given_back' };
  } finally {
    lease.end();
  }
}

/** Renews the lease by the clock, since a statement may look for its first row for long. */
function keepLease(app: App, { id, attempts: attempt }: ClaimedExport) {
  const lost = new AbortController();
  let timer = app.clock.after(RENEW_MS, () => void renew());
  async function renew(): Promise<void> {
    const leasedUntil = addMs(app.clock.now(), EXPORT_LEASE_MS);
    const isOurs = await app.db.exports.renew({ id, attempt }, leasedUntil).catch((err) => {
      app.log.warn({ err, exportId: id }, 'the lease of an export was not renewed; it is tried again');
      return true;
    });
    if (!isOurs) lost.abort();
    else if (!lost.signal.aborted) timer = app.clock.after(RENEW_MS, () => void renew());
  }
  return {
    lost: lost.signal,
    end: () => timer.cancel(),
  };
}

function tooLarge(kept: number): string {
  return kept + LARGEST_FILE > ALL_FILES
    ? 'Files that wait to be taken leave it no room. They go a day after they were written; or take it as GET /exports streams it.'
    : 'Packed it is larger than 2 GiB. Ask for less (from, to), or take it as GET /exports streams it.';
}

async function fail(app: App, { id, attempts: attempt }: ClaimedExport, failure: string): Promise<WrittenExport> {
  await app.db.exports.fail({ id, attempt }, failure, app.clock.now());
  await deletePieces(app, { exportId: id });
  return { kind: 'failed' };
}
