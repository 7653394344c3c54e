import type { App } from '../app';
import type { BotCommand, Messenger } from '../ports/messenger';
import { panelTextsFor } from './panel/texts';
import { textsFor } from './texts';
import { LANGUAGES, type Language } from './texts/languages';

/** The menu of commands for each language of ours, and under '' for people of all others. */
export function commandMenus(currency: string): { languageCode: string; commands: BotCommand[] }[] {
  return (['', ...LANGUAGES] as const).map((languageCode) => {
    const { commandMenu } = textsFor(languageCode || 'en', currency);
    const commands = Object.entries(commandMenu).map(([command, description]) => ({ command, description }));
    return { languageCode, commands };
  });
}

/** The menu is a comfort: without it every command still works, so its failure is only logged. */
export async function setCommandMenus({ currency, log }: App, messenger: Messenger): Promise<void> {
  for (const { languageCode, commands } of commandMenus(currency)) {
    const outcome = await messenger.setCommands(languageCode, commands);
    if (outcome.kind !== 'sent') log.warn({ languageCode, outcome: outcome.kind }, 'the command menu was not set');
  }
}

/** Who is in the panel finds its commands in front of the others; who has left it, only those of buyers again. */
export async function setAdminMenu(
  { currency, log }: App,
  messenger: Pick<Messenger, 'setCommands'>,
  o: { telegramId: bigint; language: Language; isIn: boolean },
): Promise<void> {
  const { commands } = panelTextsFor(o.language, currency).panel.find;
  const menu = { ...commands, ...textsFor(o.language, currency).commandMenu };
  const list = Object.entries(menu).map(([command, description]) => ({ command, description }));
  const outcome = await messenger.setCommands('', o.isIn ? list : [], o.telegramId);
  if (outcome.kind !== 'sent') log.warn({ outcome: outcome.kind }, 'the command menu of an admin was not set');
}
