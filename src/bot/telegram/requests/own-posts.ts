import { Api } from '../gramjs';

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
