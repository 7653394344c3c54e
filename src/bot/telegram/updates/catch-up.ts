import { markChannel } from '../peers';
import type { Batch, UpdateFlowOptions } from './batch';
import { castOf } from './cast';
import { type DifferencePage, fetchChannelDifference, fetchDifference, fetchState } from './difference';
import { readMessage } from './read-message';
import { messageKey, readUpdate } from './read-update';
import type { Counters, UpdateSequencer } from './update-sequencer';

export interface CatchUpParts {
  readonly counters: Counters;
  readonly batch: Batch;
  readonly sequencer: UpdateSequencer;
  readonly options: UpdateFlowOptions;
  isClosed(): boolean;
  /** Takes in what was pushed and still waits. */
  takeWaiting(): void;
  /** Telegram tells of a channel only that something happened there. */
  summonChannel(channelId: bigint): void;
}

/** Asks Telegram for what was missed, page by page; each page is written down before the next is asked for. */
export class CatchUp {
  constructor(private readonly parts: CatchUpParts) {}

  async account(): Promise<void> {
    const { counters, sequencer, batch, options, isClosed } = this.parts;
    if (!counters.state) {
      await this.#beginCounting();
      return;
    }
    for (let isLast = false; !isLast && !isClosed(); ) {
      const page = await fetchDifference(options.ask, counters.state, options.log);
      this.#takePage(page);
      counters.set(page.state);
      sequencer.takeHeld();
      await batch.save();
      isLast = page.isLast;
    }
  }

  async channel(channelId: bigint): Promise<void> {
    const { counters, sequencer, batch, options, isClosed } = this.parts;
    const chatId = markChannel(channelId);
    if (!options.followsChat(chatId)) return;
    const channel = await options.peers.inputChannel(chatId);
    for (let isLast = false; !isLast && !isClosed(); ) {
      const pts = counters.channel(channelId);
      if (pts === undefined) return;
      try {
        const page = await fetchChannelDifference(options.ask, channel, pts);
        this.#takePage(page);
        counters.setChannel(channelId, page.pts);
        sequencer.takeHeld();
        await batch.save();
        isLast = page.isLast;
      } catch (error) {
        if (!('errorMessage' in (error as object))) throw error;
        options.log.warn({ err: error, channelId }, 'Telegram refuses the difference of a channel');
        return;
      }
    }
  }

  /** Updates were held in vain: asks wherever one is missing. */
  async gaps(): Promise<void> {
    const { sequencer, batch, options } = this.parts;
    const kinds = new Set(sequencer.held.map(({ counter }) => counter.kind));
    if (kinds.has('pts') || kinds.has('qts')) await this.account();
    for (const { counter } of [...sequencer.held]) {
      if (counter.kind === 'channel') await this.channel(counter.channelId);
    }
    if (sequencer.held.length > 0)
      options.log.warn({ count: sequencer.held.length }, 'a difference left a gap; going on');
    sequencer.takeHeldAsTheyAre();
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
    for (const message of messages) batch.put({ event: readMessage(message, cast), key: messageKey(message) });
    for (const update of updates) {
      const read = readUpdate(update, cast);
      if ('kind' in read) summonChannel((read as { channelId: bigint }).channelId);
      else if (read.counter?.kind === 'channel') sequencer.take(read);
      else batch.put(read);
    }
  }
}
