import { randomBytes } from 'node:crypto';
import { answerRequest, isWaiting } from '../actions/join-requests';
import { inviteView } from '../actions/membership';
import type { MethodTable } from '../rpc/call';
import { badRequest } from '../rpc/rpc-error';
import { join } from './participants.methods';
import { requireRight } from './place';

export const invitesMethods: MethodTable = {
  'messages.checkChatInvite': ({ world, account }, request) => {
    const channel = world.channels.withInvite(request.hash);
    if (!channel) throw badRequest('INVITE_HASH_EXPIRED');
    if (world.channels.isMember(channel, account.id))
      return { _: 'chatInviteAlready', chat: world.views.channel(account, channel) };
    const kind = channel.kind === 'channel' ? { broadcast: true } : { megagroup: true };
    const facts = {
      title: channel.title,
      about: channel.about || undefined,
      photo: { _: 'photoEmpty', id: 0n },
      color: 0,
    };
    return {
      _: 'chatInvite',
      channel: true,
      ...kind,
      public: channel.username !== undefined,
      ...facts,
      participantsCount: world.channels.memberCount(channel.id),
      requestNeeded: channel.approvesJoins === true,
    };
  },
  'messages.importChatInvite': (call, request) => {
    const channel = call.world.channels.withInvite(request.hash);
    if (!channel) throw badRequest('INVITE_HASH_EXPIRED');
    return join(call, channel, call.account, true);
  },
  'messages.hideChatJoinRequest': (call, request) => {
    const { world, account, session } = call;
    const peer = world.peers.peer(account, request.peer);
    if (peer.kind !== 'channel') throw badRequest('PEER_ID_INVALID');
    requireRight(world, account, peer.channel, 'inviteUsers');
    const user = world.peers.user(account, request.userId);
    const answer = { channel: peer.channel, user, actor: account, isApproved: request.approved === true };
    if (!isWaiting(peer.channel, user)) throw badRequest('HIDE_REQUESTER_MISSING');
    return world.publisher.updates(account, answerRequest(world, answer, session));
  },
  'channels.toggleJoinRequest': ({ world, account }, request) => {
    const channel = world.peers.channel(account, request.channel);
    requireRight(world, account, channel, 'changeInfo');
    channel.approvesJoins = request.enabled === true;
    world.channels.save(channel);
    return world.publisher.updates(account, [{ _: 'updateChannel', channelId: channel.id }]);
  },
  'messages.exportChatInvite': ({ world, account }, request) => {
    const peer = world.peers.peer(account, request.peer);
    if (peer.kind !== 'channel') throw badRequest('PEER_ID_INVALID');
    requireRight(world, account, peer.channel, 'inviteUsers');
    if (request.legacyRevokePermanent) {
      peer.channel.inviteHash = randomBytes(12).toString('base64url').replace(/^-/, 'A');
      world.channels.save(peer.channel);
    }
    return inviteView(peer.channel);
  },
};
