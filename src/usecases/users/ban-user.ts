import type { App } from '../../app';
import type { Author } from '../catalogue/save-row';

export interface BanOrder extends Author {
  readonly userId: bigint;
  readonly isBanned: boolean;
  /** For the audit log; at most 500 characters. */
  readonly reason: string;
}

export type BanOutcome = { kind: 'saved' } | { kind: 'user_not_found' };

/** Shuts somebody out, or lets him in again. What he has reserved runs on. Doing it twice changes nothing more. */
export async function setBan(app: App, { userId, isBanned, reason, actor, requestId }: BanOrder): Promise<BanOutcome> {
  const at = app.clock.now();
  return app.db.transact(async (tx): Promise<BanOutcome> => {
    if (!(await tx.users.setBan(userId, isBanned)))
      return (await tx.users.exists(userId)) ? { kind: 'saved' } : { kind: 'user_not_found' };
    const action = isBanned ? 'user.banned' : 'user.unbanned';
    await tx.audit.write({ actor, requestId, action, entityId: userId, facts: { reason }, at });
    return { kind: 'saved' };
  });
}
