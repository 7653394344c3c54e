/** More events than this wait for nobody: who reads so slowly is cut off and comes back. */
const MOST_WAITING = 1_000;

/** Events on their way to one subscriber. Pushing never waits; a full queue ends with an error. */
export class EventQueue<Event> implements AsyncIterableIterator<Event> {
  private readonly waiting: Event[] = [];
  private wake: (() => void) | undefined;
  private isOver = false;
  private fault: Error | undefined;

  constructor(private readonly onEnd: () => void) {}

  push(event: Event): void {
    if (this.isOver) return;
    this.waiting.push(event);
    if (this.waiting.length > MOST_WAITING) {
      this.fault = new Error('You read too slowly. Subscribe again.');
      this.end();
    }
    this.wake?.();
  }

  async next(): Promise<IteratorResult<Event>> {
    while (this.waiting.length === 0 && !this.isOver) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    if (this.fault) throw this.fault;
    if (this.isOver) return { done: true, value: undefined };
    return { done: false, value: this.waiting.shift()! };
  }

  async return(): Promise<IteratorResult<Event>> {
    this.end();
    return { done: true, value: undefined };
  }

  private end(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.onEnd();
    this.wake?.();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
