import type { Session } from '../mtproto/session';
import type { TlObject } from '../tl/tl-object';
import { participantView } from '../world/participant-view';
import type { Account, Channel, Participant } from '../world/records';
import type { World } from '../world/world';
import { postToChannel } from './channel-posts';

export interface MembershipChange {
  channel: Channel;
  /** Whose membership changes. */
  user: Account;
  /** Who did it; the user for joins and departures. */
  actor: Account;
  next: Omit<Participant, 'channelId' | 'userId' | 'date'>;
  /** Came in by an invite link. */
  byInvite?: boolean;
}

const outside = new Set<Participant['status']>(['left', 'banned']);

/**
 * Changes what a user is to a channel. Bots that are admins there hear of it by updateChannelParticipant (with their qts);
 * the user's own sessions hear updateChannel; a supergroup shows a service message when somebody comes or goes.
 */
export function changeMembership(world: World, change: MembershipChange, caller?: Session): TlObject[] {
  const { channel, user, actor, next } = change;
  const before = world.channels.participant(channel.id, user.id);
  const wasInside = before !== undefined && !outside.has(before.status);
  const isInside = !outside.has(next.status);
  // Read before the change: a bot that is just being removed still hears of it.
  const listeners = adminBots(world, channel);
  const date = wasInside && isInside ? before.date : world.nowSeconds();
  const after: Participant = { ...next, channelId: channel.id, userId: user.id, date };
  world.channels.setParticipant(after);
  for (const bot of new Set([...listeners, ...adminBots(world, channel)])) {
    const update = {
      _: 'updateChannelParticipant',
      channelId: channel.id,
      date: world.nowSeconds(),
      actorId: actor.id,
      userId: user.id,
      prevParticipant: before && wasInside ? participantView(before, bot.id) : undefined,
      newParticipant: after.status === 'left' ? undefined : participantView(after, bot.id),
      invite: change.byInvite ? inviteView(channel) : undefined,
    };
    world.publisher.publish(bot, [world.log.recordQts(bot.id, update)]);
  }
  const own = { _: 'updateChannel', channelId: channel.id };
  world.publisher.publish(user, [own], caller);
  const service =
    channel.kind === 'supergroup' && wasInside !== isInside ? announce(world, change, isInside, caller) : [];
  return [own, ...service];
}

export function adminBots(world: World, channel: Channel): Account[] {
  const admins = world.channels
    .insiders(channel.id)
    .filter((participant) => world.channels.isAdmin(channel, participant.userId));
  return admins
    .map((participant) => world.accounts.get(participant.userId))
    .filter((account) => account.kind === 'bot');
}

function announce(world: World, change: MembershipChange, isInside: boolean, caller?: Session): TlObject[] {
  const { channel, user, actor } = change;
  const came = change.byInvite
    ? { _: 'messageActionChatJoinedByLink', inviterId: channel.creatorId }
    : { _: 'messageActionChatAddUser', users: [user.id] };
  const action = isInside ? came : { _: 'messageActionChatDeleteUser', userId: user.id };
  const body = { fromId: actor.id, date: world.nowSeconds(), text: '', action };
  return [postToChannel(world, channel, actor, body, undefined, caller).update];
}

/** The channel's permanent invite link. */
export function inviteView(channel: Channel): TlObject {
  const link = `https://t.me/+${channel.inviteHash}`;
  const requestNeeded = channel.approvesJoins === true;
  const { creatorId: adminId, date } = channel;
  return { _: 'chatInviteExported', permanent: true, requestNeeded, link, adminId, date };
}
