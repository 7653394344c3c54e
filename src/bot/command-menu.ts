import type { BotCommand } from '../ports/messenger';
import { textsFor } from './texts';
import { LANGUAGES } from './texts/languages';

/** The menu of commands for each language of ours, and under '' for people of all others. */
export function commandMenus(currency: string): { languageCode: string; commands: BotCommand[] }[] {
  return ['', ...LANGUAGES].map((languageCode) => {
    const language = LANGUAGES.find((one) => one === languageCode) ?? 'en';
    const { commandMenu } = textsFor(language, currency);
    const commands = Object.entries(commandMenu).map(([command, description]) => ({ command, description }));
    return { languageCode, commands };
  });
}
