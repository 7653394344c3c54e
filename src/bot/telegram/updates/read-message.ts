import type { InboundDocument, InboundEvent } from '../../../ports/inbound-update';
import type { FileReference } from '../../../ports/messenger';
import { Api, fromLong } from '../gramjs';
import { markedIdOf } from '../peers';
import { readEntities } from '../requests/content';
import { photoReference } from '../requests/photos';
import { type Cast, castOf, personOf } from './cast';
import { readMigration } from './read-migration';
import { readPayment } from './read-payment';
import type { Counter } from './read-update';

/** What a new message means to the shop; undefined for its own messages and for service messages but those of money and of moves. */
export function readMessage(message: Api.TypeMessage, cast: Cast): InboundEvent | undefined {
  if (message instanceof Api.MessageService) return readPayment(message, cast) ?? readMigration(message, cast);
  if (!(message instanceof Api.Message) || message.out) return undefined;
  const chatId = markedIdOf(message.peerId);
  const sentAt = new Date(message.date * 1000);
  const authorId = message.fromId ? markedIdOf(message.fromId) : null;
  if (chatId < 0n) {
    const peer = message.peerId as Api.PeerChat | Api.PeerChannel;
    const bare = peer instanceof Api.PeerChannel ? peer.channelId : peer.chatId;
    const chatTitle = cast.chats.get(String(bare))?.title ?? null;
    return { kind: 'post', chatId, chatTitle, authorId, messageId: message.id, sentAt, text: message.message };
  }
  const from = personOf(authorId ?? chatId, cast);
  if (cast.users.get(String(from.telegramId))?.bot) return undefined;
  const reply = message.replyTo instanceof Api.MessageReplyHeader ? message.replyTo.replyToMsgId : undefined;
  const origin = message.fwdFrom?.fromId;
  return {
    kind: 'message',
    from,
    messageId: message.id,
    sentAt,
    text: message.message,
    entities: readEntities(message.entities),
    replyToMessageId: reply ?? null,
    document: readDocument(message.media),
    photo: readPhoto(message.media),
    forwardedFromChannelId: origin instanceof Api.PeerChannel ? markedIdOf(origin) : null,
  };
}

function readPhoto(media: Api.TypeMessageMedia | null | undefined): FileReference | undefined {
  return media instanceof Api.MessageMediaPhoto ? photoReference(media.photo) : undefined;
}

function readDocument(media: Api.TypeMessageMedia | null | undefined): InboundDocument | null {
  if (!(media instanceof Api.MessageMediaDocument) || !(media.document instanceof Api.Document)) return null;
  const { id, accessHash, fileReference, dcId, size, mimeType, attributes } = media.document;
  const named = attributes.find(
    (one): one is Api.DocumentAttributeFilename => one instanceof Api.DocumentAttributeFilename,
  );
  return {
    id: String(fromLong(id)),
    accessHash: String(fromLong(accessHash)),
    fileReference: fileReference.toString('base64'),
    dcId,
    size: Number(size),
    name: named?.fileName ?? null,
    mimeType,
  };
}

/** One arrival, taken apart. */
export interface Unpacked {
  readonly updates: readonly Api.TypeUpdate[];
  readonly cast: Cast;
  readonly users: readonly Api.TypeUser[];
  readonly chats: readonly Api.TypeChat[];
  /** Counters that moved without an update of ours around them: answers to our own calls. */
  readonly counters: readonly Counter[];
  readonly date: number;
  /** 0: not counted. */
  readonly seqStart: number;
  readonly seq: number;
  /** It is no whole account of what happened: fetch the difference. */
  readonly isIncomplete: boolean;
}

const nothing = { updates: [], users: [], chats: [], counters: [], date: 0, seqStart: 0, seq: 0, isIncomplete: false };
const nobody = castOf([], []);

/** Every shape that `Updates` has. Short messages lack the people, so they count as "something happened". */
export function unpack(object: unknown): Unpacked {
  if (object instanceof Api.Updates || object instanceof Api.UpdatesCombined) {
    const { updates, users, chats, date, seq } = object;
    const seqStart = object instanceof Api.UpdatesCombined ? object.seqStart : seq;
    return {
      updates,
      users,
      chats,
      cast: castOf(users, chats),
      counters: [],
      date,
      seqStart,
      seq,
      isIncomplete: false,
    };
  }
  if (object instanceof Api.UpdateShort) {
    return { ...nothing, cast: nobody, updates: [object.update], date: object.date };
  }
  if (object instanceof Api.UpdateShortSentMessage) {
    const counter = { kind: 'pts', to: object.pts, by: object.ptsCount } as const;
    return { ...nothing, cast: nobody, counters: [counter], date: object.date };
  }
  return { ...nothing, cast: nobody, isIncomplete: true };
}
