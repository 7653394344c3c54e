import type { App } from '../../app';
import type { Author } from '../catalogue/save-row';

/** Somebody has seen to a silent SIM: it is sold again, and its silence counts from now on. */
export async function reviveSim(
  app: App,
  { id, actor, requestId }: { id: number } & Author,
): Promise<{ kind: 'revived' | 'not_found' }> {
  const at = app.clock.now();
  const isThere = await app.db.transact(async (tx) => {
    if (!(await tx.sims.revive(id, at))) return false;
    const entry = {
      actor,
      action: 'sim.changed',
      entity: 'sim',
      entityId: id,
      facts: { silent_at: null },
      requestId,
      at,
    };
    await tx.audit.write(entry);
    return true;
  });
  return { kind: isThere ? 'revived' : 'not_found' };
}
