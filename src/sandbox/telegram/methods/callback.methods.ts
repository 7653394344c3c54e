import { createHash } from 'node:crypto';
import type { MethodTable } from '../rpc/call';
import { badRequest } from '../rpc/rpc-error';
import type { TlObject } from '../tl/tl-object';
import type { MessageBody } from '../world/records';
import { requireInside } from './place';

function hasButton(message: MessageBody, data: Buffer): boolean {
  if (message.markup?._ !== 'replyInlineMarkup') return false;
  const buttons = (message.markup.rows as TlObject[]).flatMap((row) => row.buttons as TlObject[]);
  return buttons.some((button) => button._ === 'keyboardButtonCallback' && data.equals(button.data));
}

/** One number per chat and bot; clients compare it only with itself. */
const chatInstance = (...ids: bigint[]) => createHash('sha256').update(ids.join(':')).digest().readBigInt64LE(0);

export const callbackMethods: MethodTable = {
  'messages.getBotCallbackAnswer': (call, request) => {
    const { world, account, dataCentre } = call;
    const peer = world.peers.peer(account, request.peer);
    if (!request.data) throw badRequest('DATA_INVALID');
    if (peer.kind === 'channel') requireInside(world, account, peer.channel);
    const found =
      peer.kind === 'user'
        ? world.chats.withId(account.id, request.msgId)
        : world.channels.withPostId(peer.channel.id, request.msgId);
    if (!found) throw badRequest('MESSAGE_ID_INVALID');
    const bot = world.accounts.get(found.fromId);
    if (bot.kind !== 'bot') throw badRequest('BOT_INVALID');
    // Only buttons that stand under the message now can be pressed; the server passes on no invented data.
    if (!hasButton(found, request.data)) throw badRequest('DATA_INVALID');
    const { queryId, answer } = world.callbacks.open(bot.id, dataCentre.faults.callbackTimeoutMs);
    const inPrivate = 'key' in found;
    const botPeer = inPrivate
      ? { _: 'peerUser', userId: account.id }
      : { _: 'peerChannel', channelId: found.channelId };
    const place = inPrivate ? account.id : found.channelId;
    const update = {
      _: 'updateBotCallbackQuery',
      queryId,
      userId: account.id,
      peer: botPeer,
      msgId: inPrivate ? world.chats.idFor(bot.id, found) : found.id,
      chatInstance: chatInstance(bot.id, place),
      data: request.data,
    };
    world.publisher.publish(bot, [update]);
    return answer;
  },
  'messages.setBotCallbackAnswer': (call, request) => {
    if (request.message && request.message.length > 200) throw badRequest('MESSAGE_TOO_LONG');
    const { alert, message, url, cacheTime } = request;
    const answer = { _: 'messages.botCallbackAnswer', alert, hasUrl: url !== undefined, message, url, cacheTime };
    if (!call.world.callbacks.answer(call.account.id, request.queryId, answer)) throw badRequest('QUERY_ID_INVALID');
    return true;
  },
};
