import type { Database } from '../../database/database';
import type { Clock } from '../../ports/clock';
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

/** Seals and opens what must not be readable in the database. */
export interface Sealing {
  seal(text: string): Buffer;
  open(sealed: Buffer): string;
}

/** The Telegram edge's memory in Postgres. */
export function createTelegramStore(o: { db: Database; box: Sealing; clock: Clock; botId: bigint }): TelegramStore {
  const { db, box, clock, botId } = o;
  return {
    async loadSession() {
      const row = await db.telegramSessions.find(botId);
      if (!row) return undefined;
      const { sessionSealed, pts, qts, date, seq } = row;
      const state = { pts, qts, date, seq };
      return { facts: openFacts(box, sessionSealed), state: state.date > 0 ? state : undefined };
    },
    saveSession: (facts) => db.telegramSessions.saveSealed(botId, box.seal(writeFacts(facts)), clock.now()),
    saveUpdates: (batch) => db.telegramSessions.saveUpdates({ ...batch, botId, at: clock.now() }),
    async listChannelStates() {
      const rows = await db.telegramSessions.listChannelStates();
      return new Map(rows.map(({ channelId, pts }) => [channelId, pts]));
    },
    findPeer: (kind, id) => db.telegramSessions.findPeer(kind, id),
    async listFloodWaits() {
      const rows = await db.floodWaits.listCurrent(clock.now());
      return new Map(rows.map(({ scope, until }) => [scope, until]));
    },
    saveFloodWait: (scope, until) => db.floodWaits.save(scope, until),
  };
}

function writeFacts({ dcId, host, authKey }: SessionFacts): string {
  return JSON.stringify({ dcId, host, authKey: authKey?.toString('base64') });
}

/** Throws what the box says: a wrong SECRET_KEY must stop the start, not sign in again and again. */
function openFacts(box: Sealing, sealed: Buffer): SessionFacts {
  const { dcId, host, authKey } = JSON.parse(box.open(sealed)) as { dcId: number; host: string; authKey?: string };
  return { dcId, host, authKey: authKey === undefined ? undefined : Buffer.from(authKey, 'base64') };
}
