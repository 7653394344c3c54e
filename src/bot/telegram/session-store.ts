import type { SessionFacts } from './mends/forgetful-session';

/** Where an account's updates stand. */
export interface UpdateState {
  readonly pts: number;
  readonly qts: number;
  /** Seconds. */
  readonly date: number;
  readonly seq: number;
}

export type PeerKind = 'USER' | 'GROUP' | 'CHANNEL';

/** `id` is bare, without the mark. */
export interface PeerRow {
  readonly kind: PeerKind;
  readonly id: bigint;
  readonly accessHash: bigint;
  readonly username: string | null;
  readonly title: string | null;
}

/** One update on its way into the inbox. */
export interface InboxDraft {
  /** The same event has the same key, by whatever way it came. */
  readonly dedupeKey: string;
  /** Whose queue it waits in: the person, or the marked id of the chat for posts. */
  readonly telegramId: bigint;
  readonly kind: string;
  /** JSON text. */
  readonly payload: string;
}

/** What is written down in one statement: all of it, or nothing. */
export interface UpdateBatch {
  readonly rows: readonly InboxDraft[];
  readonly state: UpdateState | undefined;
  readonly channelStates: ReadonlyMap<bigint, number>;
  readonly peers: readonly PeerRow[];
}

/** All that the Telegram edge remembers between two starts. */
export interface TelegramStore {
  loadSession(): Promise<{ facts: SessionFacts; state: UpdateState | undefined } | undefined>;
  saveSession(facts: SessionFacts): Promise<void>;
  /** Returns how many rows were new. */
  saveUpdates(batch: UpdateBatch): Promise<number>;
  listChannelStates(): Promise<Map<bigint, number>>;
  findPeer(kind: PeerKind, id: bigint): Promise<PeerRow | undefined>;
  /** Scopes with their ends, those still to come. */
  listFloodWaits(): Promise<Map<string, Date>>;
  saveFloodWait(scope: string, until: Date): Promise<void>;
}
