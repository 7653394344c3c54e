import type { Clock } from '../ports/clock';

export type BreakerOutcome = 'good' | 'bad' | 'neither';

type Admission =
  | { readonly kind: 'admitted'; settle(outcome: BreakerOutcome): void }
  | { readonly kind: 'refused'; readonly retryAfterMs: number };

/** Stops calls that have failed several times in a row; after a pause one call may try. */
export interface CircuitBreaker {
  admit(): Admission;
  /** Counts a call that was made without asking. */
  record(outcome: BreakerOutcome): void;
  readonly state: 'closed' | 'open' | 'half_open';
}

interface BreakerLimits {
  readonly openAfter: number;
  /** The first pause; doubles with each failed try, up to eight times as long. */
  readonly pauseMs: number;
}

/** @param onChange hears when calls stop and when they go on again. */
export function createCircuitBreaker(
  limits: BreakerLimits,
  clock: Clock,
  onChange: (state: 'open' | 'closed') => void = () => undefined,
): CircuitBreaker {
  const now = () => clock.monotonicMs();
  let failures = 0;
  let openUntil: number | undefined;
  let pauseMs = limits.pauseMs;
  let trying = false;

  const open = () => {
    if (openUntil === undefined) onChange('open');
    openUntil = now() + pauseMs;
    pauseMs = Math.min(pauseMs * 2, limits.pauseMs * 8);
  };
  const close = () => {
    if (openUntil !== undefined) onChange('closed');
    failures = 0;
    openUntil = undefined;
    pauseMs = limits.pauseMs;
  };
  const record = (outcome: BreakerOutcome) => {
    if (outcome === 'good') close();
    if (outcome !== 'bad') return;
    failures += 1;
    if (failures >= limits.openAfter && (openUntil === undefined || openUntil <= now())) open();
  };
  const admitted = (isTry: boolean): Admission => {
    trying ||= isTry;
    let settled = false;
    return {
      kind: 'admitted',
      settle(outcome) {
        if (settled) return;
        settled = true;
        if (isTry) trying = false;
        record(outcome);
      },
    };
  };

  return {
    admit() {
      if (openUntil === undefined) return admitted(false);
      const leftMs = openUntil - now();
      if (leftMs > 0) return { kind: 'refused', retryAfterMs: leftMs };
      return trying ? { kind: 'refused', retryAfterMs: 1_000 } : admitted(true);
    },
    record,
    get state() {
      if (openUntil === undefined) return 'closed';
      return openUntil > now() ? 'open' : 'half_open';
    },
  };
}
