import type { Clock } from '../ports/clock';

export interface RequestBudgetLimits {
  /** Calls a second for the key. */
  readonly perSecond: number;
  /** Calls that may be saved up. */
  readonly burst: number;
}

export type BudgetAnswer = { readonly kind: 'go' } | { readonly kind: 'held_back'; readonly retryAfterMs: number };

/** How many calls one supplier's key may make, shared by everything that uses the key. */
export interface RequestBudget {
  /** Waits for a turn. Answers `held_back` at once, and takes no turn, when the wait would exceed `patienceMs`. */
  take(patienceMs: number): Promise<BudgetAnswer>;
  /** The supplier asked for quiet: nothing goes out for that long, or for a doubling time of our own. Answers the wait in ms. */
  backOff(retryAfterMs?: number): number;
  /** A good answer came: the next back-off of our own starts small again. */
  calm(): void;
}

const FIRST_BACK_OFF_MS = 5_000;
const LONGEST_BACK_OFF_MS = 60_000;
/** No supplier may silence us for longer by one header; a key that stays refused is asked again then. */
const LONGEST_TAKEN_MS = 3_600_000;

/** @param jitter 0..1, spreads the back-offs of several processes that share a key. */
export function createRequestBudget(limits: RequestBudgetLimits, clock: Clock, jitter = Math.random): RequestBudget {
  const gapMs = 1000 / limits.perSecond;
  const savedMs = (Math.max(1, limits.burst) - 1) * gapMs;
  const now = () => clock.monotonicMs?.() ?? clock.now().getTime();
  /** When the calls so far would have been paid off at the steady rate. */
  let paidOffAt = 0;
  let quietUntil = 0;
  let ownBackOffMs = FIRST_BACK_OFF_MS;
  const pause = (ms: number) => new Promise<void>((resolve) => void clock.after(ms, resolve));

  return {
    async take(patienceMs) {
      const givesUpAt = now() + patienceMs;
      for (;;) {
        const at = now();
        const startsAt = Math.max(at, quietUntil, paidOffAt - savedMs);
        if (startsAt > givesUpAt) return { kind: 'held_back', retryAfterMs: Math.ceil(startsAt - at) };
        paidOffAt = Math.max(paidOffAt, startsAt) + gapMs;
        if (startsAt > at) await pause(startsAt - at);
        if (quietUntil <= now()) return { kind: 'go' };
        // The supplier asked for quiet while this call waited; its turn is given back and it queues again.
        paidOffAt -= gapMs;
      }
    },
    backOff(retryAfterMs) {
      const own = ownBackOffMs * (1 + 0.2 * jitter());
      const wait = Math.ceil(retryAfterMs === undefined ? own : Math.min(Math.max(0, retryAfterMs), LONGEST_TAKEN_MS));
      // Several calls in flight may be refused together; that is one reason to slow down, not several.
      if (quietUntil <= now()) ownBackOffMs = Math.min(LONGEST_BACK_OFF_MS, ownBackOffMs * 2);
      quietUntil = Math.max(quietUntil, now() + wait);
      return wait;
    },
    calm() {
      if (quietUntil <= now()) ownBackOffMs = FIRST_BACK_OFF_MS;
    },
  };
}
