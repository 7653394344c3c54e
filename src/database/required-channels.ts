import type { Clock } from '../ports/clock';
import type { Queryable } from './queryable';
import { createTimedReader } from './timed-reader';

/** A channel that everybody must have joined before he buys, as the gate needs it. */
export interface RequiredChannelRow {
  readonly id: number;
  /** Marked. */
  readonly telegramId: bigint;
  readonly title: string;
  readonly username: string | null;
  readonly inviteLink: string | null;
  readonly isGroup: boolean;
  readonly troubleAt: Date | null;
}

/** Reads the active required channels in their order, at most once a second: most shops have few, every press asks. */
export function createRequiredChannelsReader(
  sql: Queryable,
  clock: Clock,
): () => Promise<readonly RequiredChannelRow[]> {
  return createTimedReader(clock, () =>
    sql.rows<RequiredChannelRow>(
      'requiredChannels.read',
      `SELECT c.id, c.telegram_id AS "telegramId", c.title, c.username, c.invite_link AS "inviteLink",
         c.is_group AS "isGroup", c.trouble_at AS "troubleAt"
       FROM required_channels r JOIN channels c ON c.id = r.channel_id
       WHERE r.is_active ORDER BY r.position, r.channel_id`,
    ),
  );
}
