import type { App } from '../../app';
import type { Actor } from '../../database/stores/ledger';
import { keyRing } from './key-ring';

/** Ends a key at once: the next request that carries it is refused. `not_found` also when it was revoked before. */
export async function revokeApiKey(
  app: App,
  o: { id: number; actor: Actor; requestId?: string },
): Promise<{ kind: 'revoked' | 'not_found' }> {
  const at = app.clock.now();
  const { id, actor, requestId } = o;
  const outcome = await app.db.transact(async (tx) => {
    if (!(await tx.apiKeys.revoke(id, at))) return { kind: 'not_found' } as const;
    const entry = { actor, action: 'api_key.revoked', entity: 'api_key', entityId: id, facts: {}, requestId, at };
    await tx.audit.write(entry);
    return { kind: 'revoked' } as const;
  });
  keyRing(app.db).forget(id);
  return outcome;
}
