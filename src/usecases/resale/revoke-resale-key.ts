import type { App } from '../../app';
import type { Actor } from '../../database/stores/ledger';
import { resaleKeyRing } from './resale-key-ring';

export interface RevokeResaleKey {
  readonly id: number;
  /** Only a key of this user; undefined: of anybody. */
  readonly userId?: bigint;
  readonly actor: Actor;
  readonly requestId?: string;
}

/** Ends a key at once. What was ordered by it stays its user's, and ends as it would. `not_found` also when it was ended before. */
export async function revokeResaleKey(app: App, o: RevokeResaleKey): Promise<{ kind: 'revoked' | 'not_found' }> {
  const at = app.clock.now();
  const { id, userId, actor, requestId } = o;
  const outcome = await app.db.transact(async (tx) => {
    const key = await tx.resale.lockKey(id);
    if (!key || (userId !== undefined && key.userId !== userId)) return { kind: 'not_found' } as const;
    if (!(await tx.resale.revokeKey(id, at))) return { kind: 'not_found' } as const;
    // Whoever has the key may have set it: nothing more is sent there.
    await tx.events.deleteOfKey(id);
    const facts = { userId: String(key.userId), name: key.name };
    await tx.audit.write({ actor, action: 'resale_key.revoked', entityId: id, facts, requestId, at });
    return { kind: 'revoked' } as const;
  });
  resaleKeyRing(app.db).forget(id);
  return outcome;
}
