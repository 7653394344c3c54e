import type { BotStanding, Channel } from '../../../ports/messenger';
import { markChannel } from '../chat-ids';
import { type Api, fromLong } from '../gramjs';

/** A channel or supergroup in our words, with what the bot is in it. */
export function channelOf(channel: Api.Channel): Channel {
  const { id, title, username, megagroup, usernames } = channel;
  // Channels with several public names carry them in a list of their own.
  const name = username ?? usernames?.find((one) => one.className === 'Username' && one.active)?.username ?? null;
  const isGroup = megagroup === true;
  return { id: markChannel(fromLong(id)), title, username: name, isGroup, bot: standingOf(channel, isGroup) };
}

function standingOf({ left, creator, adminRights, defaultBannedRights }: Api.Channel, isGroup: boolean): BotStanding {
  const isIn = left !== true;
  const isAdmin = creator === true || Boolean(adminRights); // null when absent
  const mayEverybody = isGroup && isIn && defaultBannedRights?.sendMessages !== true;
  return {
    isIn,
    isAdmin: isIn && isAdmin,
    canPost: isIn && (creator === true || adminRights?.postMessages === true || (isGroup && isAdmin) || mayEverybody),
    canInvite: isIn && (creator === true || adminRights?.inviteUsers === true),
  };
}
