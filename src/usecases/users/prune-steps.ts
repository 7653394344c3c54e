import type { App } from '../../app';
import { addMs, DAY_MS } from '../../domain/time';

const AT_ONCE = 5_000;

/** Forgets who came how far in hours that are older than the setting allows. Reports say since when they know it. */
export async function pruneSteps(app: App): Promise<{ forgottenSteps: number }> {
  const { funnelDays } = await app.settings();
  if (funnelDays === 0) return { forgottenSteps: 0 };
  const before = addMs(app.clock.now(), -funnelDays * DAY_MS);
  return { forgottenSteps: await app.db.funnel.prune(before, AT_ONCE) };
}
