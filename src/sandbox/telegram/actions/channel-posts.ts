import type { Session } from '../mtproto/session';
import type { TlObject } from '../tl/tl-object';
import type { Account, Channel, ChannelMessage, MessageBody } from '../world/records';
import type { World } from '../world/world';

const updateNames = { new: 'updateNewChannelMessage', edit: 'updateEditChannelMessage' } as const;

/**
 * Who gets a channel's messages: people who are in it. A bot gets a channel's posts as admin; a supergroup's as admin,
 * or when it is meant (a command, a mention, an answer to it, its own message): privacy mode, as it is by default.
 */
function hears(world: World, channel: Channel, listener: Account, message?: ChannelMessage): boolean {
  if (listener.kind === 'user' || world.channels.isAdmin(channel, listener.id)) return true;
  if (channel.kind === 'channel' || !message) return false;
  const answered = message.replyToId ? world.channels.withPostId(channel.id, message.replyToId) : undefined;
  const mentioned = listener.username && message.text.toLowerCase().includes(`@${listener.username.toLowerCase()}`);
  return (
    message.fromId === listener.id ||
    message.text.startsWith('/') ||
    Boolean(mentioned) ||
    answered?.fromId === listener.id
  );
}

/** Sends a channel update to everybody who may hear it, except the calling session. */
function tellAll(
  world: World,
  channel: Channel,
  message: ChannelMessage | undefined,
  make: (viewer: Account) => TlObject,
  caller?: Session,
) {
  for (const { userId } of world.channels.insiders(channel.id)) {
    const listener = world.accounts.find(userId);
    if (!listener || !hears(world, channel, listener, message)) continue;
    world.publisher.publish(listener, [make(listener)], caller);
  }
}

/** The pts belongs to the moment, so it is fixed before the telling begins. */
function told(
  world: World,
  channel: Channel,
  message: ChannelMessage,
  kind: 'new' | 'edit',
  sender: Account,
  caller?: Session,
): TlObject {
  const { pts } = channel;
  const make = (viewer: Account) => ({
    _: updateNames[kind],
    message: world.views.channelMessage(viewer, message),
    pts,
    ptsCount: 1,
  });
  tellAll(world, channel, message, make, caller);
  return make(sender);
}

/** Posts into a channel or supergroup and answers the sender's own update. */
export function postToChannel(
  world: World,
  channel: Channel,
  sender: Account,
  body: MessageBody,
  replyToId?: number,
  caller?: Session,
) {
  const isPost = channel.kind === 'channel';
  const message = world.channels.post(channel, body, { isPost, replyToId });
  return { message, update: told(world, channel, message, 'new', sender, caller) };
}

export function publishPostEdit(
  world: World,
  channel: Channel,
  message: ChannelMessage,
  sender: Account,
  caller?: Session,
): TlObject {
  world.channels.savePost(message);
  world.channels.record(channel, 'edit', [message.id]);
  return told(world, channel, message, 'edit', sender, caller);
}

/** Deletes posts for everybody. Answers the channel's pts and how many went. */
export function deletePosts(world: World, channel: Channel, ids: number[], caller?: Session) {
  const gone = world.channels.deletePosts(channel, [...new Set(ids)]);
  const { pts } = channel;
  const update = {
    _: 'updateDeleteChannelMessages',
    channelId: channel.id,
    messages: gone,
    pts,
    ptsCount: gone.length,
  };
  if (gone.length) tellAll(world, channel, undefined, () => update, caller);
  return { pts, ptsCount: gone.length };
}
