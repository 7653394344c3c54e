import type { App } from '../../app';

/** What waits would wait for as long as the wall clock was set back, in the database as in the timers of a process. */
export async function mendDueTimes(app: App): Promise<void> {
  const seconds = await app.db.ticks.mendDueTimes(app.clock.now());
  if (seconds > 0) app.log.warn({ seconds }, 'the clock was set back; all that is planned moves back with it');
}
