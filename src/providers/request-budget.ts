import type { Clock } from '../ports/clock';
import type { LeasedTurns } from './leased-turns';
import { createQuiet } from './quiet';

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

/**
 * Counts alone, for this process. `limits` are asked at each turn, so they may change.
 * @param jitter 0..1, spreads the back-offs of several processes that share a key.
 */
export function createRequestBudget(limits: RequestBudgetLimits, clock: Clock, jitter = Math.random): RequestBudget {
  const now = () => clock.monotonicMs?.() ?? clock.now().getTime();
  const quiet = createQuiet(now, jitter);
  /** When the calls so far would have been paid off at the steady rate. */
  let paidOffAt = 0;
  const pause = (ms: number) => new Promise<void>((resolve) => void clock.after(ms, resolve));

  return {
    async take(patienceMs) {
      const givesUpAt = now() + patienceMs;
      for (;;) {
        const at = now();
        const gapMs = 1000 / limits.perSecond;
        const savedMs = (Math.max(1, limits.burst) - 1) * gapMs;
        const startsAt = Math.max(at, quiet.until(), paidOffAt - savedMs);
        if (startsAt > givesUpAt) return { kind: 'held_back', retryAfterMs: Math.ceil(startsAt - at) };
        paidOffAt = Math.max(paidOffAt, startsAt) + gapMs;
        if (startsAt > at) await pause(startsAt - at);
        if (quiet.until() <= now()) return { kind: 'go' };
        // The supplier asked for quiet while this call waited; its turn is given back and it queues again.
        paidOffAt -= gapMs;
      }
    },
    backOff: quiet.backOff,
    calm: quiet.calm,
  };
}

/** Who waited longer looks whether another process was asked for quiet meanwhile. */
const LONG_WAIT_MS = 250;

/** The same, with turns that are counted for all processes together. */
export function createSharedBudget(turns: LeasedTurns, clock: Clock, jitter = Math.random): RequestBudget {
  const now = () => clock.monotonicMs?.() ?? clock.now().getTime();
  const quiet = createQuiet(now, jitter);
  const pause = (ms: number) => new Promise<void>((resolve) => void clock.after(ms, resolve));
  const heldBack = (ms: number) => ({ kind: 'held_back', retryAfterMs: Math.max(1, Math.ceil(ms)) }) as const;

  return {
    async take(patienceMs) {
      const givesUpAt = now() + patienceMs;
      for (;;) {
        if (quiet.until() > givesUpAt || now() > givesUpAt) return heldBack(quiet.until() - now());
        if (quiet.until() > now()) await pause(quiet.until() - now());
        const turn = await turns.next(givesUpAt - now());
        if ('waitMs' in turn) return heldBack(turn.waitMs);
        const startsAt = turn.dueAt - turn.savedMs;
        if (startsAt > givesUpAt) {
          turns.giveBack(turn);
          return heldBack(startsAt - now());
        }
        const waits = startsAt - now();
        if (waits > 0) await pause(waits);
        if (waits > LONG_WAIT_MS) quiet.hold(await turns.quietMs());
        if (quiet.until() <= now()) return { kind: 'go' };
        // Quiet was asked for meanwhile, here or elsewhere: this call queues again, and its turn serves nobody.
      }
    },
    backOff(retryAfterMs) {
      const wait = quiet.backOff(retryAfterMs);
      turns.quiet(wait);
      return wait;
    },
    calm: quiet.calm,
  };
}
