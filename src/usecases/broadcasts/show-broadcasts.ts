import type { App } from '../../app';
import { addMs } from '../../domain/time';
import { listAdminSessions } from '../admins/use-session';

/** An end is shown, too. */
const ENDED_MS = 60_000;

/**
 * Has the cards of broadcasts that move brought up to date, for each admin who looks at one: once for each state, so that
 * one that stands still is left alone.
 */
export async function showBroadcasts(app: App): Promise<{ shown: number }> {
  const now = app.clock.now();
  const moving = await app.db.broadcasts.listMoving(addMs(now, -ENDED_MS));
  if (moving.length === 0) return { shown: 0 };
  const admins = (await listAdminSessions(app)).map(({ userId }) => userId);
  const watched = await app.db.broadcasts.listWatched({ ids: moving.map(({ id }) => id), userIds: admins });
  for (const { id, userId } of watched) {
    const { status, done } = moving.find((one) => one.id === id)!;
    const key = `broadcast-card:${id}:${userId}:${status}:${done}`;
    await app.db.outbox.put({ key, lane: 1, userId, kind: 'broadcast_card', payload: { broadcastId: id }, at: now });
  }
  if (watched.length > 0) app.wake('outbox');
  return { shown: watched.length };
}
