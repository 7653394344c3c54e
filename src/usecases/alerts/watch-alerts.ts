import type { App } from '../../app';
import { readAlertsThatAreOver } from '../../database/queries/alerts';
import { clearAlert } from './raise-alert';

/** Closes the troubles that are over, so that what stands is what must be repaired. */
export async function watchAlerts(app: App): Promise<{ closed: number }> {
  const over = await readAlertsThatAreOver(app.db, app.clock.now());
  for (const key of over) await clearAlert(app, key);
  return { closed: over.length };
}
