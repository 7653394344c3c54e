const FIRST_BACK_OFF_MS = 5_000;
const LONGEST_BACK_OFF_MS = 60_000;
/** No provider may silence us for longer by one header; a key that stays refused is asked again then. */
const LONGEST_TAKEN_MS = 3_600_000;

/** For how long a provider wants quiet, in monotonic milliseconds. */
interface Backoff {
  until(): number;
  /** It asks for quiet, for so long or for a doubling time of our own. Answers the wait in ms. */
  backOff(retryAfterMs?: number): number;
  /** Another process was asked for quiet. */
  pauseFor(ms: number): void;
  /** A good answer came: the next back-off of our own starts small again. */
  reset(): void;
}

/** @param jitter 0..1, spreads the back-offs of several processes that share a key. */
export function createBackoff(now: () => number, jitter: () => number): Backoff {
  let pausedUntil = 0;
  let ownBackOffMs = FIRST_BACK_OFF_MS;
  return {
    until: () => pausedUntil,
    backOff(retryAfterMs) {
      const own = ownBackOffMs * (1 + 0.2 * jitter());
      const wait = Math.ceil(retryAfterMs === undefined ? own : Math.min(Math.max(0, retryAfterMs), LONGEST_TAKEN_MS));
      // Several calls in flight may be refused together; that is one reason to slow down, not several.
      if (pausedUntil <= now()) ownBackOffMs = Math.min(LONGEST_BACK_OFF_MS, ownBackOffMs * 2);
      pausedUntil = Math.max(pausedUntil, now() + wait);
      return wait;
    },
    pauseFor(ms) {
      if (ms > 0) pausedUntil = Math.max(pausedUntil, now() + ms);
    },
    reset() {
      if (pausedUntil <= now()) ownBackOffMs = FIRST_BACK_OFF_MS;
    },
  };
}
