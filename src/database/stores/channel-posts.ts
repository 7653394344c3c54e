import type { Access } from '../access';

/** Where our posts stand. The trigger on the outbox writes them down. */
export class ChannelPostStore {
  constructor(private readonly db: Access) {}

  /** The newest known message of ours in a chat, and the newest that stood there at that time; 0: none. */
  async around(chatId: bigint, at: Date): Promise<{ newest: number; before: number }> {
    const [row] = await this.db.sql.rows<{ newest: number; before: number }>(
      'channelPosts.around',
      `SELECT COALESCE(max(message_id), 0) AS newest,
         COALESCE(max(message_id) FILTER (WHERE sent_at <= $2), 0) AS before
       FROM channel_posts WHERE chat_id = $1`,
      [chatId, at],
    );
    return row!;
  }

  /** The first of these messages that belongs to no post yet. */
  async firstUnknown(chatId: bigint, messageIds: readonly number[]): Promise<number | undefined> {
    const [row] = await this.db.sql.rows<{ id: number | null }>(
      'channelPosts.firstUnknown',
      `SELECT min(found.message_id) AS id FROM unnest($2::integer[]) AS found (message_id)
       WHERE NOT EXISTS (SELECT 1 FROM channel_posts p WHERE p.chat_id = $1 AND p.message_id = found.message_id)`,
      [chatId, messageIds],
    );
    return row?.id ?? undefined;
  }
}
