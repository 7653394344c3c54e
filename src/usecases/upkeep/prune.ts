import type { App } from '../../app';
import { ActKey } from '../../database/entities/act-key.entity';
import { Event } from '../../database/entities/event.entity';
import { FunnelStep } from '../../database/entities/funnel-step.entity';
import { pruneRows } from '../../database/queues/prune';
import { addMs, DAY_MS } from '../../domain/time';
import { forgetExports } from '../exports/forget-exports';

const AT_ONCE = 5_000;
const SESSION_DAYS = 90;

/** Forgets what is kept only for a while, and says how much of it. 0 days: events and steps are kept for ever. */
export async function prune(app: App): Promise<Record<string, number>> {
  const { chatDays, eventDays, funnelDays, actKeyDays } = await app.settings();
  const before = (days: number) => addMs(app.clock.now(), -days * DAY_MS);
  const olderThan = (days: number) => ({ before: before(days), limit: AT_ONCE });
  return {
    pruned: await app.db.ticks.prune(before(chatDays), AT_ONCE),
    forgottenEvents: eventDays === 0 ? 0 : await pruneRows(app.db, Event, 'at', olderThan(eventDays)),
    // Reports say since when they know it.
    forgottenSteps: funnelDays === 0 ? 0 : await pruneRows(app.db, FunnelStep, 'hour', olderThan(funnelDays)),
    // Of acts that nobody repeats any more. Keys of transfers are their own, and stay.
    forgottenKeys: await pruneRows(app.db, ActKey, 'createdAt', olderThan(actKeyDays)),
    // The last session of each person stays, since it says that they were let in.
    forgottenSessions: await app.db.admins.pruneSessions(before(SESSION_DAYS), AT_ONCE),
    forgottenExports: await forgetExports(app),
  };
}
