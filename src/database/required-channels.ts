import type { Clock } from '../ports/clock';
import type { Access } from './access';
import { type Row, select } from './columns';
import { Channel } from './entities/channel.entity';
import { createTimedReader } from './timed-reader';

const CHANNEL = select(Channel, 'c', ['id', 'telegramId', 'title', 'username', 'inviteLink', 'isGroup', 'troubleAt']);

/** A channel that everybody must have joined before they buy, as the gate needs it. */
export type RequiredChannelRow = Row<typeof CHANNEL>;

/** Reads the active required channels in their order, at most once a second: most shops have few, every press asks. */
export function createRequiredChannelsReader(
  { sql }: Access,
  clock: Clock,
): () => Promise<readonly RequiredChannelRow[]> {
  return createTimedReader(clock, () =>
    sql.rows<RequiredChannelRow>(
      'requiredChannels.read',
      `SELECT ${CHANNEL} FROM required_channels r JOIN channels c ON c.id = r.channel_id
       WHERE r.is_active ORDER BY r.position, r.channel_id`,
    ),
  );
}
