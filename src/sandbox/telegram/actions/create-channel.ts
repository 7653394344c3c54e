import type { Channel } from '../world/records';
import type { World } from '../world/world';

/** A new channel or supergroup with its creator inside. */
export function createChannel(
  world: World,
  facts: Pick<Channel, 'kind' | 'title' | 'about' | 'creatorId'> & { username?: string },
): Channel {
  const channel = world.channels.create({ ...facts, date: world.nowSeconds() });
  world.channels.setParticipant({
    channelId: channel.id,
    userId: facts.creatorId,
    status: 'creator',
    date: channel.date,
  });
  return channel;
}
