import type { App } from '../../app';
import { markOf } from './panel-password';

/**
 * Sets the password of the panel and ends every session, the one of who does it included: whoever knows the new one
 * logs in anew. `passwordHash` is of the form that `hashPassword` writes.
 */
export async function setPanelPassword(
  app: App,
  o: { userId: bigint; passwordHash: string; environmentHash: string | undefined; requestId?: string },
): Promise<{ kind: 'set'; sessionsEnded: number }> {
  const at = app.clock.now();
  return app.db.transact(async (tx) => {
    const { userId, passwordHash } = o;
    await tx.admins.setCredential({ userId, passwordHash, replaces: markOf(o.environmentHash), at });
    const ended = await tx.admins.revoke({ at });
    await tx.admins.forgetTries(userId);
    await tx.audit.write({
      actor: { type: 'ADMIN', id: String(userId) },
      action: 'admin.password_changed',
      entity: 'panel',
      entityId: 'password',
      facts: { sessionsEnded: ended },
      requestId: o.requestId,
      at,
    });
    return { kind: 'set', sessionsEnded: ended };
  });
}
