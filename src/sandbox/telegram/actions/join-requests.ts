import type { Session } from '../mtproto/session';
import type { TlObject } from '../tl/tl-object';
import type { Account, Channel } from '../world/records';
import type { World } from '../world/world';
import { adminBots, changeMembership, inviteView } from './membership';

export const isWaiting = ({ requesters = [] }: Channel, user: Account): boolean => requesters.includes(user.id);

/** Notes that somebody wants to come in; bots that may invite hear of it (with their qts), once for each request. */
export function askToJoin(world: World, channel: Channel, user: Account): void {
  if (isWaiting(channel, user)) return;
  channel.requesters = [...(channel.requesters ?? []), user.id];
  world.channels.save(channel);
  for (const bot of adminBots(world, channel)) {
    if (!world.channels.hasRight(channel, bot.id, 'inviteUsers')) continue;
    const update = {
      _: 'updateBotChatInviteRequester',
      peer: { _: 'peerChannel', channelId: channel.id },
      date: world.nowSeconds(),
      userId: user.id,
      about: '',
      invite: inviteView(channel),
    };
    world.publisher.publish(bot, [world.log.recordQts(bot.id, update)]);
  }
}

/** An admin lets somebody in who waits, or does not. */
export function answerRequest(
  world: World,
  { channel, user, actor, isApproved }: { channel: Channel; user: Account; actor: Account; isApproved: boolean },
  caller?: Session,
): TlObject[] {
  channel.requesters = channel.requesters?.filter((id) => id !== user.id);
  world.channels.save(channel);
  const next = { status: 'member', inviterId: actor.id } as const;
  return isApproved ? changeMembership(world, { channel, user, actor, next, byInvite: true }, caller) : [];
}
