import type { App } from '../../app';
import { ApiKeyRepository } from '../../database/repositories/api-key.repository';
import { AuditRepository } from '../../database/repositories/audit.repository';
import type { Actor } from '../../database/repositories/ledger.repository';

/** Ends a key at once: the next request that carries it is refused. `not_found` also when it was revoked before. */
export async function revokeApiKey(
  app: App,
  o: { id: number; actor: Actor },
): Promise<{ kind: 'revoked' | 'not_found' }> {
  const at = app.clock.now();
  return app.db.transact(async (tx) => {
    if (!(await new ApiKeyRepository(tx.sql).revoke(o.id, at))) return { kind: 'not_found' };
    const entry = { actor: o.actor, action: 'api_key.revoked', entity: 'api_key', entityId: o.id, facts: {}, at };
    await new AuditRepository(tx.sql).write(entry);
    return { kind: 'revoked' };
  });
}
