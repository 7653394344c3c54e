/** After so many turns in a row that failed, a turn is only a probe: one call that shows whether the supplier is back. */
export const PROBE_AFTER = 5;
/** Polls leave this share of the key's budget to purchases and cancels. */
const SHARE_OF_POLLS = 0.8;
const FIRST_BACK_OFF_MS = 1_000;
const LONGEST_BACK_OFF_MS = 30_000;
const SHORTEST_TURN_MS = 1_000;
const MOST_AT_ONCE = 8;

/** What one turn at a supplier may do. */
export interface TurnLimits {
  /** Orders that may be read one by one. */
  readonly reads: number;
  /** Of those, how many at the same time. */
  readonly atOnce: number;
  /** No call is begun later than this after the turn's start. */
  readonly lastsMs: number;
}

/** The limits of a turn. `failures`: turns in a row that failed before this one. */
export function turnLimits(o: { intervalMs: number; budgetPerSecond: number; failures: number }): TurnLimits {
  const lastsMs = Math.max(SHORTEST_TURN_MS, o.intervalMs);
  if (o.failures >= PROBE_AFTER) return { reads: 1, atOnce: 1, lastsMs };
  const reads = Math.max(1, Math.floor((o.budgetPerSecond * SHARE_OF_POLLS * o.intervalMs) / 1_000));
  return { reads, atOnce: Math.min(MOST_AT_ONCE, reads), lastsMs };
}

/**
 * Milliseconds from the end of a turn to the next one. A good turn is followed by the next one an interval after its own
 * start, up to a tenth earlier so that many providers do not fall into step. Failures wait twice as long each time, never
 * less than the supplier asked for.
 * @param jitter 0..1
 */
export function nextTurnInMs(o: {
  intervalMs: number;
  tookMs: number;
  /** In a row, this turn's included. */
  failures: number;
  /** What the supplier, or our own budget, said about the next call. */
  retryAfterMs?: number;
  jitter: number;
}): number {
  if (o.retryAfterMs !== undefined) return Math.max(o.intervalMs, o.retryAfterMs);
  if (o.failures === 0) return Math.max(0, Math.round(o.intervalMs * (1 - 0.1 * o.jitter) - o.tookMs));
  const doubled = Math.min(LONGEST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** Math.min(10, o.failures - 1));
  const own = Math.round(doubled * (1 - 0.2 * o.jitter));
  return Math.max(o.intervalMs, own);
}
