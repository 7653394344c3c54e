import type { TlObject } from '../tl/tl-object';
import { fullAdminRights } from '../world/participant-view';
import type { SmallGroup } from '../world/small-groups';
import type { World } from '../world/world';
import { postToChannel } from './channel-posts';
import { createChannel } from './create-channel';

/** Small groups, which nobody makes or uses over the wire here: their people speak, and one day they are too many. */
export class GroupDesk {
  constructor(private readonly world: World) {}

  create(facts: { title: string; creatorId: bigint; memberIds: readonly bigint[] }): { id: bigint } {
    const memberIds = [...new Set([facts.creatorId, ...facts.memberIds])];
    const { id } = this.world.groups.create({ ...facts, memberIds, date: this.world.nowSeconds() });
    this.world.journal.flush();
    return { id };
  }

  /** A member says something, there or in what it became; every member hears it, bots as well (privacy mode off). */
  post(groupId: bigint, fromId: bigint, message: string): void {
    const { world } = this;
    const group = this.group(groupId);
    const channel = group.migratedTo && world.channels.find(group.migratedTo);
    const body = { fromId, date: world.nowSeconds(), text: message };
    if (channel) postToChannel(world, channel, world.accounts.get(fromId), body);
    else this.tell(group, fromId, { _: 'message', message });
    this.world.journal.flush();
  }

  /** It becomes a supergroup: the old one says so last, the new one first (core.telegram.org/method/messages.migrateChat). */
  migrate(groupId: bigint): { id: bigint } {
    const { world } = this;
    const group = this.group(groupId);
    if (group.migratedTo) return { id: group.migratedTo };
    const { title, creatorId } = group;
    const channel = createChannel(world, { kind: 'supergroup', title, about: '', creatorId });
    for (const userId of group.memberIds) {
      if (userId === creatorId) continue;
      const isBot = world.accounts.get(userId).kind === 'bot';
      const standing = isBot
        ? ({ status: 'admin', promotedBy: creatorId, adminRights: fullAdminRights } as const)
        : ({ status: 'member' } as const);
      world.channels.setParticipant({ channelId: channel.id, userId, date: channel.date, ...standing });
    }
    group.migratedTo = channel.id;
    world.groups.save(group);
    const action = { _: 'messageActionChatMigrateTo', channelId: channel.id };
    this.tell(group, creatorId, { _: 'messageService', action });
    const from = { _: 'messageActionChannelMigrateFrom', title, chatId: group.id };
    const body = { fromId: creatorId, date: world.nowSeconds(), text: '', action: from };
    postToChannel(world, channel, world.accounts.get(creatorId), body);
    world.journal.flush();
    return { id: channel.id };
  }

  private group(groupId: bigint): SmallGroup {
    const group = this.world.groups.find(groupId);
    if (!group) throw new Error(`there is no group ${groupId}`);
    return group;
  }

  private tell(group: SmallGroup, fromId: bigint, content: TlObject): void {
    const { world } = this;
    for (const memberId of group.memberIds) {
      const message = {
        ...content,
        id: world.log.nextMessageId(memberId),
        out: memberId === fromId,
        fromId: { _: 'peerUser', userId: fromId },
        peerId: { _: 'peerChat', chatId: group.id },
        date: world.nowSeconds(),
      };
      const pts = world.log.record(memberId, { count: 1, kind: 'new', message });
      const update = { _: 'updateNewMessage', message, pts, ptsCount: 1 };
      world.publisher.publish(world.accounts.get(memberId), [update]);
    }
  }
}
