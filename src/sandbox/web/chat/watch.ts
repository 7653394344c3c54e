/** Named timers that do not keep the process alive: a name set again replaces its timer, and a failing step is left to the next look. */
export class Watch {
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private stopped = false;

  /** Runs the step once, unless the name is set again before. */
  after(name: string, ms: number, step: () => Promise<void>): void {
    const key = `once:${name}`;
    this.set(
      key,
      setTimeout(() => {
        this.timers.delete(key);
        step().catch(() => undefined);
      }, ms),
    );
  }

  every(name: string, ms: number, step: () => Promise<void>): void {
    this.set(
      `every:${name}`,
      setInterval(() => void step().catch(() => undefined), ms),
    );
  }

  stop(): void {
    this.stopped = true;
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
  }

  private set(key: string, timer: NodeJS.Timeout): void {
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
    if (this.stopped) clearTimeout(timer);
    else this.timers.set(key, timer.unref());
  }
}
