import type { App } from '../../app';
import type { Author } from '../catalogue/save-row';

/** An operator has seen to a trouble. Should it come again, it is told again. */
export async function dismissAlert(
  app: App,
  { key, actor, requestId }: Author & { key: string },
): Promise<{ kind: 'dismissed' | 'not_found' }> {
  const at = app.clock.now();
  return app.db.transact(async (tx) => {
    if (!(await tx.alerts.clear(key))) return { kind: 'not_found' };
    await tx.audit.write({ actor, requestId, action: 'alert.dismissed', entityId: key, facts: {}, at });
    return { kind: 'dismissed' };
  });
}
