import type { Call, MethodTable } from '../rpc/call';
import { badRequest } from '../rpc/rpc-error';
import type { TlObject } from '../tl/tl-object';
import type { PrivateEvent } from '../world/records';
import { requireVisible } from './place';
import { stateOf } from './read.methods';

const defaultSlice = 1000;

/** New messages and other updates for a stretch of private events, as things stand now. */
function replay(call: Call, events: PrivateEvent[]) {
  const { world, account } = call;
  const newMessages: TlObject[] = [];
  const otherUpdates: TlObject[] = [];
  for (const { kind, key, ids, pts, count, message: ofGroup } of events) {
    if (ofGroup) {
      newMessages.push(ofGroup);
      continue;
    }
    if (kind === 'delete') {
      otherUpdates.push({ _: 'updateDeleteMessages', messages: ids ?? [], pts, ptsCount: count });
      continue;
    }
    const message = world.chats.withKey(key!);
    // Deleted since: the deletion follows in the same difference.
    if (!message || world.chats.idFor(account.id, message) === 0) continue;
    const shown = world.views.privateMessage(account, message);
    if (kind === 'new') newMessages.push(shown);
    else otherUpdates.push({ _: 'updateEditMessage', message: shown, pts, ptsCount: count });
  }
  return { newMessages, otherUpdates };
}

export const updatesMethods: MethodTable = {
  'updates.getState': (call) => stateOf(call),
  'updates.getDifference': (call, request) => {
    const { world, account, dataCentre } = call;
    const state = stateOf(call);
    if (request.pts <= 0) throw badRequest('PERSISTENT_TIMESTAMP_EMPTY');
    if (request.pts > state.pts) throw badRequest('PERSISTENT_TIMESTAMP_INVALID');
    const events = world.log.privateAfter(account.id, request.pts);
    const forced = dataCentre.faults.takesDifferenceTooLong(account.id);
    if (forced || !events || (request.ptsTotalLimit && events.length > request.ptsTotalLimit))
      return { _: 'updates.differenceTooLong', pts: state.pts };
    const missedQts = world.log.qtsAfter(account.id, request.qts);
    if (events.length === 0 && missedQts.length === 0)
      return { _: 'updates.differenceEmpty', date: state.date, seq: state.seq };
    const limit = dataCentre.faults.differenceSliceSize ?? Math.min(defaultSlice, request.ptsLimit ?? defaultSlice);
    const slice = events.slice(0, Math.max(1, limit));
    const isWhole = slice.length === events.length;
    const { newMessages, otherUpdates } = replay(call, slice);
    // Participant events come with the last slice, so that qts moves on only once.
    if (isWhole) otherUpdates.push(...missedQts.map((event) => event.update));
    const common = {
      newMessages,
      newEncryptedMessages: [],
      otherUpdates,
      ...world.views.mentioned(account, [newMessages, otherUpdates]),
    };
    if (isWhole) return { _: 'updates.difference', ...common, state };
    return {
      _: 'updates.differenceSlice',
      ...common,
      intermediateState: { ...state, pts: slice.at(-1)!.pts, qts: request.qts },
    };
  },
  'updates.getChannelDifference': (call, request) => {
    const { world, account } = call;
    const channel = world.peers.channel(account, request.channel);
    requireVisible(world, account, channel);
    if (request.limit <= 0) throw badRequest('LIMIT_INVALID');
    if (request.pts <= 0) throw badRequest('PERSISTENT_TIMESTAMP_EMPTY');
    if (request.pts > channel.pts) throw badRequest('PERSISTENT_TIMESTAMP_INVALID');
    const events = world.log.channelAfter(channel.id, request.pts);
    const timeout = 30;
    if (!events) {
      const messages = world.channels
        .messages(channel.id)
        .slice(-20)
        .reverse()
        .map((message) => world.views.channelMessage(account, message));
      const dialog = channelDialog(channel.id, channel.pts, channel.lastMessageId);
      return {
        _: 'updates.channelDifferenceTooLong',
        final: true,
        timeout,
        dialog,
        messages,
        ...world.views.mentioned(account, [dialog, messages]),
      };
    }
    if (events.length === 0) return { _: 'updates.channelDifferenceEmpty', final: true, pts: channel.pts, timeout };
    const slice = events.slice(0, Math.min(request.limit, account.kind === 'bot' ? 100_000 : 100));
    const newMessages: TlObject[] = [];
    const otherUpdates: TlObject[] = [];
    for (const { kind, ids, pts, count } of slice) {
      const message = kind === 'delete' ? undefined : world.channels.withPostId(channel.id, ids[0]!);
      if (kind === 'delete')
        otherUpdates.push({
          _: 'updateDeleteChannelMessages',
          channelId: channel.id,
          messages: ids,
          pts,
          ptsCount: count,
        });
      else if (message && kind === 'new') newMessages.push(world.views.channelMessage(account, message));
      else if (message)
        otherUpdates.push({
          _: 'updateEditChannelMessage',
          message: world.views.channelMessage(account, message),
          pts,
          ptsCount: count,
        });
    }
    const mentioned = world.views.mentioned(account, [newMessages, otherUpdates, { channelId: channel.id }]);
    const final = slice.length === events.length;
    return {
      _: 'updates.channelDifference',
      final,
      pts: slice.at(-1)!.pts,
      timeout,
      newMessages,
      otherUpdates,
      ...mentioned,
    };
  },
};

const channelDialog = (channelId: bigint, pts: number, topMessage: number) => ({
  _: 'dialog',
  peer: { _: 'peerChannel', channelId },
  topMessage,
  readInboxMaxId: 0,
  readOutboxMaxId: 0,
  unreadCount: 0,
  unreadMentionsCount: 0,
  unreadReactionsCount: 0,
  notifySettings: { _: 'peerNotifySettings' },
  pts,
});
