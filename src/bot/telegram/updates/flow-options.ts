import type { Logger } from '../../../platform/logger';
import type { Clock } from '../../../ports/clock';
import type { PeerBook } from '../peers';
import type { TelegramStore, UpdateState } from '../session-store';
import type { Ask } from './difference';

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
