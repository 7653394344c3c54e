import type { Call } from '../rpc/call';
import { badRequest, forbidden } from '../rpc/rpc-error';
import type { TlObject } from '../tl/tl-object';
import type { Account, Channel } from '../world/records';
import type { World } from '../world/world';

/** Where a message goes, once it is certain that the caller may write there. */
export type Place = { kind: 'user'; account: Account } | { kind: 'channel'; channel: Channel };

export function placeToWrite(call: Call, input: TlObject): Place {
  const peer = call.world.peers.peer(call.account, input);
  if (peer.kind === 'user') checkMayWriteTo(call.world, call.account, peer.account);
  else checkMayPost(call.world, call.account, peer.channel);
  return peer;
}

function checkMayWriteTo(world: World, sender: Account, other: Account): void {
  if (sender.id === other.id) return;
  if (sender.kind === 'bot' && other.kind === 'bot') throw badRequest('USER_IS_BOT');
  // A bot never begins: it may write only to those who have written to it.
  if (sender.kind === 'bot' && !world.chats.haveTalked(sender.id, other.id)) throw badRequest('PEER_ID_INVALID');
  if (other.blocked.includes(sender.id)) throw forbidden('USER_IS_BLOCKED');
  if (sender.blocked.includes(other.id)) throw badRequest('YOU_BLOCKED_USER');
}

function checkMayPost(world: World, sender: Account, channel: Channel): void {
  requireInside(world, sender, channel);
  if (channel.kind === 'channel') {
    if (!world.channels.hasRight(channel, sender.id, 'postMessages')) throw forbidden('CHAT_ADMIN_REQUIRED');
    return;
  }
  const participant = world.channels.participant(channel.id, sender.id);
  if (participant?.status === 'restricted' && participant.bannedRights?.sendMessages)
    throw forbidden('CHAT_WRITE_FORBIDDEN');
  if (!world.channels.isAdmin(channel, sender.id) && channel.defaultBannedRights?.sendMessages)
    throw forbidden('CHAT_WRITE_FORBIDDEN');
}

/** CHANNEL_PRIVATE for those who are out and may not even look. */
export function requireVisible(world: World, viewer: Account, channel: Channel): void {
  const status = world.channels.participant(channel.id, viewer.id)?.status;
  if (status === 'banned') throw badRequest('CHANNEL_PRIVATE');
  if (!world.channels.isMember(channel, viewer.id) && !channel.username) throw badRequest('CHANNEL_PRIVATE');
}

export function requireInside(world: World, account: Account, channel: Channel): void {
  requireVisible(world, account, channel);
  if (world.channels.isMember(channel, account.id)) return;
  if (account.kind === 'bot') throw badRequest('CHANNEL_PRIVATE');
  throw forbidden('CHAT_WRITE_FORBIDDEN');
}

export function requireRight(world: World, account: Account, channel: Channel, right: string): void {
  requireVisible(world, account, channel);
  if (!world.channels.hasRight(channel, account.id, right)) throw badRequest('CHAT_ADMIN_REQUIRED');
}
