import type { App } from '../../app';
import { later } from '../reservations/timing';

const DAY_MS = 86_400_000;
const AT_ONCE = 5_000;

/** Forgets events that are older than the setting allows. */
export async function pruneEvents(app: App): Promise<{ forgottenEvents: number }> {
  const { eventDays } = await app.settings();
  if (eventDays === 0) return { forgottenEvents: 0 };
  const before = later(app.clock.now(), -eventDays * DAY_MS);
  return { forgottenEvents: await app.db.events.prune(before, AT_ONCE) };
}
