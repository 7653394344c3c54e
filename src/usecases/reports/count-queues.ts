import type { App } from '../../app';
import { readGauges } from '../../database/queries/gauges';

/** What the metrics tell about the database's contents. */
export function countQueues(app: App) {
  return readGauges(app.db);
}
