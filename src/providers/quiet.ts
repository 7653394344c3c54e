const FIRST_BACK_OFF_MS = 5_000;
const LONGEST_BACK_OFF_MS = 60_000;
/** No supplier may silence us for longer by one header; a key that stays refused is asked again then. */
const LONGEST_TAKEN_MS = 3_600_000;

/** For how long a supplier wants quiet, in monotonic milliseconds. */
export interface Quiet {
  until(): number;
  /** It asks for quiet, for so long or for a doubling time of our own. Answers the wait in ms. */
  backOff(retryAfterMs?: number): number;
  /** Another process was asked for quiet. */
  hold(ms: number): void;
  /** A good answer came: the next back-off of our own starts small again. */
  calm(): void;
}

/** @param jitter 0..1, spreads the back-offs of several processes that share a key. */
export function createQuiet(now: () => number, jitter: () => number): Quiet {
  let quietUntil = 0;
  let ownBackOffMs = FIRST_BACK_OFF_MS;
  return {
    until: () => quietUntil,
    backOff(retryAfterMs) {
      const own = ownBackOffMs * (1 + 0.2 * jitter());
      const wait = Math.ceil(retryAfterMs === undefined ? own : Math.min(Math.max(0, retryAfterMs), LONGEST_TAKEN_MS));
      // Several calls in flight may be refused together; that is one reason to slow down, not several.
      if (quietUntil <= now()) ownBackOffMs = Math.min(LONGEST_BACK_OFF_MS, ownBackOffMs * 2);
      quietUntil = Math.max(quietUntil, now() + wait);
      return wait;
    },
    hold(ms) {
      if (ms > 0) quietUntil = Math.max(quietUntil, now() + ms);
    },
    calm() {
      if (quietUntil <= now()) ownBackOffMs = FIRST_BACK_OFF_MS;
    },
  };
}
