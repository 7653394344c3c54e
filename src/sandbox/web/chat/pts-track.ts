/**
 * Follows the account's pts, so that a lost update is noticed: GramJS hands updates on as they come and misses the rest.
 * Updates may come out of order; one is lost when the row before it stays incomplete.
 */
export class PtsTrack {
  private readonly early = new Map<number, number>();

  constructor(private at: number) {}

  /** The pts up to which nothing is missing. */
  get position(): number {
    return this.at;
  }

  get hasGap(): boolean {
    return this.early.size > 0;
  }

  /** Counts an update that moves pts by `count` to `pts`. */
  count(pts: number, count: number): void {
    if (pts <= this.at) return;
    this.early.set(pts - count, pts);
    for (const from of [...this.early.keys()].sort((one, other) => one - other)) {
      if (from > this.at) break;
      this.at = Math.max(this.at, this.early.get(from) ?? 0);
      this.early.delete(from);
    }
  }

  /** Starts again at `pts`, when everything up to there is known by other means. */
  restart(pts: number): void {
    this.at = pts;
    this.early.clear();
  }
}
