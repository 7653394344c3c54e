import type { InboundEvent } from '../../../ports/inbound-update';
import { Api, fromLong } from '../gramjs';
import { markChannel, markedIdOf } from '../peers';
import { isOutside } from '../requests/membership';
import { type Cast, personOf } from './cast';
import { readMessage } from './read-message';

/** The counter that an update stands on. `to` is the counter after it, `by` how far it moves it. */
export type Counter =
  | { readonly kind: 'pts' | 'qts'; readonly to: number; readonly by: number }
  | { readonly kind: 'channel'; readonly channelId: bigint; readonly to: number; readonly by: number };

export interface ReadUpdate {
  /** Undefined: not counted, so it cannot be asked for again. */
  readonly counter: Counter | undefined;
  readonly event: InboundEvent | undefined;
  /** The same event always has the same key, by whatever way it comes. */
  readonly key: string;
}

/** What must be fetched because Telegram does not send it in full. */
export type Summons =
  | { readonly kind: 'difference' }
  | { readonly kind: 'channel_difference'; readonly channelId: bigint };

/** Reads one update of Telegram's into our words. Kinds that the shop has no use for keep their counter. */
export function readUpdate(update: Api.TypeUpdate, cast: Cast): ReadUpdate | Summons {
  if (update instanceof Api.UpdateNewMessage) {
    return counted('pts', update, readMessage(update.message, cast), `m:${update.message.id}`);
  }
  if (update instanceof Api.UpdateNewChannelMessage) return readPost(update, cast);
  if (update instanceof Api.UpdateEditChannelMessage || update instanceof Api.UpdateEditMessage)
    return readEdit(update, cast);
  if (update instanceof Api.UpdateBotCallbackQuery) return readPress(update, cast);
  if (update instanceof Api.UpdateBotStopped) {
    const from = personOf(fromLong(update.userId), cast);
    const event = { kind: 'block', from, isBlocking: update.stopped, at: new Date(update.date * 1000) } as const;
    return { counter: { kind: 'qts', to: update.qts, by: 1 }, event, key: `q:${update.qts}` };
  }
  if (update instanceof Api.UpdateChannelParticipant) return readParticipant(update, cast);
  if (update instanceof Api.UpdateBotChatInviteRequester) return readJoinRequest(update, cast);
  if (update instanceof Api.UpdateChannelTooLong) {
    return { kind: 'channel_difference', channelId: fromLong(update.channelId) };
  }
  return readCounterOnly(update);
}

/** The key of a message by its place, for messages that come without an update around them. */
export function messageKey(message: Api.TypeMessage): string {
  const peer = message instanceof Api.MessageEmpty ? undefined : message.peerId;
  return peer instanceof Api.PeerChannel ? `c:${peer.channelId}:${message.id}` : `m:${message.id}`;
}

function counted(
  kind: 'pts',
  { pts, ptsCount }: { pts: number; ptsCount: number },
  event: InboundEvent | undefined,
  key: string,
): ReadUpdate {
  return { counter: { kind, to: pts, by: ptsCount }, event, key };
}

function readPost(update: Api.UpdateNewChannelMessage, cast: Cast): ReadUpdate {
  const { message, pts, ptsCount } = update;
  const peer = message instanceof Api.MessageEmpty ? undefined : message.peerId;
  if (!(peer instanceof Api.PeerChannel)) return { counter: undefined, event: undefined, key: '' };
  const channelId = fromLong(peer.channelId);
  const counter = { kind: 'channel', channelId, to: pts, by: ptsCount } as const;
  return { counter, event: readMessage(message, cast), key: messageKey(message) };
}

/** Of edits only those of posts count: what a person changes in his own chat he can say again. */
function readEdit(update: Api.UpdateEditChannelMessage | Api.UpdateEditMessage, cast: Cast): ReadUpdate {
  const counted = readCounterOnly(update);
  const { message, pts } = update;
  const event = readMessage(message, cast);
  if (!(message instanceof Api.Message) || event?.kind !== 'post') return counted;
  const editedAt = new Date((message.editDate ?? message.date) * 1000);
  return { ...counted, event: { ...event, editedAt }, key: `e:${messageKey(message)}:${pts}` };
}

function readPress(update: Api.UpdateBotCallbackQuery, cast: Cast): ReadUpdate {
  const queryId = fromLong(update.queryId);
  return {
    counter: undefined,
    key: `p:${queryId}`,
    event: {
      kind: 'press',
      from: personOf(fromLong(update.userId), cast),
      queryId,
      chatId: markedIdOf(update.peer),
      messageId: update.msgId,
      data: update.data?.toString('utf8') ?? '',
    },
  };
}

function readParticipant(update: Api.UpdateChannelParticipant, cast: Cast): ReadUpdate {
  const next = update.newParticipant;
  return {
    counter: { kind: 'qts', to: update.qts, by: 1 },
    key: `q:${update.qts}`,
    event: {
      kind: 'participant',
      from: personOf(fromLong(update.userId), cast),
      channelId: markChannel(fromLong(update.channelId)),
      isMember: !isOutside(next),
      isAdmin: next instanceof Api.ChannelParticipantAdmin || next instanceof Api.ChannelParticipantCreator,
      actorId: fromLong(update.actorId),
      at: new Date(update.date * 1000),
    },
  };
}

function readJoinRequest({ userId, peer, date, qts }: Api.UpdateBotChatInviteRequester, cast: Cast): ReadUpdate {
  const from = personOf(fromLong(userId), cast);
  return {
    counter: { kind: 'qts', to: qts, by: 1 },
    key: `q:${qts}`,
    event: { kind: 'join_request', from, channelId: markedIdOf(peer), at: new Date(date * 1000) },
  };
}

function readCounterOnly(update: Api.TypeUpdate): ReadUpdate {
  const {
    pts,
    ptsCount = 0,
    qts,
    channelId,
  } = update as {
    pts?: number;
    ptsCount?: number;
    qts?: number;
    channelId?: Parameters<typeof fromLong>[0];
  };
  const rest = { event: undefined, key: '' };
  if (qts !== undefined) return { counter: { kind: 'qts', to: qts, by: 1 }, ...rest };
  if (typeof pts !== 'number') return { counter: undefined, ...rest };
  const edited =
    update instanceof Api.UpdateEditChannelMessage && 'peerId' in update.message ? update.message.peerId : undefined;
  const bare = edited instanceof Api.PeerChannel ? edited.channelId : channelId;
  if (bare) return { counter: { kind: 'channel', channelId: fromLong(bare), to: pts, by: ptsCount }, ...rest };
  return { counter: { kind: 'pts', to: pts, by: ptsCount }, ...rest };
}
