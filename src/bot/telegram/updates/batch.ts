import type { Logger } from '../../../platform/logger';
import type { Clock } from '../../../ports/clock';
import type { InboundMigration } from '../../../ports/inbound-update';
import { toPayload } from '../../inbox';
import type { Api } from '../gramjs';
import { type PeerBook, unmark } from '../peers';
import type { FloodBook } from '../requests/attempt';
import type { InboxDraft, PeerRow, TelegramStore, UpdateState } from '../session-store';
import type { Ask } from './difference';
import type { ReadUpdate } from './read-update';
import type { Counters } from './update-sequencer';

export interface UpdateFlowOptions {
  readonly botId: bigint;
  readonly clock: Clock;
  readonly log: Logger;
  readonly store: Pick<TelegramStore, 'saveUpdates'>;
  readonly peers: PeerBook;
  readonly state: UpdateState | undefined;
  readonly channelStates: ReadonlyMap<bigint, number>;
  readonly ask: Ask;
  readonly floods: Pick<FloodBook, 'find' | 'record'>;
  /** Whether posts of this chat (marked id) are wanted; others are neither stored nor counted. */
  followsChat(chatId: bigint): boolean;
  /** Before it is handled: a chat that was followed by its old id is to be followed by its new one at once. */
  onMigration(moved: InboundMigration): void;
  /** New rows are in the inbox. */
  onStored(): void;
  /** How long an update that is ahead of its turn may wait for those before it. */
  readonly gapMs: number;
  /** After the first silence of this length the difference is asked for; then after twice as long, and so on. */
  readonly silenceMs: number;
  readonly longestSilenceMs: number;
}

const RETRY_MS = 500;
/** Of a channel in which nothing has happened. */
const FIRST_PTS = 1;

/** What came and is not written down yet: the rows, the people in them, and the counters that say that they came. */
export class Batch {
  #rows: InboxDraft[] = [];
  #peerRows = new Map<string, PeerRow>();

  constructor(
    private readonly counters: Counters,
    private readonly options: UpdateFlowOptions,
    private readonly isClosed: () => boolean,
  ) {}

  get hasRows(): boolean {
    return this.#rows.length > 0;
  }

  get isEmpty(): boolean {
    return this.#rows.length === 0 && this.#peerRows.size === 0 && !this.counters.isChanged;
  }

  put({ event, key }: Pick<ReadUpdate, 'event' | 'key'>): void {
    if (!event) return;
    if (event.kind === 'migration') this.options.onMigration(event);
    const isOfChat = event.kind === 'post' || event.kind === 'migration';
    if (isOfChat && !this.options.followsChat(event.chatId)) return;
    if (event.kind === 'migration') this.#beginCounting(unmark(event.chatId).id);
    const telegramId = 'from' in event ? event.from.telegramId : event.chatId;
    const dedupeKey = `${this.options.botId}:${key}`;
    this.#rows.push({ dedupeKey, telegramId, kind: event.kind, payload: toPayload(event) });
  }

  /** A supergroup counts from its own beginning, so that nothing that was said there since is missed. */
  #beginCounting(channelId: bigint): void {
    if (this.counters.channel(channelId) === undefined) this.counters.setChannel(channelId, FIRST_PTS);
  }

  learn(users: readonly Api.TypeUser[], chats: readonly Api.TypeChat[]): void {
    for (const row of this.options.peers.learn(users, chats)) this.#peerRows.set(`${row.kind}${row.id}`, row);
  }

  /** Writes all of it down in one statement, and tries until it is written. Rejects only once the flow is closed. */
  async save(): Promise<void> {
    if (this.isEmpty) return;
    const { store, log, clock, onStored } = this.options;
    const batch = { rows: this.#rows, peers: [...this.#peerRows.values()], ...this.counters.takeChanges() };
    this.#rows = [];
    this.#peerRows = new Map();
    for (;;) {
      try {
        const stored = await store.saveUpdates(batch);
        if (stored > 0) onStored();
        return;
      } catch (error) {
        if (this.isClosed()) throw error;
        log.error({ err: error }, 'updates could not be stored; trying again');
        await new Promise<void>((resolve) => void clock.after(RETRY_MS, resolve));
      }
    }
  }
}
