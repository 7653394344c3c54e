import type { App } from '../../app';
import { type ApiKeyRow } from '../../database/stores/api-keys';
import type { Actor } from '../../database/stores/ledger';
import { isScope, type Scope } from '../../domain/access/scopes';
import { hashApiKey, hasKeyForm } from './api-key';
import { keyRing } from './key-ring';

export interface KeyHolder {
  readonly keyId: number;
  /** As the audit log names him. */
  readonly actor: Actor;
  readonly scopes: ReadonlySet<Scope>;
  readonly expiresAt: Date | null;
}

/** `last_used_at` need not be exact, so that reading does not write. */
const NOTE_USE_EVERY_MS = 60_000;

/**
 * Who holds this key. Undefined when it is unknown, expired or revoked; the three are not told apart. What was read is
 * believed for half a second, so a revocation by another process holds within a second, and one by this process at once.
 */
export async function recogniseApiKey(app: App, key: string): Promise<KeyHolder | undefined> {
  if (!hasKeyForm(key)) return undefined;
  const hash = hashApiKey(key);
  const ring = keyRing(app.db);
  const now = app.clock.now();
  const known = ring.find(hash, now) ?? (await look(app, hash, now));
  return known && (!known.expiresAt || known.expiresAt > now) ? known : undefined;
}

/** The same without waiting, when it was read within the last half second. */
export function recognisedLately(app: App, key: string): KeyHolder | undefined {
  const now = app.clock.now();
  const known = keyRing(app.db).find(hashApiKey(key), now);
  return known && (!known.expiresAt || known.expiresAt > now) ? known : undefined;
}

/** True when this key opened the door before, whatever became of it since: such callers do not guess. */
export function wasRecognised(app: App, key: string): boolean {
  return hasKeyForm(key) && keyRing(app.db).has(hashApiKey(key));
}

async function look(app: App, hash: Buffer, now: Date): Promise<KeyHolder | undefined> {
  const keys = app.db.apiKeys;
  const row = await keys.findByHash(hash);
  if (!row || row.revokedAt || (row.expiresAt && row.expiresAt <= now)) return undefined;
  if (!row.lastUsedAt || now.getTime() - row.lastUsedAt.getTime() >= NOTE_USE_EVERY_MS)
    await keys.markUsed(row.id, now);
  return keyRing(app.db).keep(hash, holderOf(row), now);
}

function holderOf(row: ApiKeyRow): KeyHolder {
  const actor = { type: 'API_KEY', id: String(row.id) } as const;
  return { keyId: row.id, actor, scopes: new Set(row.scopes.filter(isScope)), expiresAt: row.expiresAt };
}
