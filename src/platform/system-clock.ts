import type { Clock } from '../ports/clock';

/** A bare setTimeout longer than this fires at once, so longer waits are made of several. */
const longestTimeoutMs = 2 ** 31 - 1;

/** The machine's clock. Waiting callbacks do not keep the process alive. */
export const systemClock: Clock = {
  now: () => new Date(),
  monotonicMs: () => performance.now(),
  after(ms, run) {
    const dueAt = performance.now() + ms;
    let timer: NodeJS.Timeout;
    const wait = () => {
      const restMs = Math.max(0, dueAt - performance.now());
      timer = restMs > longestTimeoutMs ? setTimeout(wait, longestTimeoutMs) : setTimeout(run, restMs);
      timer.unref();
    };
    wait();
    return { cancel: () => clearTimeout(timer) };
  },
};
