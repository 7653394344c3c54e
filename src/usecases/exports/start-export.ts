import { createHash, randomBytes } from 'node:crypto';
import type { App } from '../../app';
import type { ExportRow } from '../../database/queries/exports';
import type { Scope } from '../../domain/access/scopes';
import { EXPORT_SCOPES, type ExportEntity, type ExportFormat } from '../../domain/exports/export-kinds';
import { type Problem, problem } from '../../domain/problems';
import { addMs } from '../../domain/time';
import type { Author } from '../catalogue/save-row';
import { readExport } from './read-export';

const TWO_DAYS_MS = 2 * 86_400_000;

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
  | { readonly kind: 'invalid'; readonly field: 'entity' | 'query'; readonly problems: readonly Problem[] };

/** Lets a worker write an export; whoever has the link may take it, from any process, until a day after it is done. */
export async function startExport(app: App, wish: ExportWish): Promise<StartedExport> {
  const { entity, format, query, actor, requestId } = wish;
  const scope = EXPORT_SCOPES[entity];
  if (!wish.scopes.has(scope))
    return { kind: 'invalid', field: 'entity', problems: [problem('scope_lacking', { names: scope })] };
  const read = readExport(entity, query);
  if (read.kind === 'invalid') return { kind: 'invalid', field: 'query', problems: read.problems };
  const token = randomBytes(32).toString('base64url');
  const at = app.clock.now();
  const id = await app.db.transact(async (tx) => {
    const row = { entity, format, query, actorType: actor.type, actorId: actor.id, tokenHash: hashOf(token) };
    const made = await tx.exports.insert({ ...row, createdAt: at, expiresAt: addMs(at, TWO_DAYS_MS) });
    const facts = { entity, format };
    const entry = { actor, action: 'export.started', entity: 'export', entityId: made, facts, requestId, at };
    await tx.audit.write(entry);
    return made;
  });
  return { kind: 'started', id, path: `/exports/files/${id}/${token}` };
}

/** The export behind a link; null when the link is wrong or has expired. */
export function findExportByLink(app: App, o: { id: number; token: string }): Promise<ExportRow | null> {
  return app.db.exports.findByToken({ id: o.id, tokenHash: hashOf(o.token), now: app.clock.now() });
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
