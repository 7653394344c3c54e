import type { Access } from '../access';

export interface ChannelRow {
  readonly id: number;
  /** Marked. */
  readonly telegramId: bigint;
  readonly title: string;
  readonly username: string | null;
  readonly inviteLink: string | null;
  readonly isGroup: boolean;
  readonly trouble: string | null;
  readonly troubleAt: Date | null;
  readonly createdAt: Date;
}

const COLUMNS = `c.id, c.telegram_id AS "telegramId", c.title, c.username, c.invite_link AS "inviteLink",
  c.is_group AS "isGroup", c.trouble, c.trouble_at AS "troubleAt", c.created_at AS "createdAt"`;

/** What the shop knows of the channels and groups that it uses. */
export class ChannelStore {
  constructor(private readonly db: Access) {}

  /** A new row, or the known one with what Telegram says of it now. A known invite link stays when none is given. */
  async save(o: {
    telegramId: bigint;
    title: string;
    username: string | null;
    inviteLink: string | null;
    isGroup: boolean;
    at: Date;
  }): Promise<{ channel: ChannelRow; isNew: boolean }> {
    const [row] = await this.db.sql.rows<ChannelRow & { isNew: boolean }>(
      'channels.save',
      `INSERT INTO channels AS c (telegram_id, title, username, invite_link, is_group, created_at)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (telegram_id) DO UPDATE SET title = EXCLUDED.title, username = EXCLUDED.username,
         invite_link = COALESCE(EXCLUDED.invite_link, c.invite_link), is_group = EXCLUDED.is_group,
         trouble = NULL, trouble_at = NULL
       RETURNING ${COLUMNS}, xmax = 0 AS "isNew"`,
      [o.telegramId, o.title, o.username, o.inviteLink, o.isGroup, o.at],
    );
    const { isNew, ...channel } = row!;
    return { channel, isNew };
  }

  async find(id: number): Promise<ChannelRow | undefined> {
    const [row] = await this.db.sql.rows<ChannelRow>(
      'channels.find',
      `SELECT ${COLUMNS} FROM channels c WHERE c.id = $1`,
      [id],
    );
    return row;
  }

  async findByTelegramId(telegramId: bigint): Promise<ChannelRow | undefined> {
    const [row] = await this.db.sql.rows<ChannelRow>(
      'channels.findByTelegramId',
      `SELECT ${COLUMNS} FROM channels c WHERE c.telegram_id = $1`,
      [telegramId],
    );
    return row;
  }

  async list(): Promise<ChannelRow[]> {
    return this.db.sql.rows<ChannelRow>('channels.list', `SELECT ${COLUMNS} FROM channels c ORDER BY c.id`);
  }

  /** The bot cannot see who is in it. */
  async setTrouble(id: number, trouble: string, at: Date): Promise<void> {
    await this.db.sql.rows('channels.setTrouble', 'UPDATE channels SET trouble = $2, trouble_at = $3 WHERE id = $1', [
      id,
      trouble,
      at,
    ]);
  }

  /** False when there was none. */
  async clearTrouble(id: number): Promise<boolean> {
    const rows = await this.db.sql.rows(
      'channels.clearTrouble',
      'UPDATE channels SET trouble = NULL, trouble_at = NULL WHERE id = $1 AND trouble_at IS NOT NULL RETURNING 1',
      [id],
    );
    return rows.length === 1;
  }

  /** Somebody made the bot an admin there, or took that back. */
  async noteCandidate(o: { telegramId: bigint; isAdmin: boolean; actorId: bigint; at: Date }): Promise<void> {
    await this.db.sql.rows(
      'channels.noteCandidate',
      `INSERT INTO channel_candidates (telegram_id, title, is_admin, actor_id, seen_at)
       VALUES ($1, (SELECT title FROM telegram_peers WHERE kind = 'CHANNEL' AND id = -($1::bigint) - 1000000000000), $2, $3, $4)
       ON CONFLICT (telegram_id) DO UPDATE SET title = COALESCE(EXCLUDED.title, channel_candidates.title),
         is_admin = EXCLUDED.is_admin, actor_id = EXCLUDED.actor_id, seen_at = EXCLUDED.seen_at`,
      [o.telegramId, o.isAdmin, o.actorId, o.at],
    );
  }
}
