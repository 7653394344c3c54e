import { Api } from '../gramjs';

/** The ids of the bot's own messages with this text, oldest first. Posts in a channel's name count as `out` for their author. */
export function ownPosts(answer: Api.messages.TypeMessages, text: string): number[] {
  if (!('messages' in answer)) return [];
  return answer.messages
    .filter((one): one is Api.Message => one instanceof Api.Message && one.out === true && one.message === text)
    .map(({ id }) => id)
    .sort((a, b) => a - b);
}
