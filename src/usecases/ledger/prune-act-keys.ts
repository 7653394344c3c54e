import type { App } from '../../app';
import { later } from '../reservations/timing';

const DAY_MS = 86_400_000;
const AT_ONCE = 5_000;

/** Forgets keys of acts that nobody repeats any more. Keys of transfers are their own, and stay. */
export async function pruneActKeys(app: App): Promise<{ forgottenKeys: number }> {
  const { actKeyDays } = await app.settings();
  const before = later(app.clock.now(), -actKeyDays * DAY_MS);
  return { forgottenKeys: await app.db.actKeys.prune(before, AT_ONCE) };
}
