import type { Messenger } from '../../../ports/messenger';
import { Api } from '../gramjs';
import { askOnce, DONE, doOnce, type MessengerParts } from './attempt';

/** What the bot says of itself. Looked up first: what is so already is not set again. */
export function profileActs(parts: MessengerParts): Pick<Messenger, 'setProfile' | 'showCommandsInMenu'> {
  return {
    async setProfile(langCode, { description, about }) {
      const asked = await askOnce(parts, 'bots.getBotInfo', undefined, new Api.bots.GetBotInfo({ langCode }));
      if (asked.kind !== 'done') return asked.outcome;
      if (asked.answer.description === description && asked.answer.about === about) return DONE;
      const request = new Api.bots.SetBotInfo({ langCode, description, about });
      return doOnce(parts, 'bots.setBotInfo', undefined, request);
    },

    async showCommandsInMenu() {
      const userId = new Api.InputUserEmpty();
      const asked = await askOnce(parts, 'bots.getBotMenuButton', undefined, new Api.bots.GetBotMenuButton({ userId }));
      if (asked.kind !== 'done') return asked.outcome;
      if (asked.answer instanceof Api.BotMenuButtonCommands) return DONE;
      const request = new Api.bots.SetBotMenuButton({ userId, button: new Api.BotMenuButtonCommands() });
      return doOnce(parts, 'bots.setBotMenuButton', undefined, request);
    },
  };
}
