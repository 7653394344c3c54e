import type { App } from '../../app';

/** Puts the summary of the day that is over, if one is wanted and was not put before. Returns how many were put. */
export async function putDueSummaries(app: App): Promise<number> {
  const { timeZone } = await app.settings();
  const count = await app.db.userDataChannels.putDueSummaries(app.clock.now(), timeZone);
  if (count > 0) app.wake('outbox');
  return count;
}
