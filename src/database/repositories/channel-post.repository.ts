import type { Queryable } from '../queryable';

/** Where our posts stand. The trigger on the outbox writes them down. */
export class ChannelPostRepository {
  constructor(private readonly sql: Queryable) {}

  /** The newest known message of ours in a chat. */
  async newest(chatId: bigint): Promise<number | undefined> {
    const [row] = await this.sql.rows<{ id: number | null }>(
      'channelPosts.newest',
      'SELECT max(message_id) AS id FROM channel_posts WHERE chat_id = $1',
      [chatId],
    );
    return row?.id ?? undefined;
  }

  /** The first of these messages that belongs to no post yet. */
  async firstUnknown(chatId: bigint, messageIds: readonly number[]): Promise<number | undefined> {
    const [row] = await this.sql.rows<{ id: number | null }>(
      'channelPosts.firstUnknown',
      `SELECT min(id) AS id FROM unnest($2::integer[]) id
       WHERE NOT EXISTS (SELECT 1 FROM channel_posts p WHERE p.chat_id = $1 AND p.message_id = id)`,
      [chatId, messageIds],
    );
    return row?.id ?? undefined;
  }
}
