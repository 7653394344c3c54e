import type { App } from '../../app';
import { addMs, DAY_MS } from '../../domain/time';

const AT_ONCE = 5_000;

/** Forgets events that are older than the setting allows. */
export async function pruneEvents(app: App): Promise<{ forgottenEvents: number }> {
  const { eventDays } = await app.settings();
  if (eventDays === 0) return { forgottenEvents: 0 };
  const before = addMs(app.clock.now(), -eventDays * DAY_MS);
  return { forgottenEvents: await app.db.events.prune(before, AT_ONCE) };
}
