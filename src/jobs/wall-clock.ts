import type { Clock } from '../ports/clock';

const LOOK_MS = 1_000;
/** Less is the work of a timer that came late, or of a clock that is brought right little by little. */
const STEP_MS = 700;

/** Tells when the wall clock was set, by hand or by time synchronisation; `ms` is below zero when it was set back. */
export function watchWallClock(clock: Clock, onStep: (ms: number) => void): { stop(): void } {
  const lead = () => clock.now().getTime() - clock.monotonicMs();
  let before = lead();
  let timer: { cancel(): void };

  function look(): void {
    const now = lead();
    const step = now - before;
    before = now;
    if (Math.abs(step) >= STEP_MS) onStep(step);
    wait();
  }

  function wait(): void {
    timer = clock.after(LOOK_MS, look);
  }

  wait();
  return { stop: () => timer.cancel() };
}
