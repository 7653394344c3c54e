import type { App } from '../../app';
import type { Actor } from '../../database/stores/ledger';

/** Ends one session at once: its next press or step is refused. `not_found` also when it had ended before. */
export async function endAdminSession(
  app: App,
  o: { sessionId: bigint; actor: Actor; requestId?: string },
): Promise<{ kind: 'ended' | 'not_found' }> {
  const at = app.clock.now();
  const { actor, requestId } = o;
  return app.db.transact(async (tx) => {
    const id = o.sessionId;
    if ((await tx.admins.revoke({ at, id })) === 0) return { kind: 'not_found' };
    const entry = { actor, action: 'admin.session_ended', entity: 'admin_session', entityId: id, facts: {}, at };
    await tx.audit.write({ ...entry, requestId });
    return { kind: 'ended' };
  });
}
