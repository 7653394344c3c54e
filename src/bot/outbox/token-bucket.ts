/** So many per second, with up to one second's worth saved up. Begins empty: another process may have spent this second. */
export class TokenBucket {
  #tokens = 0;
  #filledAtMs: number;

  constructor(nowMs: number) {
    this.#filledAtMs = nowMs;
  }

  /** Whole tokens there are now; below zero when more urgent messages took more than there were. */
  available(nowMs: number, perSecond: number): number {
    const gained = (Math.max(0, nowMs - this.#filledAtMs) / 1000) * perSecond;
    this.#tokens = Math.min(perSecond, this.#tokens + gained);
    this.#filledAtMs = nowMs;
    return Math.floor(this.#tokens);
  }

  /** May go into debt, but for no more than a second's worth. */
  take(count: number, perSecond: number): void {
    this.#tokens = Math.max(this.#tokens - count, -perSecond);
  }
}
