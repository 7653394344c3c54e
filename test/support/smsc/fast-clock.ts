import { systemClock } from '../../../src/platform/system-clock';
import type { Clock } from '../../../src/ports/clock';

/** The machine's clock, `times` as fast: what is due in half a minute comes within the patience of a test. */
export const fastClock = (times: number): Clock => ({
  now: () => systemClock.now(),
  monotonicMs: () => systemClock.monotonicMs() * times,
  after: (ms, run) => systemClock.after(ms / times, run),
});
