import type { Logger } from '../../../platform/logger';
import type { Clock } from '../../../ports/clock';
import { toPayload } from '../../inbox/inbound-json';
import { markChannel } from '../chat-ids';
import type { Api } from '../gramjs';
import type { PeerBook } from '../peer-book';
import type { InboxDraft, PeerRow, TelegramStore, UpdateState } from '../session-store';
import { Counters } from './counters';
import { type Ask, type DifferencePage, fetchChannelDifference, fetchDifference, fetchState } from './difference';
import { type Cast, castOf, readMessage } from './read-message';
import { type Counter, messageKey, type ReadUpdate, readUpdate } from './read-update';
import { unpack } from './unpack';

export interface UpdateFlowOptions {
  readonly botId: bigint;
  readonly clock: Clock;
  readonly log: Logger;
  readonly store: Pick<TelegramStore, 'saveUpdates'>;
  readonly peers: PeerBook;
  readonly state: UpdateState | undefined;
  readonly channelStates: ReadonlyMap<bigint, number>;
  readonly ask: Ask;
  /** Whether posts of this chat (marked id) are wanted; others are neither stored nor counted. */
  followsChat(chatId: bigint): boolean;
  /** New rows are in the inbox. */
  onStored(): void;
  /** How long an update that is ahead of its turn may wait for those before it. */
  readonly gapMs: number;
  /** After the first silence of this length the difference is asked for; then after twice as long, and so on. */
  readonly silenceMs: number;
  readonly longestSilenceMs: number;
}

type Arrival =
  | { readonly kind: 'updates'; readonly object: unknown }
  | { readonly kind: 'counter'; readonly counter: Counter }
  | { readonly kind: 'difference' }
  | { readonly kind: 'channel_difference'; readonly channelId: bigint }
  | { readonly kind: 'reconnected' }
  | { readonly kind: 'gap' }
  | { readonly kind: 'flush' };

const HELD_MOST = 5_000;
const RETRY_MS = 500;
/** Counters alone are written down so much later; losing them costs one difference. */
const FLUSH_MS = 250;

/**
 * The updates' way into the inbox, one arrival after another. What is written down in one statement: the rows, the
 * counters that say that they came, and the people in them. Nothing is handled before that (defects 2, 16, 21).
 */
export class UpdateFlow {
  readonly #counters: Counters;
  readonly #arrivals: Arrival[] = [];
  #isRunning = false;
  #isClosed = false;
  #rows: InboxDraft[] = [];
  #peerRows = new Map<string, PeerRow>();
  #held: (ReadUpdate & { counter: Counter })[] = [];
  #gapTimer: { cancel(): void } | undefined;
  #flushTimer: { cancel(): void } | undefined;
  #silenceTimer: { cancel(): void } | undefined;
  #silentForMs: number;
  #idle = Promise.resolve();

  constructor(private readonly options: UpdateFlowOptions) {
    this.#counters = new Counters(options.state, options.channelStates);
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

  /** A new link: both the account and the channels may have moved on. */
  reconnected(): void {
    this.#arrive({ kind: 'reconnected' });
  }

  /** Writes down what is left and stops. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const timer of [this.#gapTimer, this.#flushTimer, this.#silenceTimer]) timer?.cancel();
    this.#arrivals.length = 0;
    await this.#idle;
    await this.#save().catch((error) => this.options.log.warn({ err: error }, 'the last counters were not stored'));
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
        this.options.log.error({ err: error }, 'updates could not be taken; trying again');
        if (!this.#isClosed) await this.#rest(RETRY_MS);
      }
    }
    this.#isRunning = false;
    this.#watchSilence();
  }

  /** Everything up to the next question to Telegram is one batch. */
  async #work(): Promise<void> {
    const next = this.#arrivals[0] as Arrival;
    if (next.kind === 'updates' || next.kind === 'counter') {
      while (this.#arrivals[0]?.kind === 'updates' || this.#arrivals[0]?.kind === 'counter') {
        this.#takeIn(this.#arrivals.shift() as Arrival);
      }
      this.#applyHeld();
      return this.#saveWhenWorthwhile();
    }
    if (next.kind === 'channel_difference') await this.#fetchChannel(next.channelId);
    else if (next.kind === 'gap') await this.#fetchGaps();
    else if (next.kind === 'flush') await this.#save();
    else await this.#fetchAccount();
    if (next.kind === 'reconnected') {
      for (const channelId of this.#counters.channelIds) this.#summonChannel(channelId);
    }
    const at = this.#arrivals.indexOf(next);
    if (at >= 0) this.#arrivals.splice(at, 1);
  }

  #takeIn(arrival: Arrival): void {
    if (arrival.kind === 'counter') this.#apply({ counter: arrival.counter, event: undefined, key: '' });
    if (arrival.kind !== 'updates') return;
    const unpacked = unpack(arrival.object);
    this.#learn(unpacked.users, unpacked.chats);
    for (const update of unpacked.updates) this.#applyUpdate(update, unpacked.cast);
    for (const counter of unpacked.counters) this.#apply({ counter, event: undefined, key: '' });
    if (unpacked.isIncomplete) this.catchUp();
    const { state } = this.#counters;
    if (!state || unpacked.seqStart === 0) return;
    if (unpacked.seqStart > state.seq + 1) this.catchUp();
    else if (unpacked.seq > state.seq) this.#counters.set({ ...state, seq: unpacked.seq, date: unpacked.date });
  }

