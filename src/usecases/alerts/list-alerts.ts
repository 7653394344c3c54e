import type { App } from '../../app';
import type { AlertRow } from '../../database/stores/alerts';

export type AlertView = AlertRow;

/** The troubles that stand, the last one first. */
export async function listAlerts(app: App, { limit }: { limit: number }): Promise<AlertView[]> {
  return app.db.alerts.list(limit);
}
