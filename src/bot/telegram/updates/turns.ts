import { markChannel } from '../chat-ids';
import type { Batch } from './batch';
import type { Counters } from './counters';
import type { UpdateFlowOptions } from './flow-options';
import type { Counter, ReadUpdate } from './read-update';

type Held = ReadUpdate & { readonly counter: Counter };

const HELD_MOST = 5_000;

/** Lets each counted update into the batch when its turn has come: those ahead of it are held until the gap is closed. */
export class Turns {
  #held: Held[] = [];
  #gapTimer: { cancel(): void } | undefined;

  constructor(
    private readonly counters: Counters,
    private readonly batch: Batch,
    private readonly options: UpdateFlowOptions,
    private readonly onGap: () => void,
  ) {}

  get held(): readonly Held[] {
    return this.#held;
  }

  take(read: ReadUpdate): void {
    const { counter } = read;
    if (!counter) {
      this.batch.put(read);
      return;
    }
    if (counter.kind === 'channel' && !this.options.followsChat(markChannel(counter.channelId))) return;
    const verdict = this.counters.judge(counter);
    if (verdict === 'seen') return;
    if (verdict === 'next') this.#pass({ ...read, counter });
    else this.#hold({ ...read, counter });
  }

  /** A counter that moved without an update that the shop has a use for. */
  count(counter: Counter): void {
    this.take({ counter, event: undefined, key: '' });
  }

  /** Those that waited for others may have their turn now. */
  takeHeld(): void {
    for (let isMoving = true; isMoving && this.#held.length > 0; ) {
      const waiting = this.#held.sort((a, b) => a.counter.to - b.counter.to);
      this.#held = [];
      isMoving = false;
      for (const read of waiting) {
        const verdict = this.counters.judge(read.counter);
        if (verdict === 'ahead') {
          this.#held.push(read);
          continue;
        }
        isMoving = true;
        if (verdict === 'next') this.#pass(read);
      }
    }
  }

  /** The gap before them stays a gap. `only`: those; the others are held on. */
  takeHeldAsTheyAre(only: (counter: Counter) => boolean = () => true): void {
    const passing = this.#held.filter(({ counter }) => only(counter));
    this.#held = this.#held.filter(({ counter }) => !only(counter));
    for (const read of passing) this.#pass(read);
  }

  close(): void {
    this.#gapTimer?.cancel();
  }

  #pass(read: Held): void {
    this.counters.advance(read.counter);
    this.batch.put(read);
  }

  #hold(read: Held): void {
    if (this.#held.length < HELD_MOST) this.#held.push(read);
    const { clock, gapMs } = this.options;
    this.#gapTimer ??= clock.after(gapMs, () => {
      this.#gapTimer = undefined;
      if (this.#held.length > 0) this.onGap();
    });
  }
}
