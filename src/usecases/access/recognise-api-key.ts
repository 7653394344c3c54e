import type { App } from '../../app';
import { ApiKeyRepository } from '../../database/repositories/api-key.repository';
import { isScope, type Scope } from '../../domain/access/scopes';
import { hashApiKey, hasKeyForm } from './api-key';

export interface KeyHolder {
  readonly keyId: number;
  readonly scopes: ReadonlySet<Scope>;
}

/** `last_used_at` need not be exact, so that reading does not write. */
const NOTE_USE_EVERY_MS = 60_000;

/**
 * Who holds this key. Undefined when it is unknown, expired or revoked; the three are not told apart. Looked up at every
 * request (one read of a unique index), so that revocation holds at once.
 */
export async function recogniseApiKey(app: App, key: string): Promise<KeyHolder | undefined> {
  if (!hasKeyForm(key)) return undefined;
  const keys = new ApiKeyRepository(app.db.sql);
  const row = await keys.findByHash(hashApiKey(key));
  const now = app.clock.now();
  if (!row || row.revokedAt || (row.expiresAt && row.expiresAt <= now)) return undefined;
  if (!row.lastUsedAt || now.getTime() - row.lastUsedAt.getTime() >= NOTE_USE_EVERY_MS)
    await keys.markUsed(row.id, now);
  return { keyId: row.id, scopes: new Set(row.scopes.filter(isScope)) };
}
