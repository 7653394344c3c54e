import type { CallPace } from '../../platform/vendor/client';
import type { Clock } from '../../ports/clock';

const OWN_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 3_600_000;

/** Invoices are few, so they go out at once; only a provider that asked for quiet gets it. */
export function createQuietPace(clock: Clock): CallPace {
  const now = () => clock.monotonicMs?.() ?? clock.now().getTime();
  let quietUntil = 0;
  return {
    async take() {
      const retryAfterMs = quietUntil - now();
      return retryAfterMs > 0 ? { kind: 'held_back', retryAfterMs } : { kind: 'go' };
    },
    backOff(retryAfterMs = OWN_PAUSE_MS) {
      const wait = Math.min(retryAfterMs, LONGEST_PAUSE_MS);
      quietUntil = Math.max(quietUntil, now() + wait);
      return wait;
    },
    reset: () => undefined,
  };
}
