import { markChannel, unmark } from '../peers';
import type { Batch, UpdateFlowOptions } from './batch';
import { castOf } from './cast';
import { type DifferencePage, fetchChannelDifference, fetchDifference, fetchState, isLostState } from './difference';
import { readMessage } from './read-message';
import { type Counter, messageKey, readUpdate } from './read-update';
import { isPassing, Rests } from './rests';
import type { Counters, UpdateSequencer } from './update-sequencer';

export interface CatchUpParts {
  readonly counters: Counters;
  readonly batch: Batch;
  readonly sequencer: UpdateSequencer;
  readonly options: UpdateFlowOptions;
  isClosed(): boolean;
  /** Takes in what was pushed and still waits. */
  takeWaiting(): void;
  /** Telegram tells of a channel only that something happened there, or is to be asked about it again. */
  summonChannel(channelId: bigint): void;
  summonAccount(): void;
}

/** What is asked: the account, or a channel by its bare id. */
type Source = 'account' | bigint;

/**
 * Asks Telegram for what was missed, page by page; each page is written down before the next is asked for. Where Telegram
 * does not answer for now, the question is put again later by itself, and until then nothing is given up.
 */
export class CatchUp {
  readonly #rests: Rests<Source>;

  constructor(private readonly parts: CatchUpParts) {
    this.#rests = new Rests(parts.options, (source) =>
      source === 'account' ? parts.summonAccount() : parts.summonChannel(source),
    );
  }

  close(): void {
    this.#rests.close();
  }

  async account(): Promise<void> {
    const { isClosed, options } = this.parts;
    if (this.#rests.has('account')) return;
    try {
      await this.#askAccount();
      this.#rests.end('account');
    } catch (error) {
      if (isClosed()) throw error;
      const waitMs = await this.#rests.begin('account', error);
      options.log.error({ err: error, waitMs }, 'the difference cannot be had; asking again later');
    }
  }

  async channel(channelId: bigint): Promise<void> {
    const { counters, isClosed, options } = this.parts;
    if (this.#rests.has(channelId)) return;
    try {
      await this.#askChannel(channelId);
      this.#rests.end(channelId);
    } catch (error) {
      if (isClosed()) throw error;
      if (isPassing(error)) {
        const waitMs = await this.#rests.begin(channelId, error);
        options.log.warn({ err: error, channelId, waitMs }, 'the difference of a channel cannot be had for now');
        return;
      }
      options.log.error({ err: error, channelId }, 'Telegram refuses the difference of a channel');
      this.#rests.end(channelId);
      if (isLostState(error)) counters.forgetChannel(channelId);
    }
  }

  async #askAccount(): Promise<void> {
    const { counters, sequencer, batch, options, isClosed } = this.parts;
    if (!counters.state) return this.#beginCounting();
    for (let isLast = false; !isLast && !isClosed(); ) {
      const page = await fetchDifference(options.ask, counters.state, options.log);
      this.#takePage(page);
      counters.set(page.state);
      sequencer.takeHeld();
      await batch.save();
      isLast = page.isLast;
    }
  }

  async #askChannel(channelId: bigint): Promise<void> {
    const { counters, sequencer, batch, options, isClosed } = this.parts;
    const chatId = markChannel(channelId);
    if (!options.followsChat(chatId)) return;
    const channel = await options.peers.inputChannel(chatId);
    for (let isLast = false; !isLast && !isClosed(); ) {
      const pts = counters.channel(channelId);
      if (pts === undefined) return;
      const page = await fetchChannelDifference(options.ask, channel, pts);
      this.#takePage(page);
      counters.setChannel(channelId, page.pts);
      sequencer.takeHeld();
      await batch.save();
      isLast = page.isLast;
    }
  }

  /**
   * Updates were held in vain: asks wherever one is missing. Where Telegram does not answer for now, posts go on without
   * those before them, since they bring codes; what a person does waits for its turn.
   */
  async gaps(): Promise<void> {
    const { sequencer, batch, options } = this.parts;
    const kinds = new Set(sequencer.held.map(({ counter }) => counter.kind));
    if (kinds.has('pts') || kinds.has('qts')) await this.account();
    const channels = sequencer.held.flatMap(({ counter }) => (counter.kind === 'channel' ? [counter.channelId] : []));
    for (const channelId of new Set(channels)) await this.channel(channelId);
    const isAskedLater = (counter: Counter) =>
      this.#rests.has(counter.kind === 'channel' ? counter.channelId : 'account');
    sequencer.takeHeldEarly((counter) => counter.kind === 'channel' && isAskedLater(counter));
    const given = sequencer.held.filter(({ counter }) => !isAskedLater(counter)).length;
    if (given > 0) options.log.warn({ count: given }, 'a difference left a gap; going on');
    sequencer.takeHeldAsTheyAre((counter) => !isAskedLater(counter));
    await batch.save();
  }

  /** The first start of all: what came before the counters were known is new all the same, also what came meanwhile. */
  async #beginCounting(): Promise<void> {
    const { counters, sequencer, batch, options, takeWaiting } = this.parts;
    const state = await fetchState(options.ask);
    takeWaiting();
    sequencer.takeHeldAsTheyAre((counter) => counter.kind === 'channel' || counter.to <= state[counter.kind]);
    counters.set(state);
    sequencer.takeHeld();
    await batch.save();
  }

  /** A difference is in order and whole, so its counters need no judging. */
  #takePage({ messages, updates, users, chats }: DifferencePage): void {
    const { sequencer, batch, summonChannel } = this.parts;
    const cast = castOf(users, chats);
    batch.learn(users, chats);
    for (const message of messages) {
      const event = readMessage(message, cast);
      batch.put({ event, key: messageKey(message) });
      if (event?.kind === 'migration') summonChannel(unmark(event.chatId).id);
    }
    for (const update of updates) {
      const read = readUpdate(update, cast);
      if ('kind' in read) summonChannel((read as { channelId: bigint }).channelId);
      else if (read.counter?.kind === 'channel') sequencer.take(read);
      else batch.put(read);
    }
  }
}
