import type { App } from '../app';
import type { Messenger } from '../ports/messenger';
import { textsFor } from './texts';
import { LANGUAGES } from './texts/languages';

/** What the bot says of itself: in an empty chat, and in its profile; in each language of ours, '' for all others. */
export function botProfiles(currency: string) {
  return (['', ...LANGUAGES] as const).map((languageCode) => ({
    languageCode,
    ...textsFor(languageCode || 'en', currency).botProfile,
  }));
}

/** Sets what is not so already: Telegram allows few such changes. A comfort, so a failure is only logged. */
export async function setProfiles({ currency, log }: App, messenger: Messenger): Promise<void> {
  for (const { languageCode, ...wanted } of botProfiles(currency)) {
    const { kind: outcome } = await messenger.setProfile(languageCode, wanted);
    if (outcome !== 'sent') log.warn({ languageCode, outcome }, 'the profile of the bot was not set');
  }
  const { kind: outcome } = await messenger.showCommandsInMenu();
  if (outcome !== 'sent') log.warn({ outcome }, 'the menu button was not set');
}
