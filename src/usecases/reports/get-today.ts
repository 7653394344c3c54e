import type { App } from '../../app';
import { readToday, type TodayFigures } from '../../database/queries/today';

/** The figures of this day, which begins at 00:00 UTC. */
export async function getToday(app: App): Promise<TodayFigures> {
  const since = app.clock.now();
  since.setUTCHours(0, 0, 0, 0);
  return readToday(app.db, since);
}
