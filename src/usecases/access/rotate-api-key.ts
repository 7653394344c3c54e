import type { App } from '../../app';
import { isScope, type Scope } from '../../domain/access/scopes';
import { type Problem, problemAt } from '../../domain/problems';
import type { Author } from '../catalogue/save-row';
import { generateApiKey, hashApiKey } from './api-key';
import { keyRing } from './key-ring';

export interface RotateOrder extends Author {
  readonly id: number;
  /** So long the old key still works, in seconds; 0 ends it at once. At most a week. */
  readonly overlapS: number;
  /** Whoever rotates a key by a key must hold all its scopes, since he is shown the new one. */
  readonly within?: ReadonlySet<Scope>;
}

export type RotateOutcome =
  /** `key` is shown now and never again. */
  | { kind: 'rotated'; id: number; key: string; oldExpiresAt: Date }
  | { kind: 'not_found' }
  | { kind: 'scopes_exceeded'; scopes: Scope[] }
  | { kind: 'invalid'; problem: Problem };

const LONGEST_OVERLAP_S = 7 * 86_400;

/** Makes a new key with the name, scopes and expiry of an old one, and lets the old one end after an overlap. */
export async function rotateApiKey(app: App, order: RotateOrder): Promise<RotateOutcome> {
  const { id, overlapS, within, actor, requestId } = order;
  if (overlapS < 0 || overlapS > LONGEST_OVERLAP_S)
    return { kind: 'invalid', problem: problemAt('overlapS', 'seconds', { least: 0, most: LONGEST_OVERLAP_S }) };
  const at = app.clock.now();
  const key = generateApiKey();
  const outcome = await app.db.transact(async (tx): Promise<RotateOutcome> => {
    const keys = tx.apiKeys;
    const old = await keys.lock(id);
    if (!old || old.revokedAt || (old.expiresAt && old.expiresAt <= at)) return { kind: 'not_found' };
    const { name, scopes } = old;
    const exceeding = scopes.filter(isScope).filter((scope) => within && !within.has(scope));
    if (exceeding.length > 0) return { kind: 'scopes_exceeded', scopes: exceeding };
    const made = await keys.create({ name, hash: hashApiKey(key), scopes, expiresAt: old.expiresAt, at });
    const end = new Date(at.getTime() + overlapS * 1000);
    const oldExpiresAt = old.expiresAt && old.expiresAt < end ? old.expiresAt : end;
    await keys.expire(id, oldExpiresAt);
    const facts = { newKeyId: made, oldExpiresAt: oldExpiresAt.toISOString() };
    const entry = { actor, action: 'api_key.rotated', entity: 'api_key', entityId: id, facts, requestId, at };
    await tx.audit.write(entry);
    return { kind: 'rotated', id: made, key, oldExpiresAt };
  });
  keyRing(app.db).forget(id);
  return outcome;
}
