import { IsNull, Not } from 'typeorm';
import type { Access } from '../access';
import { type Row, select } from '../columns';
import { Channel } from '../entities/channel.entity';

export const CHANNEL_COLUMNS = select(Channel, 'c', [
  'id',
  'telegramId',
  'title',
  'username',
  'inviteLink',
  'isGroup',
  'trouble',
  'troubleAt',
  'createdAt',
]);
export type ChannelRow = Row<typeof CHANNEL_COLUMNS>;

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
       RETURNING ${CHANNEL_COLUMNS}, xmax = 0 AS "isNew"`,
      [o.telegramId, o.title, o.username, o.inviteLink, o.isGroup, o.at],
    );
    const { isNew, ...channel } = row!;
    return { channel, isNew };
  }

  find(id: number): Promise<Channel | null> {
    return this.db.manager.findOneBy(Channel, { id });
  }

  findByTelegramId(telegramId: bigint): Promise<Channel | null> {
    return this.db.manager.findOneBy(Channel, { telegramId });
  }

  list(): Promise<Channel[]> {
    return this.db.manager.find(Channel, { order: { id: 'ASC' } });
  }

  /** The bot cannot see who is in it. */
  async setTrouble(id: number, trouble: string, troubleAt: Date): Promise<void> {
    await this.db.manager.update(Channel, { id }, { trouble, troubleAt });
  }

  /** False when there was none. */
  async clearTrouble(id: number): Promise<boolean> {
    const troubled = { id, troubleAt: Not(IsNull()) };
    return (await this.db.manager.update(Channel, troubled, { trouble: null, troubleAt: null })).affected === 1;
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
