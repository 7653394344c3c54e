import { postToChannel } from '../actions/channel-posts';
import { sendPrivately } from '../actions/private-messages';
import type { Call, MethodTable } from '../rpc/call';
import { badRequest, RpcError } from '../rpc/rpc-error';
import { invoiceFrom, invoiceMedia } from '../stars/invoice-rules';
import { forwardedPayButton, withPayButton } from '../stars/pay-button';
import type { Invoice } from '../stars/star-records';
import type { TlObject } from '../tl/tl-object';
import type { MessageBody } from '../world/records';
import { mediaFrom } from './media';
import { checkCaption, checkEntities, checkMarkup, checkText } from './message-rules';
import { type Place, placeToWrite } from './place';

/** A random_id may be used once. The claim comes after all other checks, so that a refused send can be tried again. */
function claimRandomId(call: Call, randomId: bigint): void {
  if (randomId === 0n) throw badRequest('RANDOM_ID_EMPTY');
  if (!call.world.randomIds.claim(call.account.id, randomId)) throw new RpcError(500, 'RANDOM_ID_DUPLICATE');
}

function bodyOf(call: Call, request: TlObject, text: string, media?: TlObject, invoice?: Invoice): MessageBody {
  const { world, account } = call;
  return {
    fromId: account.id,
    date: world.nowSeconds(),
    text,
    entities: checkEntities(world, account, text, request.entities),
    markup: withPayButton(checkMarkup(account, request.replyMarkup), invoice),
    media,
    invoice,
    silent: request.silent,
    noforwards: request.noforwards,
  };
}

/** Stores and tells; answers the updates that the caller is to be given. */
function deliver(
  call: Call,
  place: Place,
  body: MessageBody,
  replyToMsgId: number | undefined,
  randomId: bigint,
): TlObject[] {
  const { world, account, session } = call;
  if (place.kind === 'channel') {
    const { message, update } = postToChannel(world, place.channel, account, body, replyToMsgId, session);
    return [{ _: 'updateMessageID', id: message.id, randomId }, update];
  }
  const replyTo = replyToMsgId ? world.chats.withId(account.id, replyToMsgId)?.key : undefined;
  const { message, update } = sendPrivately(world, place.account.id, body, replyTo, session);
  return [{ _: 'updateMessageID', id: message.fromMessageId, randomId }, update];
}

const replyIdOf = (request: TlObject): number | undefined => request.replyTo?.replyToMsgId;

export const sendMethods: MethodTable = {
  'messages.sendMessage': (call, request) => {
    const place = placeToWrite(call, request.peer);
    const body = bodyOf(call, request, checkText(request.message));
    claimRandomId(call, request.randomId);
    return call.world.publisher.updates(call.account, deliver(call, place, body, replyIdOf(request), request.randomId));
  },
  'messages.sendMedia': (call, request) => {
    const place = placeToWrite(call, request.peer);
    checkCaption(request.message);
    // The keyboard is looked at before a file is put together, and with it once more.
    checkMarkup(call.account, request.replyMarkup);
    const invoice = request.media._ === 'inputMediaInvoice' ? invoiceFrom(call.account, request.media) : undefined;
    // An invoice stands in a private chat; elsewhere its link does.
    if (invoice && place.kind !== 'user') throw badRequest('MEDIA_INVALID');
    const media = invoice ? invoiceMedia(invoice) : mediaFrom(call, request.media);
    const body = bodyOf(call, request, request.message, media, invoice);
    claimRandomId(call, request.randomId);
    return call.world.publisher.updates(call.account, deliver(call, place, body, replyIdOf(request), request.randomId));
  },
  'messages.uploadMedia': (call, request) => {
    call.world.peers.peer(call.account, request.peer);
    return mediaFrom(call, request.media);
  },
  'messages.forwardMessages': (call, request) => {
    const { world, account } = call;
    const source = world.peers.peer(account, request.fromPeer);
    const place = placeToWrite(call, request.toPeer);
    if (request.id.length !== request.randomId.length) throw badRequest('RANDOM_ID_INVALID');
    const originals = (request.id as number[]).map((id) => {
      const found =
        source.kind === 'user' ? world.chats.withId(account.id, id) : world.channels.withPostId(source.channel.id, id);
      if (!found || found.action) throw badRequest('MESSAGE_ID_INVALID');
      return found;
    });
    const updates = originals.flatMap((original, index) => {
      claimRandomId(call, request.randomId[index]);
      const fromPost = 'channelId' in original && original.isPost;
      const fromId = fromPost
        ? { _: 'peerChannel', channelId: original.channelId }
        : { _: 'peerUser', userId: original.fromId };
      const channelPost = fromPost ? original.id : undefined;
      const forward = request.dropAuthor
        ? undefined
        : { _: 'messageFwdHeader', fromId, date: original.date, channelPost };
      const { text, entities, media, invoice } = original;
      if (invoice && place.kind !== 'user') throw badRequest('MEDIA_INVALID');
      const body = {
        fromId: account.id,
        date: world.nowSeconds(),
        text,
        entities,
        media,
        invoice,
        markup: invoice && forwardedPayButton(world.accounts.get(invoice.botId), invoice),
        forward,
        silent: request.silent,
      };
      return deliver(call, place, body, undefined, request.randomId[index]);
    });
    return world.publisher.updates(account, updates);
  },
  'messages.startBot': (call, request) => {
    const { world, account } = call;
    const bot = world.peers.user(account, request.bot);
    if (bot.kind !== 'bot') throw badRequest('BOT_INVALID');
    if (request.startParam && !/^[A-Za-z0-9_-]{1,64}$/.test(request.startParam))
      throw badRequest('START_PARAM_INVALID');
    const place = placeToWrite(call, request.peer._ === 'inputPeerEmpty' ? request.bot : request.peer);
    const text = request.startParam ? `/start ${request.startParam}` : '/start';
    const entities = [{ _: 'messageEntityBotCommand', offset: 0, length: 6 }];
    claimRandomId(call, request.randomId);
    const body = { fromId: account.id, date: world.nowSeconds(), text, entities };
    return world.publisher.updates(account, deliver(call, place, body, undefined, request.randomId));
  },
  'messages.setTyping': (call, request) => {
    const { world, account, session } = call;
    const peer = world.peers.peer(account, request.peer);
    if (peer.kind === 'user' && peer.account.kind === 'user' && peer.account.id !== account.id) {
      const update = { _: 'updateUserTyping', userId: account.id, action: request.action };
      world.publisher.publish(peer.account, [update], session);
    }
    return true;
  },
};