  #applyUpdate(update: Api.TypeUpdate, cast: Cast): void {
    const read = readUpdate(update, cast);
    if ('kind' in read) {
      if (read.kind === 'difference') this.catchUp();
      else this.#summonChannel(read.channelId);
      return;
    }
    this.#apply(read);
  }

  #apply(read: ReadUpdate): void {
    const { counter } = read;
    if (!counter) {
      this.#put(read);
      return;
    }
    if (counter.kind === 'channel' && !this.options.followsChat(markChannel(counter.channelId))) return;
    const verdict = this.#counters.judge(counter);
    if (verdict === 'seen') return;
    if (verdict === 'next') {
      this.#counters.advance(counter);
      this.#put(read);
      return;
    }
    if (this.#held.length < HELD_MOST) this.#held.push({ ...read, counter });
    const { clock, gapMs } = this.options;
    this.#gapTimer ??= clock.after(gapMs, () => {
      this.#gapTimer = undefined;
      if (this.#held.length > 0) this.#arrive({ kind: 'gap' });
    });
  }

  /** Those that waited for others may have their turn now. */
  #applyHeld(): void {
    for (let isMoving = true; isMoving && this.#held.length > 0; ) {
      const waiting = this.#held.sort((a, b) => a.counter.to - b.counter.to);
      this.#held = [];
      isMoving = false;
      for (const read of waiting) {
        const verdict = this.#counters.judge(read.counter);
        if (verdict === 'ahead') {
          this.#held.push(read);
          continue;
        }
        isMoving = true;
        if (verdict === 'next') {
          this.#counters.advance(read.counter);
          this.#put(read);
        }
      }
    }
  }

  #put({ event, key }: ReadUpdate): void {
    if (!event) return;
    if (event.kind === 'post' && !this.options.followsChat(event.chatId)) return;
    const telegramId = 'from' in event ? event.from.telegramId : event.chatId;
    const dedupeKey = `${this.options.botId}:${key}`;
    this.#rows.push({ dedupeKey, telegramId, kind: event.kind, payload: toPayload(event) });
  }

  #learn(users: readonly Api.TypeUser[], chats: readonly Api.TypeChat[]): void {
    for (const row of this.options.peers.learn(users, chats)) this.#peerRows.set(`${row.kind}${row.id}`, row);
  }

  async #fetchGaps(): Promise<void> {
    const kinds = new Set(this.#held.map(({ counter }) => counter.kind));
    if (kinds.has('pts') || kinds.has('qts')) await this.#fetchAccount();
    for (const { counter } of [...this.#held]) {
      if (counter.kind === 'channel') await this.#fetchChannel(counter.channelId);
    }
    if (this.#held.length > 0) this.options.log.warn({ count: this.#held.length }, 'a difference left a gap; going on');
    this.#takeHeldAsTheyAre();
    await this.#save();
  }

  async #fetchAccount(): Promise<void> {
    const { ask, log } = this.options;
    if (!this.#counters.state) {
      await this.#beginCounting();
      return;
    }
    for (let isLast = false; !isLast && !this.#isClosed; ) {
      const page = await fetchDifference(ask, this.#counters.state, log);
      this.#takePage(page);
      this.#counters.set(page.state);
      this.#applyHeld();
      await this.#save();
      isLast = page.isLast;
    }
  }

  /** The first start of all: what came before the counters were known is new all the same, also what came meanwhile. */
  async #beginCounting(): Promise<void> {
    const state = await fetchState(this.options.ask);
    const isPush = ({ kind }: Arrival) => kind === 'updates' || kind === 'counter';
    for (const arrival of this.#arrivals.filter(isPush)) {
      this.#arrivals.splice(this.#arrivals.indexOf(arrival), 1);
      this.#takeIn(arrival);
    }
    const counted = ({ counter }: { counter: Counter }) =>
      counter.kind === 'channel' || counter.to <= state[counter.kind];
    const later = this.#held.filter((read) => !counted(read));
    this.#held = this.#held.filter(counted);
    this.#takeHeldAsTheyAre();
    this.#counters.set(state);
    this.#held = later;
    this.#applyHeld();
    await this.#save();
  }

  #takeHeldAsTheyAre(): void {
    for (const read of this.#held) {
      this.#counters.advance(read.counter);
      this.#put(read);
    }
    this.#held = [];
  }

  async #fetchChannel(channelId: bigint): Promise<void> {
    const { peers, ask, log } = this.options;
    const chatId = markChannel(channelId);
    if (!this.options.followsChat(chatId)) return;
    const channel = await peers.inputChannel(chatId);
    for (let isLast = false; !isLast && !this.#isClosed; ) {
      const pts = this.#counters.channel(channelId);
      if (pts === undefined) return;
      try {
        const page = await fetchChannelDifference(ask, channel, pts);
        this.#takePage(page);
        this.#counters.setChannel(channelId, page.pts);
        this.#applyHeld();
        await this.#save();
        isLast = page.isLast;
      } catch (error) {
        if (!('errorMessage' in (error as object))) throw error;
        log.warn({ err: error, channelId }, 'Telegram refuses the difference of a channel');
        return;
      }
    }
  }

  /** A difference is in order and whole, so its counters need no judging. */
  #takePage({ messages, updates, users, chats }: DifferencePage): void {
    const cast = castOf(users, chats);
    this.#learn(users, chats);
    for (const message of messages) {
      this.#put({ counter: undefined, event: readMessage(message, cast), key: messageKey(message) });
    }
    for (const update of updates) {
      const read = readUpdate(update, cast);
      if ('kind' in read) this.#summonChannel((read as { channelId: bigint }).channelId);
      else if (read.counter?.kind === 'channel') this.#apply(read);
      else this.#put(read);
    }
  }

  #summonChannel(channelId: bigint): void {
    const isWaiting = this.#arrivals.some((one) => one.kind === 'channel_difference' && one.channelId === channelId);
    if (!isWaiting) this.#arrivals.push({ kind: 'channel_difference', channelId });
  }

  async #saveWhenWorthwhile(): Promise<void> {
    if (this.#rows.length > 0) return this.#save();
    if (!this.#counters.isChanged && this.#peerRows.size === 0) return;
    this.#flushTimer ??= this.options.clock.after(FLUSH_MS, () => {
      this.#flushTimer = undefined;
      this.#arrive({ kind: 'flush' });
    });
  }

  async #save(): Promise<void> {
    const rows = this.#rows;
    const peers = [...this.#peerRows.values()];
    if (rows.length === 0 && peers.length === 0 && !this.#counters.isChanged) return;
    const batch = { rows, peers, ...this.#counters.takeChanges() };
    this.#rows = [];
    this.#peerRows = new Map();
    for (;;) {
      try {
        const stored = await this.options.store.saveUpdates(batch);
        if (stored > 0) this.options.onStored();
        return;
      } catch (error) {
        if (this.#isClosed) throw error;
        this.options.log.error({ err: error }, 'updates could not be stored; trying again');
        await this.#rest(RETRY_MS);
      }
    }
  }

  #watchSilence(): void {
    this.#silenceTimer?.cancel();
    if (this.#isClosed) return;
    this.#silenceTimer = this.options.clock.after(this.#silentForMs, () => {
      this.#silentForMs = Math.min(this.#silentForMs * 2, this.options.longestSilenceMs);
      this.catchUp();
    });
  }

  #rest(ms: number): Promise<void> {
    return new Promise((resolve) => void this.options.clock.after(ms, resolve));
  }
}
