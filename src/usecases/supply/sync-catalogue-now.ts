import type { App } from '../../app';
import type { Author } from '../catalogue/save-row';
import { type SyncOutcome, syncCatalogue } from './sync-catalogue';

/** The same as the schedule does, now, because an operator wants it. */
export async function syncCatalogueNow(
  app: App,
  providerId: number,
  { actor, requestId }: Author,
): Promise<SyncOutcome> {
  const outcome = await syncCatalogue(app, { providerId });
  if (outcome.kind === 'not_found') return outcome;
  const facts =
    outcome.kind === 'synced'
      ? { outcome: 'synced', ...outcome.changes }
      : { outcome: outcome.kind === 'fails' ? outcome.fault : outcome.kind };
  const at = app.clock.now();
  const entry = { actor, action: 'provider.synced', entity: 'provider', entityId: providerId, facts, requestId, at };
  await app.db.audit.write(entry);
  return outcome;
}
