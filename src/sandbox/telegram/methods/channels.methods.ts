import { postToChannel } from '../actions/channel-posts';
import { createChannel } from '../actions/create-channel';
import { inviteView } from '../actions/membership';
import type { MethodTable } from '../rpc/call';
import { badRequest } from '../rpc/rpc-error';
import type { TlObject } from '../tl/tl-object';

import { requireRight, requireVisible } from './place';

export const channelsMethods: MethodTable = {
  'channels.createChannel': ({ world, account, session }, request) => {
    if (!request.title.trim()) throw badRequest('CHAT_TITLE_EMPTY');
    const kind = request.broadcast ? 'channel' : 'supergroup';
    const channel = createChannel(world, { kind, title: request.title, about: request.about, creatorId: account.id });
    const action = { _: 'messageActionChannelCreate', title: channel.title };
    const body = { fromId: account.id, date: world.nowSeconds(), text: '', action };
    const { update } = postToChannel(world, channel, account, body, undefined, session);
    return world.publisher.updates(account, [{ _: 'updateChannel', channelId: channel.id }, update]);
  },
  'channels.deleteChannel': ({ world, account, session }, request) => {
    const channel = world.peers.channel(account, request.channel);
    if (channel.creatorId !== account.id) throw badRequest('CHAT_ADMIN_REQUIRED');
    const insiders = world.channels.insiders(channel.id).map(({ userId }) => world.accounts.get(userId));
    world.channels.remove(channel);
    const update = { _: 'updateChannel', channelId: channel.id };
    for (const insider of insiders) world.publisher.publish(insider, [update], session);
    return world.publisher.updates(account, [update]);
  },
  'channels.getChannels': ({ world, account }, request) => ({
    _: 'messages.chats',
    chats: (request.id as TlObject[]).map((input) => world.views.channel(account, world.peers.channel(account, input))),
  }),
  'channels.getFullChannel': ({ world, account }, request) => {
    const channel = world.peers.channel(account, request.channel);
    requireVisible(world, account, channel);
    const participants = world.channels.participantsOf(channel.id);
    const isAdmin = world.channels.isAdmin(channel, account.id);
    const fullChat = {
      _: 'channelFull',
      canViewParticipants: isAdmin || channel.kind === 'supergroup',
      id: channel.id,
      about: channel.about,
      participantsCount: world.channels.memberCount(channel.id),
      adminsCount: isAdmin
        ? participants.filter(({ status }) => status === 'admin' || status === 'creator').length
        : undefined,
      readInboxMaxId: 0,
      readOutboxMaxId: 0,
      unreadCount: 0,
      chatPhoto: { _: 'photoEmpty', id: 0n },
      notifySettings: { _: 'peerNotifySettings' },
      exportedInvite: isAdmin ? inviteView(channel) : undefined,
      botInfo: [],
      pinnedMsgId: channel.pinnedId,
      pts: channel.pts,
    };
    return { _: 'messages.chatFull', fullChat, chats: [world.views.channel(account, channel)], users: [] };
  },
  'channels.editTitle': ({ world, account, session }, request) => {
    const channel = world.peers.channel(account, request.channel);
    requireRight(world, account, channel, 'changeInfo');
    if (!request.title.trim()) throw badRequest('CHAT_TITLE_EMPTY');
    if (request.title === channel.title) throw badRequest('CHAT_NOT_MODIFIED');
    channel.title = request.title;
    world.channels.save(channel);
    const body = {
      fromId: account.id,
      date: world.nowSeconds(),
      text: '',
      action: { _: 'messageActionChatEditTitle', title: channel.title },
    };
    const { update } = postToChannel(world, channel, account, body, undefined, session);
    return world.publisher.updates(account, [{ _: 'updateChannel', channelId: channel.id }, update]);
  },
  'channels.updateUsername': ({ world, account }, request) => {
    const channel = world.peers.channel(account, request.channel);
    requireRight(world, account, channel, 'changeInfo');
    const username = request.username || undefined;
    if (username && !/^[A-Za-z]\w{3,31}$/.test(username)) throw badRequest('USERNAME_INVALID');
    if (username && (world.accounts.withUsername(username) ?? world.channels.withUsername(username)))
      throw badRequest('USERNAME_OCCUPIED');
    channel.username = username;
    world.channels.save(channel);
    return true;
  },
  'messages.editChatDefaultBannedRights': ({ world, account, session }, request) => {
    const peer = world.peers.peer(account, request.peer);
    if (peer.kind !== 'channel') throw badRequest('PEER_ID_INVALID');
    requireRight(world, account, peer.channel, 'banUsers');
    peer.channel.defaultBannedRights = request.bannedRights;
    world.channels.save(peer.channel);
    const update = { _: 'updateChannel', channelId: peer.channel.id };
    for (const { userId } of world.channels.insiders(peer.channel.id))
      world.publisher.publish(world.accounts.get(userId), [update], session);
    return world.publisher.updates(account, [update]);
  },
};
