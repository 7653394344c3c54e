import type { Clock } from '../../src/ports/clock';

interface Waiting {
  dueMs: number;
  order: number;
  run: () => void;
}

/** A clock that stands still until the test moves it. */
export class TestClock implements Clock {
  #nowMs: number;
  #elapsedMs = 0;
  #order = 0;
  #waiting = new Set<Waiting>();

  constructor(start: Date | string = '2026-01-15T12:00:00.000Z') {
    this.#nowMs = new Date(start).getTime();
  }

  now(): Date {
    return new Date(this.#nowMs);
  }

  monotonicMs(): number {
    return this.#elapsedMs;
  }

  after(ms: number, run: () => void): { cancel(): void } {
    this.#order += 1;
    const waiting = { dueMs: this.#elapsedMs + Math.max(0, ms), order: this.#order, run };
    this.#waiting.add(waiting);
    return { cancel: () => void this.#waiting.delete(waiting) };
  }

  /** Callbacks not yet run. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /**
   * Moves the clock and runs what falls due, in order of time, each at its own moment. What a callback starts for the
   * same stretch of time runs too. Before and after each, promises get a turn.
   */
  async advance(ms: number): Promise<void> {
    await promisesSettle();
    const end = this.#elapsedMs + ms;
    for (let next = this.#nextDue(end); next; next = this.#nextDue(end)) {
      this.#waiting.delete(next);
      this.#moveTo(Math.max(this.#elapsedMs, next.dueMs));
      next.run();
      await promisesSettle();
    }
    this.#moveTo(end);
    await promisesSettle();
  }

  /** Sets the wall clock alone, as an administrator or time synchronisation does. Waiting callbacks do not move. */
  setWallClock(instant: Date | string): void {
    this.#nowMs = new Date(instant).getTime();
  }

  #moveTo(elapsedMs: number): void {
    this.#nowMs += elapsedMs - this.#elapsedMs;
    this.#elapsedMs = elapsedMs;
  }

  #nextDue(end: number): Waiting | undefined {
    const due = [...this.#waiting].filter(({ dueMs }) => dueMs <= end);
    return due.sort((a, b) => a.dueMs - b.dueMs || a.order - b.order)[0];
  }
}

function promisesSettle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
