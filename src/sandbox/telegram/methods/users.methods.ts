import { botStopped } from '../actions/block-bot';
import type { MethodTable } from '../rpc/call';
import { badRequest } from '../rpc/rpc-error';
import { commandsFor, infoIn } from './bots.methods';

export const usersMethods: MethodTable = {
  'users.getUsers': ({ world, account }, request) =>
    (request.id as { _: string }[]).map((input) => {
      try {
        return world.views.user(account, world.peers.user(account, input));
      } catch {
        return { _: 'userEmpty', id: (input as { userId?: bigint }).userId ?? 0n };
      }
    }),
  'users.getFullUser': ({ world, account }, request) => {
    const other = world.peers.user(account, request.id);
    const { about, description } = infoIn(other, account.langCode ?? '');
    const botInfo = {
      _: 'botInfo',
      userId: other.id,
      description,
      commands: commandsFor(other, account),
      menuButton: other.menuButton ?? { _: 'botMenuButtonDefault' },
    };
    const fullUser = {
      _: 'userFull',
      id: other.id,
      blocked: account.blocked.includes(other.id),
      canPinMessage: true,
      about,
      settings: { _: 'peerSettings' },
      notifySettings: { _: 'peerNotifySettings' },
      botInfo: other.kind === 'bot' ? botInfo : undefined,
      commonChatsCount: 0,
    };
    return { _: 'users.userFull', fullUser, chats: [], users: [world.views.user(account, other)] };
  },
  'contacts.resolveUsername': ({ world, account }, request) => {
    const name = String(request.username).replace(/^@/, '');
    const other = world.accounts.withUsername(name);
    if (other)
      return {
        _: 'contacts.resolvedPeer',
        peer: { _: 'peerUser', userId: other.id },
        chats: [],
        users: [world.views.user(account, other)],
      };
    const channel = world.channels.withUsername(name);
    if (!channel) throw badRequest('USERNAME_NOT_OCCUPIED');
    const peer = { _: 'peerChannel', channelId: channel.id };
    return { _: 'contacts.resolvedPeer', peer, chats: [world.views.channel(account, channel)], users: [] };
  },
  'contacts.block': (call, request) => {
    const other = call.world.peers.user(call.account, request.id);
    return botStopped(call.world, call.account, other, true);
  },
  'contacts.unblock': (call, request) => {
    const other = call.world.peers.user(call.account, request.id);
    return botStopped(call.world, call.account, other, false);
  },
  'contacts.getContacts': () => ({ _: 'contacts.contacts', contacts: [], savedCount: 0, users: [] }),
  'contacts.getBlocked': ({ world, account }) => ({
    _: 'contacts.blocked',
    blocked: account.blocked.map((id) => ({
      _: 'peerBlocked',
      peerId: { _: 'peerUser', userId: id },
      date: world.nowSeconds(),
    })),
    chats: [],
    users: account.blocked.map((id) => world.views.user(account, world.accounts.get(id))),
  }),
};
