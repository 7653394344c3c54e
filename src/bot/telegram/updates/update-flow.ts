import { Batch, type UpdateFlowOptions } from './batch';
import { CatchUp } from './catch-up';
import { unpack } from './read-message';
import { type Counter, readUpdate } from './read-update';
import { Counters, UpdateSequencer } from './update-sequencer';

export type { UpdateFlowOptions } from './batch';

type Push =
  | { readonly kind: 'updates'; readonly object: unknown }
  | { readonly kind: 'counter'; readonly counter: Counter };
type Arrival =
  | Push
  | { readonly kind: 'difference' }
  | { readonly kind: 'channel_difference'; readonly channelId: bigint }
  | { readonly kind: 'reconnected' }
  | { readonly kind: 'gap' }
  | { readonly kind: 'flush' };

const RETRY_MS = 500;
/** Counters alone are written down so much later; losing them costs one difference. */
const FLUSH_MS = 250;

/**
 * The updates' way into the inbox, one arrival after another. What is written down in one statement: the rows, the
 * counters that say that they came, and the people in them. Nothing is handled before that (defects 2, 16, 21).
 */
export class UpdateFlow {
  readonly #counters: Counters;
  readonly #batch: Batch;
  readonly #sequencer: UpdateSequencer;
  readonly #missed: CatchUp;
  readonly #arrivals: Arrival[] = [];
  #isRunning = false;
  #isClosed = false;
  #flushTimer: { cancel(): void } | undefined;
  #silenceTimer: { cancel(): void } | undefined;
  #silentForMs: number;
  #idle = Promise.resolve();

  constructor(private readonly options: UpdateFlowOptions) {
    const isClosed = () => this.#isClosed;
    const counters = new Counters(options.state, options.channelStates);
    const batch = new Batch(counters, options, isClosed);
    const sequencer = new UpdateSequencer(counters, batch, options, () => this.#arrive({ kind: 'gap' }));
    const takeWaiting = () => this.#takeWaiting();
    const summonChannel = (channelId: bigint) => this.#summonChannel(channelId);
    const summonAccount = () => {
      this.catchUp();
      this.#arrive({ kind: 'gap' });
    };
    const summons = { summonChannel, summonAccount };
    this.#missed = new CatchUp({ counters, batch, sequencer, options, isClosed, takeWaiting, ...summons });
    this.#counters = counters;
    this.#batch = batch;
    this.#sequencer = sequencer;
    this.#silentForMs = options.silenceMs;
  }

  /** Takes what was pushed, or the answer to one of our own calls. */
  take(object: unknown): void {
    this.#silentForMs = this.options.silenceMs;
    this.#arrive({ kind: 'updates', object });
  }

  /** Our own deletion moved the account's or a channel's counter. */
  takeAffected(counter: Counter): void {
    this.#arrive({ kind: 'counter', counter });
  }

  /** Something may have been missed. */
  catchUp(): void {
    if (!this.#arrivals.some(({ kind }) => kind === 'difference')) this.#arrive({ kind: 'difference' });
  }

  /** A new connection: both the account and the channels may have moved on. */
  reconnected(): void {
    this.#arrive({ kind: 'reconnected' });
  }

  /** Writes down what is left and stops. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#sequencer.close();
    this.#missed.close();
    for (const timer of [this.#flushTimer, this.#silenceTimer]) timer?.cancel();
    this.#arrivals.length = 0;
    await this.#idle;
    await this.#batch
      .save()
      .catch((error) => this.options.log.warn({ err: error }, 'the last counters were not stored'));
  }

  #arrive(arrival: Arrival): void {
    if (this.#isClosed) return;
    this.#arrivals.push(arrival);
    if (this.#isRunning) return;
    this.#isRunning = true;
    this.#idle = this.#run();
  }

  async #run(): Promise<void> {
    // One turn of the event loop, so that what comes in one packet is written in one statement.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#arrivals.length > 0 && !this.#isClosed) {
      try {
        await this.#work();
      } catch (error) {
        const { log, clock } = this.options;
        log.error({ err: error }, 'updates could not be taken; trying again');
        if (!this.#isClosed) await new Promise<void>((resolve) => void clock.after(RETRY_MS, resolve));
      }
    }
    this.#isRunning = false;
    this.#watchSilence();
  }

  /** Everything up to the next question to Telegram is one batch. What fails stays first in the queue. */
  async #work(): Promise<void> {
    const next = this.#arrivals[0] as Arrival;
    if (isPush(next)) {
      for (let push = next as Arrival | undefined; push && isPush(push); push = this.#arrivals[0]) {
        this.#arrivals.shift();
        this.#takeIn(push);
      }
      this.#sequencer.takeHeld();
      return this.#saveWhenWorthwhile();
    }
    if (next.kind === 'channel_difference') await this.#missed.channel(next.channelId);
    else if (next.kind === 'gap') await this.#missed.gaps();
    else if (next.kind === 'flush') await this.#batch.save();
    else await this.#missed.account();
    if (next.kind === 'reconnected') {
      for (const channelId of this.#counters.channelIds) this.#summonChannel(channelId);
    }
    this.#leave(next);
  }

  #leave(arrival: Arrival): void {
    const at = this.#arrivals.indexOf(arrival);
    if (at >= 0) this.#arrivals.splice(at, 1);
  }

  #takeWaiting(): void {
    for (const push of this.#arrivals.filter(isPush)) {
      this.#leave(push);
      this.#takeIn(push);
    }
  }

  #takeIn(push: Push): void {
    if (push.kind === 'counter') {
      this.#sequencer.count(push.counter);
      return;
    }
    const { updates, cast, users, chats, counters, date, seqStart, seq, isIncomplete } = unpack(push.object);
    this.#batch.learn(users, chats);
    for (const update of updates) {
      const read = readUpdate(update, cast);
      if (!('kind' in read)) this.#sequencer.take(read);
      else if (read.kind === 'difference') this.catchUp();
      else this.#summonChannel(read.channelId);
    }
    for (const counter of counters) this.#sequencer.count(counter);
    if (isIncomplete) this.catchUp();
    const { state } = this.#counters;
    if (!state || seqStart === 0) return;
    if (seqStart > state.seq + 1) this.catchUp();
    else if (seq > state.seq) this.#counters.set({ ...state, seq, date });
  }

  #summonChannel(channelId: bigint): void {
    const isWaiting = this.#arrivals.some((one) => one.kind === 'channel_difference' && one.channelId === channelId);
    if (!isWaiting) this.#arrive({ kind: 'channel_difference', channelId });
  }

  async #saveWhenWorthwhile(): Promise<void> {
    if (this.#batch.hasRows) return this.#batch.save();
    if (this.#batch.isEmpty) return;
    this.#flushTimer ??= this.options.clock.after(FLUSH_MS, () => {
      this.#flushTimer = undefined;
      this.#arrive({ kind: 'flush' });
    });
  }

  #watchSilence(): void {
    this.#silenceTimer?.cancel();
    if (this.#isClosed) return;
    this.#silenceTimer = this.options.clock.after(this.#silentForMs, () => {
      this.#silentForMs = Math.min(this.#silentForMs * 2, this.options.longestSilenceMs);
      this.catchUp();
    });
  }
}

const isPush = (arrival: Arrival): arrival is Push => arrival.kind === 'updates' || arrival.kind === 'counter';
