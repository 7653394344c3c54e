import type { App } from '../../app';
import { addMs } from '../../domain/time';

const KEPT_MS = 90 * 86_400_000;
const AT_ONCE = 5_000;

/** Forgets old sessions of the panel; the last one of each person stays, since it says that he was let in. */
export async function pruneSessions(app: App): Promise<{ forgottenSessions: number }> {
  const before = addMs(app.clock.now(), -KEPT_MS);
  return { forgottenSessions: await app.db.admins.pruneSessions(before, AT_ONCE) };
}
