/** Where time comes from. Rules never ask the machine: tests pass a clock that they move. */
export interface Clock {
  /** The present instant. */
  now(): Date;
  /** Milliseconds since some fixed moment; never goes back, for measuring durations. */
  monotonicMs(): number;
  /** Runs once, `ms` milliseconds from now, unless canceled before. Never keeps a stopping program alive. */
  after(ms: number, run: () => void): { cancel(): void };
}
