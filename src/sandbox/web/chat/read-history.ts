import type { UserClient } from '../user-client/user-client';
import type { BotPeer } from './bot-peer';
import type { ChatMessage } from './chat-view';
import { MOST_MESSAGES } from './message-log';
import { readMessage } from './read-message';

const PAGE = 100;

/** The newest messages of the chat, in no particular order. */
export async function readHistory({ api, invoke }: UserClient, bot: BotPeer): Promise<ChatMessage[]> {
  const found: ChatMessage[] = [];
  let offsetId = 0;
  while (found.length < MOST_MESSAGES) {
    const page = await invoke(new api.messages.GetHistory({ peer: bot.input, offsetId, limit: PAGE }));
    const messages = 'messages' in page ? page.messages : [];
    found.push(...messages.map(readMessage).filter((message) => message !== undefined));
    if (messages.length < PAGE) break;
    offsetId = Math.min(...messages.map(({ id }) => id));
  }
  return found;
}
