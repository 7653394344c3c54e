import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { App } from '../../app';
import { AuditRepository } from '../../database/repositories/audit.repository';
import type { ExportRow } from '../../database/repositories/export.repository';
import type { Scope } from '../../domain/access/scopes';
import { EXPORT_SCOPES, type ExportEntity, type ExportFormat } from '../../domain/exports/export-kinds';
import type { Author } from '../catalogue/save-row';
import { later } from '../reservations/timing';
import { exportRows } from './export-rows';
import { readExport } from './read-export';

const DAY_MS = 86_400_000;
export const EXPORT_LEASE_MS = 60_000;
const RENEW_MS = 15_000;
const MOST_ATTEMPTS = 3;

export interface ExportWish extends Author {
  readonly entity: ExportEntity;
  readonly format: ExportFormat;
  /** As the query of GET /exports. */
  readonly query: Readonly<Record<string, string>>;
  /** Those of the key that asks. */
  readonly scopes: ReadonlySet<Scope>;
}

export type StartedExport =
  /** `path` holds the token: it is shown now and never again. */
  | { readonly kind: 'started'; readonly id: number; readonly path: string }
  | { readonly kind: 'invalid'; readonly field: string; readonly problem: string };

/** Lets a worker write an export into a file; whoever has the link may take it, until a day after it is done. */
export async function startExport(app: App, wish: ExportWish): Promise<StartedExport> {
  const { entity, format, query, actor, requestId } = wish;
  const scope = EXPORT_SCOPES[entity];
  if (!app.exportFolder) return { kind: 'invalid', field: 'entity', problem: 'This process has no place for files.' };
  if (!wish.scopes.has(scope))
    return { kind: 'invalid', field: 'entity', problem: `Your key lacks the scope ${scope}.` };
  const read = readExport(entity, query);
  if (read.kind === 'invalid') return { kind: 'invalid', field: 'query', problem: read.problem };
  const token = randomBytes(32).toString('base64url');
  const at = app.clock.now();
  const id = await app.db.transact(async (tx) => {
    const row = { entity, format, query, actorType: actor.type, actorId: actor.id, tokenHash: hashOf(token), at };
    const made = await tx.exports.insert({ ...row, expiresAt: later(at, 2 * DAY_MS) });
    const facts = { entity, format };
    const entry = { actor, action: 'export.started', entity: 'export', entityId: made, facts, requestId, at };
    await new AuditRepository(tx.sql).write(entry);
    return made;
  });
  return { kind: 'started', id, path: `/exports/files/${id}/${token}` };
}

/** The export behind a link; undefined when the link is wrong or has expired. */
export function findExportFile(app: App, o: { id: number; token: string }): Promise<ExportRow | undefined> {
  return app.db.exports.findByToken({ id: o.id, tokenHash: hashOf(o.token), now: app.clock.now() });
}

export function findExport(app: App, id: number): Promise<ExportRow | undefined> {
  return app.db.exports.find(id);
}

export function exportFile(folder: string, id: number): string {
  return join(folder, `${id}.gz`);
}

/** Writes one claimed export. It appears under its name when it is whole; what another worker began is written anew. */
export async function writeExport(app: App, row: ExportRow): Promise<{ readonly kind: 'written' | 'failed' }> {
  const folder = app.exportFolder!;
  const read = readExport(row.entity, row.query);
  if (read.kind === 'invalid') return fail(app, row.id, read.problem);
  if (row.attempts > MOST_ATTEMPTS) return fail(app, row.id, 'Its workers died three times.');
  const { after, limit, header: hasHeader = true, bom: hasMark = false } = read.manner;
  const order = { entity: row.entity, format: row.format, filter: read.filter, after, limit, hasHeader, hasMark };
  const unfinished = join(folder, `${row.id}.${app.ids.uuid()}.part`);
  let renewedAt = app.clock.now().getTime();
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    const summary = await exportRows(app, order, { actor: { type: row.actorType, id: row.actorId } }, (bytes) =>
      pipeline(
        bytes,
        async function* (pieces: AsyncIterable<Buffer>) {
          for await (const piece of pieces) {
            const now = app.clock.now();
            if (now.getTime() - renewedAt > RENEW_MS) {
              renewedAt = now.getTime();
              await app.db.exports.renew(row.id, later(now, EXPORT_LEASE_MS));
            }
            yield piece;
          }
        },
        createGzip({ level: 6 }),
        createWriteStream(unfinished, { mode: 0o600 }),
      ),
    );
    await rename(unfinished, exportFile(folder, row.id));
    const now = app.clock.now();
    const { rows, bytes } = summary;
    await app.db.exports.finish({
      id: row.id,
      rows,
      bytes,
      sha256: summary.sha256,
      now,
      expiresAt: later(now, DAY_MS),
    });
    return { kind: 'written' };
  } finally {
    await rm(unfinished, { force: true });
  }
}

/** Deletes the files of links that have expired. */
export async function forgetExports(app: App): Promise<{ forgottenExports: number }> {
  if (!app.exportFolder) return { forgottenExports: 0 };
  const ids = await app.db.exports.prune(app.clock.now());
  for (const id of ids) await rm(exportFile(app.exportFolder, id), { force: true });
  return { forgottenExports: ids.length };
}

async function fail(app: App, id: number, problem: string): Promise<{ readonly kind: 'failed' }> {
  await app.db.exports.fail(id, problem, app.clock.now());
  return { kind: 'failed' };
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
