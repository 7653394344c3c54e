import type { Clock } from '../../ports/clock';
import { createBackoff } from './backoff';
import type { LeasedTokens } from './leased-tokens';

export interface RateLimits {
  /** Calls a second for the key. */
  readonly perSecond: number;
  /** Calls that may be saved up. */
  readonly burst: number;
}

type Admission = { readonly kind: 'go' } | { readonly kind: 'held_back'; readonly retryAfterMs: number };

/** How many calls one provider's key may make, shared by everything that uses the key. */
export interface RateLimiter {
  /** Waits for a token. Answers `held_back` at once, and takes no turn, when the wait would exceed `patienceMs`. */
  take(patienceMs: number): Promise<Admission>;
  /** The provider asked for quiet: nothing goes out for that long, or for a doubling time of our own. Answers the wait in ms. */
  backOff(retryAfterMs?: number): number;
  /** A good answer came: the next back-off of our own starts small again. */
  reset(): void;
}

/**
 * Counts alone, for this process. `limits` are asked at each turn, so they may change.
 * @param jitter 0..1, spreads the back-offs of several processes that share a key.
 */
export function createRateLimiter(limits: RateLimits, clock: Clock, jitter = Math.random): RateLimiter {
  const now = () => clock.monotonicMs();
  const backoff = createBackoff(now, jitter);
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
        const startsAt = Math.max(at, backoff.until(), paidOffAt - savedMs);
        if (startsAt > givesUpAt) return { kind: 'held_back', retryAfterMs: Math.ceil(startsAt - at) };
        paidOffAt = Math.max(paidOffAt, startsAt) + gapMs;
        if (startsAt > at) await pause(startsAt - at);
        if (backoff.until() <= now()) return { kind: 'go' };
        // The provider asked for quiet while this call waited; its turn is given back and it queues again.
        paidOffAt -= gapMs;
      }
    },
    backOff: backoff.backOff,
    reset: backoff.reset,
  };
}

/** Who waited longer looks whether another process was asked for quiet meanwhile. */
const LONG_WAIT_MS = 250;

/** The same, with tokens that are counted for all processes together. */
export function createSharedRateLimiter(tokens: LeasedTokens, clock: Clock, jitter = Math.random): RateLimiter {
  const now = () => clock.monotonicMs();
  const backoff = createBackoff(now, jitter);
  const pause = (ms: number) => new Promise<void>((resolve) => void clock.after(ms, resolve));
  const heldBack = (ms: number) => ({ kind: 'held_back', retryAfterMs: Math.max(1, Math.ceil(ms)) }) as const;

  return {
    async take(patienceMs) {
      const givesUpAt = now() + patienceMs;
      for (;;) {
        if (backoff.until() > givesUpAt || now() > givesUpAt) return heldBack(backoff.until() - now());
        if (backoff.until() > now()) await pause(backoff.until() - now());
        const token = await tokens.next(givesUpAt - now());
        if ('waitMs' in token) return heldBack(token.waitMs);
        const startsAt = token.dueAt - token.savedMs;
        if (startsAt > givesUpAt) {
          tokens.giveBack(token);
          return heldBack(startsAt - now());
        }
        const waits = startsAt - now();
        if (waits > 0) await pause(waits);
        if (waits > LONG_WAIT_MS) backoff.pauseFor(await tokens.pausedMs());
        if (backoff.until() <= now()) return { kind: 'go' };
        // Quiet was asked for meanwhile, here or elsewhere: this call queues again, and its turn serves nobody.
      }
    },
    backOff(retryAfterMs) {
      const wait = backoff.backOff(retryAfterMs);
      tokens.pauseFor(wait);
      return wait;
    },
    reset: backoff.reset,
  };
}
