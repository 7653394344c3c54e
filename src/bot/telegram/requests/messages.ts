import {
  type Addressed,
  type MessageContent,
  type Messenger,
  OWN_POSTS_PAGE,
  type SendOutcome,
} from '../../../ports/messenger';
import { Api, toLong } from '../gramjs';
import { unmark } from '../peers';
import { askOnce, attempt, DONE, type MessengerParts, refusalOf, sentMessageId } from './attempt';
import { CAPTION_LENGTH, contentFault, contentOf, TEXT_LENGTH } from './content';
import { uploadFile } from './upload';

type Message = Addressed & MessageContent;

/** What every message has: where it goes, its own random id, what it answers, its text and buttons. */
export async function envelopeOf({ peers }: MessengerParts, message: Message) {
  const { chatId, randomId, replyTo, silent } = message;
  return {
    peer: await peers.input(chatId),
    randomId: toLong(randomId),
    silent,
    replyTo: replyTo === undefined ? undefined : new Api.InputReplyToMessage({ replyToMsgId: replyTo }),
    ...contentOf(message),
  };
}

/** Sends once; the answer tells the id that the message got. */
export async function sendMessage(
  parts: MessengerParts,
  request: Api.messages.SendMessage | Api.messages.SendMedia,
  { chatId, randomId }: Message,
): Promise<SendOutcome> {
  const method = request instanceof Api.messages.SendMedia ? 'messages.sendMedia' : 'messages.sendMessage';
  const tried = await askOnce(parts, method, chatId, request);
  if (tried.kind === 'not_done') return tried.outcome;
  parts.take(tried.answer);
  return { kind: 'sent', messageId: sentMessageId(tried.answer, randomId) };
}

/** An edit cannot make a text of an invoice: whoever wants its place must send a message. */
const HAS_NO_TEXT = /^MEDIA_(INVALID|PREV_INVALID|EMPTY)$/;

type Acts = Pick<Messenger, 'sendText' | 'sendFile' | 'editText' | 'deleteMessages' | 'findOwnPosts'>;

/** Messages: sent, edited, deleted, found again. */
export function messageActs(parts: MessengerParts): Acts {
  return {
    async sendText(message) {
      const fault = contentFault(message, TEXT_LENGTH);
      if (fault) return { kind: 'refused', detail: fault };
      const envelope = await envelopeOf(parts, message);
      return sendMessage(parts, new Api.messages.SendMessage({ ...envelope, noWebpage: true }), message);
    },

    async sendFile(message) {
      const fault = contentFault(message, CAPTION_LENGTH);
      if (fault) return { kind: 'refused', detail: fault };
      const upload = () => uploadFile(parts.call, message.file);
      const uploaded = await attempt(parts, 'upload.saveFilePart', undefined, upload);
      if (uploaded.kind === 'not_done') return uploaded.outcome;
      const envelope = await envelopeOf(parts, message);
      return sendMessage(parts, new Api.messages.SendMedia({ ...envelope, media: uploaded.answer }), message);
    },

    async editText(edit) {
      const fault = contentFault(edit, TEXT_LENGTH);
      if (fault) return { kind: 'refused', detail: fault };
      const { chatId, messageId } = edit;
      const peer = await parts.peers.input(chatId);
      const request = new Api.messages.EditMessage({ peer, id: messageId, ...contentOf(edit), noWebpage: true });
      const tried = await askOnce(parts, 'messages.editMessage', chatId, request);
      if (tried.kind === 'not_done') {
        const detail = tried.error?.errorMessage ?? '';
        return HAS_NO_TEXT.test(detail) ? { kind: 'gone', what: 'message', detail } : tried.outcome;
      }
      parts.take(tried.answer);
      return { kind: 'sent', messageId };
    },

    async deleteMessages(chatId, messageIds) {
      const id = [...messageIds];
      const { kind, id: bare } = unmark(chatId);
      const isChannel = kind === 'CHANNEL';
      const tried = isChannel
        ? await askOnce(
            parts,
            'channels.deleteMessages',
            chatId,
            new Api.channels.DeleteMessages({ channel: await parts.peers.inputChannel(chatId), id }),
          )
        : await askOnce(
            parts,
            'messages.deleteMessages',
            chatId,
            new Api.messages.DeleteMessages({ id, revoke: true }),
          );
      if (tried.kind === 'not_done') return tried.outcome;
      const { pts: to, ptsCount: by } = tried.answer;
      parts.takeAffected(isChannel ? { kind: 'channel', channelId: bare, to, by } : { kind: 'pts', to, by });
      return DONE;
    },

    async findOwnPosts(chatId, { text, after }) {
      const channel = await parts.peers.inputChannel(chatId);
      const ids = Array.from({ length: OWN_POSTS_PAGE }, (_, index) => after + 1 + index);
      const id = ids.map((one) => new Api.InputMessageID({ id: one }));
      const request = new Api.channels.GetMessages({ channel, id });
      const tried = await askOnce(parts, 'channels.getMessages', undefined, request);
      if (tried.kind === 'not_done') return refusalOf(tried);
      return { kind: 'found', messageIds: ownPosts(tried.answer, text) };
    },
  };
}

/**
 * The ids of messages with this text that may be the bot's own, oldest first. Of a post in a channel's name Telegram does
 * not say who wrote it; the text, which names a person and a moment, has to do.
 */
export function ownPosts(answer: Api.messages.TypeMessages, text: string): number[] {
  if (!('messages' in answer)) return [];
  return answer.messages
    .filter((one): one is Api.Message => one instanceof Api.Message && one.message === text)
    .filter(({ out, post }) => out === true || post === true)
    .map(({ id }) => id)
    .sort((a, b) => a - b);
}
