import type { App } from '../../app';
import { countSupport } from '../../database/queries/support';
import { supportNumber } from '../../domain/support/support-words';
import { clearAlert, raiseAlert } from '../alerts/raise-alert';

const TOLD_EVERY_S = 3_600;
const MOST = 50;
const WAITING_KEY = 'support_waiting';

/** One trouble for each thread. */
export const undeliveredKey = (threadId: bigint) => `support_undelivered:${threadId}`;

/** Tells operators of buyers who wait too long, and of answers that never reach their chat. */
export async function watchSupport(app: App): Promise<{ late: number; undelivered: number }> {
  return { late: await watchWaiting(app), undelivered: await tellUndelivered(app) };
}

async function watchWaiting(app: App): Promise<number> {
  const { supportWaitMinutes: most } = await app.settings();
  const { waiting, oldestId, waitingSince } = await countSupport(app.db);
  const minutes = waitingSince ? Math.floor((app.clock.now().getTime() - waitingSince.getTime()) / 60_000) : 0;
  if (most === 0 || oldestId === null || minutes < most) {
    await clearAlert(app, WAITING_KEY);
    return 0;
  }
  const facts = { thread: supportNumber(oldestId), minutes, waiting };
  await raiseAlert(app, { key: WAITING_KEY, kind: 'support_waiting', facts, everyS: TOLD_EVERY_S });
  return 1;
}

/** Raised before it is noted: should the program die between, it is told within the hour's window only once. */
async function tellUndelivered(app: App): Promise<number> {
  const failed = await app.db.support.listUntoldFailures(MOST);
  for (const { threadId, failure } of failed) {
    const facts = { thread: supportNumber(threadId), detail: failure };
    await raiseAlert(app, { key: undeliveredKey(threadId), kind: 'support_undelivered', facts, everyS: TOLD_EVERY_S });
  }
  if (failed.length > 0) await app.db.support.noteFailuresTold(failed.map(({ id }) => id));
  return failed.length;
}
