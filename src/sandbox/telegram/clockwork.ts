/** Timers that never keep the process alive and all end with the server. */
export class Clockwork {
  private readonly timers = new Set<NodeJS.Timeout>();
  private stopped = false;

  later(delayMs: number, work: () => void): NodeJS.Timeout {
    const timer = setTimeout(
      () => {
        this.timers.delete(timer);
        if (!this.stopped) work();
      },
      Math.min(delayMs, 0x7fffffff),
    );
    return this.keep(timer);
  }

  every(intervalMs: number, work: () => void): NodeJS.Timeout {
    return this.keep(setInterval(work, intervalMs));
  }

  private keep(timer: NodeJS.Timeout): NodeJS.Timeout {
    this.timers.add(timer.unref());
    return timer;
  }

  stop(): void {
    this.stopped = true;
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
  }
}
