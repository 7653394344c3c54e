import type { Access } from '../access';
import { type Row, select } from '../columns';
import { TelegramChannelState } from '../entities/telegram-channel-state.entity';
import { TelegramPeer } from '../entities/telegram-peer.entity';
import { TelegramSession } from '../entities/telegram-session.entity';

export interface InboxDraftRow {
  readonly dedupeKey: string;
  readonly telegramId: bigint;
  readonly kind: string;
  /** JSON text. */
  readonly payload: string;
}

const PEER = select(TelegramPeer, '', ['kind', 'id', 'accessHash', 'username', 'title']);
export type PeerDraftRow = Row<typeof PEER>;

/** The bot's sign-in, where its updates stand, whom it knows, and the flood waits it has to respect. */
export class TelegramSessionStore {
  constructor(private readonly db: Access) {}

  find(botId: bigint): Promise<TelegramSession | null> {
    return this.db.manager.findOneBy(TelegramSession, { botId });
  }

  async saveUsername(botId: bigint, username: string): Promise<void> {
    await this.db.manager.update(TelegramSession, { botId }, { username });
  }

  /** Of the bot that spoke last; undefined before it ever did. */
  async readUsername(): Promise<string | undefined> {
    const [session] = await this.db.manager.find(TelegramSession, { order: { updatedAt: 'DESC' }, take: 1 });
    return session?.username ?? undefined;
  }

  /** A new sign-in of the same bot keeps the counters: they belong to the account. */
  async saveSealed(botId: bigint, sessionSealed: Buffer, updatedAt: Date): Promise<void> {
    await this.db.manager.upsert(TelegramSession, { botId, sessionSealed, updatedAt }, ['botId']);
  }

  /** Rows, counters and peers in one statement: all of it, or nothing. Returns how many rows were new. */
  async saveUpdates(o: {
    botId: bigint;
    at: Date;
    rows: readonly InboxDraftRow[];
    state: { pts: number; qts: number; date: number; seq: number } | undefined;
    channelStates: ReadonlyMap<bigint, number>;
    peers: readonly PeerDraftRow[];
  }): Promise<number> {
    const { rows, state, peers } = o;
    const channels = [...o.channelStates].sort(([a], [b]) => (a < b ? -1 : 1));
    const [stored] = await this.db.sql.rows<{ count: number }>(
      'telegram.saveUpdates',
      `WITH rows AS (
         INSERT INTO inbox (dedupe_key, telegram_id, kind, payload, received_at)
         SELECT d.key, d.telegram_id, d.kind, d.payload, $1
         FROM unnest($3::text[], $4::bigint[], $5::text[], $6::jsonb[])
           WITH ORDINALITY AS d (key, telegram_id, kind, payload, place)
         ORDER BY d.place
         ON CONFLICT (dedupe_key) DO NOTHING RETURNING id),
       state AS (
         UPDATE telegram_sessions SET pts = $7, qts = $8, date = $9, seq = $10, updated_at = $1
         WHERE bot_id = $2 AND $7::integer IS NOT NULL),
       channels AS (
         INSERT INTO telegram_channel_states (channel_id, pts, updated_at)
         SELECT c.id, c.pts, $1 FROM unnest($11::bigint[], $12::integer[]) AS c (id, pts)
         ON CONFLICT (channel_id) DO UPDATE SET pts = EXCLUDED.pts, updated_at = EXCLUDED.updated_at),
       peers AS (
         INSERT INTO telegram_peers (kind, id, access_hash, username, title, updated_at)
         SELECT p.kind::peer_kind, p.id, p.hash, p.username, p.title, $1
         FROM unnest($13::text[], $14::bigint[], $15::bigint[], $16::text[], $17::text[])
           AS p (kind, id, hash, username, title)
         ON CONFLICT (kind, id) DO UPDATE SET access_hash = EXCLUDED.access_hash, username = EXCLUDED.username,
           title = EXCLUDED.title, updated_at = EXCLUDED.updated_at)
       SELECT count(*)::integer AS count FROM rows`,
      [
        o.at,
        o.botId,
        rows.map(({ dedupeKey }) => dedupeKey),
        rows.map(({ telegramId }) => telegramId),
        rows.map(({ kind }) => kind),
        rows.map(({ payload }) => payload),
        state?.pts ?? null,
        state?.qts ?? null,
        state?.date ?? null,
        state?.seq ?? null,
        channels.map(([id]) => id),
        channels.map(([, pts]) => pts),
        peers.map(({ kind }) => kind),
        peers.map(({ id }) => id),
        peers.map(({ accessHash }) => accessHash),
        peers.map(({ username }) => username),
        peers.map(({ title }) => title),
      ],
    );
    return stored?.count ?? 0;
  }

  listChannelStates(): Promise<TelegramChannelState[]> {
    return this.db.manager.find(TelegramChannelState);
  }

  async findPeer(kind: PeerDraftRow['kind'], id: bigint): Promise<PeerDraftRow | undefined> {
    const text = `SELECT ${PEER} FROM telegram_peers WHERE kind = $1 AND id = $2`;
    return (await this.db.sql.rows<PeerDraftRow>('telegram.findPeer', text, [kind, id]))[0];
  }
}
