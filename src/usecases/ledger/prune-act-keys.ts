import type { App } from '../../app';
import { addMs, DAY_MS } from '../../domain/time';

const AT_ONCE = 5_000;

/** Forgets keys of acts that nobody repeats any more. Keys of transfers are their own, and stay. */
export async function pruneActKeys(app: App): Promise<{ forgottenKeys: number }> {
  const { actKeyDays } = await app.settings();
  const before = addMs(app.clock.now(), -actKeyDays * DAY_MS);
  return { forgottenKeys: await app.db.actKeys.prune(before, AT_ONCE) };
}
