import type { App } from '../../app';
import { type AssignableRow, readAssignable } from '../../database/queries/messages';

const MOST_ASSIGNABLE = 20;

/** The reservations that an orphan could still be given to, newest first. */
export async function listAssignable(app: App, messageId: bigint): Promise<AssignableRow[]> {
  const { lateCodeWindowS: lateWindowS } = await app.settings();
  return readAssignable(app.db, { messageId, now: app.clock.now(), lateWindowS, limit: MOST_ASSIGNABLE });
}
