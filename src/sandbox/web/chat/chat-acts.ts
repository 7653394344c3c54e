import { randomBytes } from 'node:crypto';
import bigInt from 'big-integer';
import type { PressAnswer } from './chat-view';
import type { UserChat } from './user-chat';

/** Telegram gives a bot seconds to answer a press; a little longer, and the refusal comes from Telegram itself. */
const PRESS_MS = 35_000;

const randomId = () => bigInt(randomBytes(7).toString('hex'), 16);

export function sendText(chat: UserChat, text: string): Promise<void> {
  return chat.act(async ({ api, invoke }, bot) => {
    const sent = new api.messages.SendMessage({ peer: bot.input, message: text, randomId: randomId() });
    chat.take(await invoke(sent));
  });
}

/** Presses START: with a payload as a deep link does. */
export function startBot(chat: UserChat, payload?: string): Promise<void> {
  if (!payload) return sendText(chat, '/start');
  return chat.act(async ({ api, invoke }, bot) => {
    const request = { bot: bot.inputUser, peer: bot.input, randomId: randomId(), startParam: payload };
    chat.take(await invoke(new api.messages.StartBot(request)));
  });
}

/** Clears the user's own copy of the chat and presses START again. */
export async function restartChat(chat: UserChat): Promise<void> {
  await chat.act(async ({ api, invoke }, bot) => {
    const ids = chat.state.messages.map(({ id }) => id);
    const cleared = await invoke(new api.messages.DeleteHistory({ peer: bot.input, maxId: 0 }));
    chat.forget(ids);
    chat.take(cleared);
  });
  await startBot(chat);
}

/** Presses a callback button and waits for the bot. `data` is base64, as the message carries it. */
export function pressButton(chat: UserChat, messageId: number, data: string): Promise<PressAnswer> {
  return chat.act(async ({ api, invoke }, bot) => {
    const request = { peer: bot.input, msgId: messageId, data: Buffer.from(data, 'base64') };
    const answer = await invoke(new api.messages.GetBotCallbackAnswer(request), PRESS_MS);
    return { text: answer.message || undefined, alert: answer.alert ?? false, url: answer.url || undefined };
  });
}

export function setBlocked(chat: UserChat, blocked: boolean): Promise<void> {
  return chat.act(async ({ api, invoke }, bot) => {
    const request = blocked ? new api.contacts.Block({ id: bot.input }) : new api.contacts.Unblock({ id: bot.input });
    await invoke(request);
    await chat.refreshProfile();
  });
}
