import { deletePosts, publishPostEdit } from '../actions/channel-posts';
import { deletePrivately, publishEdit } from '../actions/private-messages';
import { toJson } from '../journal/journal-json';
import type { Call, MethodTable } from '../rpc/call';
import { badRequest, forbidden } from '../rpc/rpc-error';
import { withPayButton } from '../stars/pay-button';
import type { TlObject } from '../tl/tl-object';
import type { ChannelMessage, MessageBody, PrivateMessage } from '../world/records';
import { mediaFrom } from './media';
import { checkCaption, checkEntities, checkMarkup, checkText } from './message-rules';
import { requireInside, requireRight } from './place';

/** Puts the new content onto the message. Leaving the keyboard out removes it; leaving the text out keeps it. */
function applyEdit(call: Call, message: MessageBody, request: TlObject): void {
  const { world, account } = call;
  const before = visible(message);
  // Of an invoice only the keyboard can be changed.
  if (message.invoice && (request.media || request.message)) throw badRequest('MEDIA_INVALID');
  const media = request.media ? mediaFrom(call, request.media) : message.media;
  const text = request.message ?? message.text;
  if (media) checkCaption(text);
  else checkText(text);
  const entities =
    request.message === undefined ? message.entities : checkEntities(world, account, text, request.entities);
  const after = {
    text,
    entities,
    media,
    markup: withPayButton(checkMarkup(account, request.replyMarkup), message.invoice),
  };
  if (visible(after) === before) throw badRequest('MESSAGE_NOT_MODIFIED');
  Object.assign(message, after, { editDate: world.nowSeconds() });
}

const visible = ({ text, entities, media, markup }: Pick<MessageBody, 'text' | 'entities' | 'media' | 'markup'>) =>
  toJson([text, entities ?? [], media ?? null, markup ?? null]);

function ownMessage(call: Call, message: PrivateMessage | ChannelMessage | undefined): void {
  if (!message || message.action) throw badRequest('MESSAGE_ID_INVALID');
  if (message.fromId !== call.account.id) throw forbidden('MESSAGE_AUTHOR_REQUIRED');
}

export const editMethods: MethodTable = {
  'messages.editMessage': (call, request) => {
    const { world, account, session } = call;
    const peer = world.peers.peer(account, request.peer);
    if (peer.kind === 'user') {
      const message = world.chats.withId(account.id, request.id);
      ownMessage(call, message);
      const otherId = message!.fromId === account.id ? message!.toId : message!.fromId;
      if (otherId !== peer.account.id) throw badRequest('MESSAGE_ID_INVALID');
      applyEdit(call, message!, request);
      return world.publisher.updates(account, [publishEdit(world, message!, session)]);
    }
    requireInside(world, account, peer.channel);
    const message = world.channels.withPostId(peer.channel.id, request.id);
    if (!message) throw badRequest('MESSAGE_ID_INVALID');
    if (!message.isPost || !world.channels.hasRight(peer.channel, account.id, 'editMessages'))
      ownMessage(call, message);
    applyEdit(call, message, request);
    return world.publisher.updates(account, [publishPostEdit(world, peer.channel, message, account, session)]);
  },
  'messages.deleteMessages': (call, request) => {
    const { world, account, session } = call;
    // A bot's deletion is always for both sides.
    const revoke = request.revoke === true || account.kind === 'bot';
    return { _: 'messages.affectedMessages', ...deletePrivately(world, account, request.id, revoke, session) };
  },
  'messages.deleteHistory': (call, request) => {
    const { world, account, session } = call;
    const other = world.peers.user(account, request.peer);
    const all = world.chats.between(account.id, other.id).map((message) => world.chats.idFor(account.id, message));
    const ids = request.maxId > 0 ? all.filter((id) => id <= request.maxId) : all;
    return {
      _: 'messages.affectedHistory',
      ...deletePrivately(world, account, ids, request.revoke === true, session),
      offset: 0,
    };
  },
  'channels.deleteMessages': (call, request) => {
    const { world, account, session } = call;
    const channel = world.peers.channel(account, request.channel);
    requireInside(world, account, channel);
    const ids = request.id as number[];
    // Posts that are gone already need no right.
    const isForeign = (id: number) => (world.channels.withPostId(channel.id, id)?.fromId ?? account.id) !== account.id;
    if (ids.some(isForeign)) requireRight(world, account, channel, 'deleteMessages');
    return { _: 'messages.affectedMessages', ...deletePosts(world, channel, ids, session) };
  },
};
