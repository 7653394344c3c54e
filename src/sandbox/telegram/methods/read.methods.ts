import type { Call, MethodTable } from '../rpc/call';
import { badRequest } from '../rpc/rpc-error';
import type { TlObject } from '../tl/tl-object';
import type { Peer } from '../world/peers';
import type { Account } from '../world/records';
import { requireInside, requireVisible } from './place';

const mostMessages = 100;

interface Shown {
  id: number;
  date: number;
  show: () => TlObject;
}

/** All messages of a chat, newest first. */
function newestFirst(call: Call, peer: Peer): Shown[] {
  const { world, account } = call;
  if (peer.kind === 'channel') {
    const messages = world.channels.messages(peer.channel.id).reverse();
    return messages.map((message) => ({
      id: message.id,
      date: message.date,
      show: () => world.views.channelMessage(account, message),
    }));
  }
  const messages = world.chats.between(account.id, peer.account.id).reverse();
  return messages.map((message) => ({
    id: world.chats.idFor(account.id, message),
    date: message.date,
    show: () => world.views.privateMessage(account, message),
  }));
}

/** The window of messages that offset, limit, min and max ask for. */
function windowOf(all: Shown[], request: TlObject): Shown[] {
  const start = all.findIndex((message) =>
    request.offsetId > 0
      ? message.id < request.offsetId
      : request.offsetDate > 0
        ? message.date < request.offsetDate
        : true,
  );
  const from = Math.max(0, (start < 0 ? all.length : start) + (request.addOffset ?? 0));
  const limit = Math.min(mostMessages, Math.max(0, request.limit));
  return all
    .slice(from, from + limit)
    .filter(
      (message) =>
        (request.maxId ? message.id < request.maxId : true) && (request.minId ? message.id > request.minId : true),
    );
}

function answer(call: Call, peer: Peer | undefined, messages: TlObject[], count: number): TlObject {
  const { world, account } = call;
  const mentioned = world.views.mentioned(account, messages);
  if (peer?.kind === 'channel') {
    const chats = mentioned.chats.length ? mentioned.chats : [world.views.channel(account, peer.channel)];
    return { _: 'messages.channelMessages', pts: peer.channel.pts, count, messages, topics: [], ...mentioned, chats };
  }
  if (count > messages.length) return { _: 'messages.messagesSlice', count, messages, ...mentioned };
  return { _: 'messages.messages', messages, ...mentioned };
}

const idOf = (input: TlObject): number => input.id ?? 0;

function dialogOf(call: Call, peer: Peer): { dialog: TlObject; top: TlObject | undefined; date: number } {
  const { world, account } = call;
  const all = newestFirst(call, peer);
  const tlPeer =
    peer.kind === 'user'
      ? { _: 'peerUser', userId: peer.account.id }
      : { _: 'peerChannel', channelId: peer.channel.id };
  const otherId = peer.kind === 'user' ? peer.account.id : peer.channel.id;
  const readInboxMaxId = world.log.box(account.id).readUpTo[otherId.toString()] ?? 0;
  const unread = all.filter((message) => message.id > readInboxMaxId && message.show().out !== true).length;
  const dialog = {
    _: 'dialog',
    peer: tlPeer,
    topMessage: all[0]?.id ?? 0,
    readInboxMaxId,
    readOutboxMaxId: 0,
    unreadCount: unread,
    unreadMentionsCount: 0,
    unreadReactionsCount: 0,
    notifySettings: { _: 'peerNotifySettings' },
    pts: peer.kind === 'channel' ? peer.channel.pts : undefined,
  };
  return { dialog, top: all[0]?.show(), date: all[0]?.date ?? 0 };
}

function dialogsOf(call: Call, peers: Peer[]) {
  const { world, account } = call;
  const dialogs = peers.map((peer) => dialogOf(call, peer)).sort((one, other) => other.date - one.date);
  const messages = dialogs.map(({ top }) => top).filter((top) => top !== undefined);
  const mentioned = world.views.mentioned(account, [dialogs.map(({ dialog }) => dialog), messages]);
  return { dialogs: dialogs.map(({ dialog }) => dialog), messages, ...mentioned };
}

function allPeers(call: Call): Peer[] {
  const { world, account } = call;
  const people = world.chats
    .companions(account.id)
    .map((id): Peer => ({ kind: 'user', account: world.accounts.get(id) }));
  const channels = world.channels.of(account.id).map((channel): Peer => ({ kind: 'channel', channel }));
  return [...people, ...channels];
}

