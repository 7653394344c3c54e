import type { FileMessage, PhotoMessage, SendOutcome, TextMessage } from '../../../ports/messenger';
import { Api, toLong } from '../gramjs';
import { sentMessageId } from '../read-outcome';
import { contentOf } from '../requests/content';
import { askOnce, type MessengerParts } from './attempt';

type Message = TextMessage | FileMessage | PhotoMessage;

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
