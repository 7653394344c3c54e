import type { App } from '../../app';

/** A stock that comes and goes within less is no news. */
const OUT_S = 1_800;

/**
 * Looks whether something is back in stock, has another price or is new, and puts what the channels are to be told.
 * Silent: only remembers how things stand. Returns how many announcements were put.
 */
export async function sweepOffers(app: App, { isSilent = false }: { isSilent?: boolean } = {}): Promise<number> {
  if (!isSilent && !(await app.db.announcements.hasActiveChannel())) return 0;
  const { restockEveryH } = await app.settings();
  const now = app.clock.now();
  const count = await app.db.announcements.sweep({ now, everyS: restockEveryH * 3_600, outS: OUT_S, isSilent });
  if (count > 0) app.wake('outbox');
  return count;
}
