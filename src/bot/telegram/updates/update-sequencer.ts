import { markChannel } from '../peers';
import type { UpdateState } from '../session-store';
import type { Batch, UpdateFlowOptions } from './batch';
import type { Counter, ReadUpdate } from './read-update';

export type Verdict = 'next' | 'seen' | 'ahead';

/** Where the account's and the channels' updates stand, in memory; the database follows with each batch. */
export class Counters {
  #state: UpdateState | undefined;
  readonly #channels: Map<bigint, number>;
  readonly #changedChannels = new Set<bigint>();
  #isStateChanged = false;

  constructor(state: UpdateState | undefined, channels: ReadonlyMap<bigint, number>) {
    this.#state = state;
    this.#channels = new Map(channels);
  }

  get state(): UpdateState | undefined {
    return this.#state;
  }

  get channelIds(): bigint[] {
    return [...this.#channels.keys()];
  }

  channel(channelId: bigint): number | undefined {
    return this.#channels.get(channelId);
  }

  /** Where an update stands to what was seen so far. A channel's first update starts its counting. */
  judge(counter: Counter): Verdict {
    const local = this.#local(counter);
    if (local === undefined) return counter.kind === 'channel' ? 'next' : 'ahead';
    if (counter.to <= local) return counter.by === 0 && counter.to === local ? 'next' : 'seen';
    return local + counter.by >= counter.to ? 'next' : 'ahead';
  }

  advance(counter: Counter): void {
    if (counter.kind === 'channel') this.setChannel(counter.channelId, counter.to);
    else if (this.#state) this.set({ ...this.#state, [counter.kind]: counter.to });
  }

  set(state: UpdateState): void {
    this.#state = { pts: state.pts, qts: state.qts, date: state.date, seq: state.seq };
    this.#isStateChanged = true;
  }

  /** The next update of this channel starts its counting anew. */
  forgetChannel(channelId: bigint): void {
    this.#channels.delete(channelId);
    this.#changedChannels.delete(channelId);
  }

  setChannel(channelId: bigint, pts: number): void {
    this.#channels.set(channelId, pts);
    this.#changedChannels.add(channelId);
  }

  get isChanged(): boolean {
    return this.#isStateChanged || this.#changedChannels.size > 0;
  }

  /** What changed since the last call, for writing down. */
  takeChanges(): { state: UpdateState | undefined; channelStates: Map<bigint, number> } {
    const changed = [...this.#changedChannels].map((id) => [id, this.#channels.get(id) as number] as const);
    const state = this.#isStateChanged ? this.#state : undefined;
    this.#changedChannels.clear();
    this.#isStateChanged = false;
    return { state, channelStates: new Map(changed) };
  }

  #local(counter: Counter): number | undefined {
    return counter.kind === 'channel' ? this.#channels.get(counter.channelId) : this.#state?.[counter.kind];
  }
}

type Held = ReadUpdate & { readonly counter: Counter };

const HELD_MOST = 5_000;

/** Lets each counted update into the batch when its turn has come: those ahead of it are held until the gap is closed. */
export class UpdateSequencer {
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
    // A supergroup that one of our small groups became is followed from its first word on.
    if (read.event?.kind === 'migration') this.options.onMigration(read.event);
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
    for (const read of this.#release(only)) this.#pass(read);
  }

  /** The gap before them is asked for later: the counter stays, so that they come once more, under the same keys. */
  takeHeldEarly(only: (counter: Counter) => boolean): void {
    for (const read of this.#release(only)) this.batch.put(read);
  }

  #release(only: (counter: Counter) => boolean): Held[] {
    const released = this.#held.filter(({ counter }) => only(counter));
    this.#held = this.#held.filter(({ counter }) => !only(counter));
    return released;
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
