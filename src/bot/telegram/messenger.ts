import type { Messenger } from '../../ports/messenger';
import { Api, toLong } from './gramjs';
import { attempt, doOnce, type MessengerParts, refusalOf } from './requests/attempt';
import { channelActs } from './requests/channels';
import { messageActs } from './requests/messages';
import { photoActs } from './requests/photos';
import { profileActs } from './requests/profile';
import { starActs } from './requests/stars';
import { downloadFile } from './requests/upload';

const LONGEST_ANSWER = 200;

/** The messenger port over MTProto. Every request is built whole here: nothing is looked up in the package's memory. */
export function createTelegramMessenger(parts: MessengerParts): Messenger {
  return {
    ...messageActs(parts),
    ...photoActs(parts),
    ...channelActs(parts),
    ...starActs(parts),
    ...profileActs(parts),

    answerPress({ queryId, text, alert, url }) {
      const message = text?.slice(0, LONGEST_ANSWER);
      const answer = { queryId: toLong(queryId), message, alert, url, cacheTime: 0 };
      const request = new Api.messages.SetBotCallbackAnswer(answer);
      return doOnce(parts, 'messages.setBotCallbackAnswer', undefined, request);
    },

    async showTyping(chatId) {
      const peer = await parts.peers.input(chatId);
      const action = new Api.SendMessageTypingAction();
      return doOnce(parts, 'messages.setTyping', chatId, new Api.messages.SetTyping({ peer, action }));
    },

    async readOwnName() {
      const request = new Api.users.GetUsers({ id: [new Api.InputUserSelf()] });
      const tried = await attempt(parts, 'users.getUsers', undefined, () => parts.call(request, parts.callMs));
      const own = tried.kind === 'done' ? tried.answer[0] : undefined;
      return own instanceof Api.User ? (own.username ?? undefined) : undefined;
    },

    async setCommands(langCode, commands, chatId) {
      const scope =
        chatId === undefined
          ? new Api.BotCommandScopeDefault()
          : new Api.BotCommandScopePeer({ peer: await parts.peers.input(chatId) });
      const list = commands.map((command) => new Api.BotCommand(command));
      return commands.length > 0
        ? doOnce(parts, 'bots.setBotCommands', chatId, new Api.bots.SetBotCommands({ scope, langCode, commands: list }))
        : doOnce(parts, 'bots.resetBotCommands', chatId, new Api.bots.ResetBotCommands({ scope, langCode }));
    },

    async download(file, maxBytes) {
      if (file.size > maxBytes) return { kind: 'refused', detail: `FILE_TOO_BIG: ${file.size} of ${maxBytes} bytes` };
      const tried = await attempt(parts, 'upload.getFile', undefined, () => downloadFile(parts.call, file));
      return tried.kind === 'done' ? { kind: 'downloaded', content: tried.answer } : refusalOf(tried);
    },
  };
}
