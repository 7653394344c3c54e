import type { UpdateState } from '../session-store';
import type { Counter } from './read-update';

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