/** Marks everything up to the id as read and tells the account's other sessions and, in private chats, the writer. */
function readUpTo(call: Call, other: Account, maxId: number): void {
  const { world, account, session } = call;
  const box = world.log.box(account.id);
  const name = other.id.toString();
  const messages = world.chats.between(account.id, other.id);
  const newest = messages
    .filter((message) => message.fromId === other.id && (maxId <= 0 || message.toMessageId <= maxId))
    .at(-1);
  if (!newest || (box.readUpTo[name] ?? 0) >= newest.toMessageId) return;
  box.readUpTo[name] = newest.toMessageId;
  world.log.saveBox(account.id);
  const stillUnreadCount = messages.filter(
    (message) => message.fromId === other.id && message.toMessageId > newest.toMessageId,
  ).length;
  const own = {
    peer: { _: 'peerUser', userId: other.id },
    maxId: newest.toMessageId,
    stillUnreadCount,
    pts: box.pts,
    ptsCount: 0,
  };
  world.publisher.publish(account, [{ _: 'updateReadHistoryInbox', ...own }], session);
  if (other.kind === 'bot' || !newest.fromMessageId) return;
  const { pts } = world.log.box(other.id);
  const theirs = { peer: { _: 'peerUser', userId: account.id }, maxId: newest.fromMessageId, pts, ptsCount: 0 };
  world.publisher.publish(other, [{ _: 'updateReadHistoryOutbox', ...theirs }]);
}

export const readMethods: MethodTable = {
  'messages.getHistory': (call, request) => {
    const peer = call.world.peers.peer(call.account, request.peer);
    if (peer.kind === 'channel') requireVisible(call.world, call.account, peer.channel);
    const all = newestFirst(call, peer);
    return answer(
      call,
      peer,
      windowOf(all, request).map(({ show }) => show()),
      all.length,
    );
  },
  'messages.search': (call, request) => {
    const peer = call.world.peers.peer(call.account, request.peer);
    if (peer.kind === 'channel') requireVisible(call.world, call.account, peer.channel);
    const wanted = String(request.q).toLowerCase();
    const all = newestFirst(call, peer).filter(({ show }) =>
      String(show().message ?? '')
        .toLowerCase()
        .includes(wanted),
    );
    return answer(
      call,
      peer,
      windowOf(all, request).map(({ show }) => show()),
      all.length,
    );
  },
  'messages.getMessages': (call, request) => {
    const { world, account } = call;
    const messages = (request.id as TlObject[]).map(idOf).map((id) => {
      const message = world.chats.withId(account.id, id);
      return message ? world.views.privateMessage(account, message) : { _: 'messageEmpty', id };
    });
    return answer(call, undefined, messages, messages.length);
  },
  'channels.getMessages': (call, request) => {
    const { world, account } = call;
    const channel = world.peers.channel(account, request.channel);
    requireVisible(world, account, channel);
    if (account.kind === 'bot') requireInside(world, account, channel);
    const messages = (request.id as TlObject[]).map(idOf).map((id) => {
      const message = world.channels.withPostId(channel.id, id);
      return message ? world.views.channelMessage(account, message) : { _: 'messageEmpty', id };
    });
    return answer(call, { kind: 'channel', channel }, messages, messages.length);
  },
  'messages.getDialogs': (call, request) => {
    const all = dialogsOf(call, allPeers(call));
    const limit = Math.min(mostMessages, Math.max(1, request.limit));
    const older =
      request.offsetDate > 0
        ? all.messages.filter((message) => message.date < request.offsetDate).length
        : all.dialogs.length;
    const dialogs = all.dialogs.slice(all.dialogs.length - older).slice(0, limit);
    if (dialogs.length === all.dialogs.length) return { _: 'messages.dialogs', ...all };
    return { _: 'messages.dialogsSlice', count: all.dialogs.length, ...all, dialogs };
  },
  'messages.getPeerDialogs': (call, request) => {
    const { world, account } = call;
    const peers = (request.peers as TlObject[]).map((input) => {
      if (!input.peer) throw badRequest('PEER_ID_INVALID');
      return world.peers.peer(account, input.peer);
    });
    return { _: 'messages.peerDialogs', ...dialogsOf(call, peers), state: stateOf(call) };
  },
  'messages.getPinnedDialogs': (call) => ({ _: 'messages.peerDialogs', ...dialogsOf(call, []), state: stateOf(call) }),
  'messages.readHistory': (call, request) => {
    const { world, account } = call;
    readUpTo(call, world.peers.user(account, request.peer), request.maxId);
    return { _: 'messages.affectedMessages', pts: world.log.box(account.id).pts, ptsCount: 0 };
  },
  'channels.readHistory': (call, request) => {
    const { world, account } = call;
    const channel = world.peers.channel(account, request.channel);
    requireInside(world, account, channel);
    const box = world.log.box(account.id);
    box.readUpTo[channel.id.toString()] = Math.max(box.readUpTo[channel.id.toString()] ?? 0, request.maxId);
    world.log.saveBox(account.id);
    return true;
  },
  'messages.receivedMessages': () => [],
};

export function stateOf(call: Call): TlObject {
  const { pts, qts } = call.world.log.box(call.account.id);
  return { _: 'updates.state', pts, qts, date: call.world.nowSeconds(), seq: 1, unreadCount: 0 };
}
