import type { App } from '../app';
import type { Messenger } from '../ports/messenger';
import { ensureStarsMethod } from '../usecases/payments/ensure-stars-method';
import { setCommandMenus } from './command-menu';
import { setProfiles } from './profile';

/** What must stand before people come: done each time this process becomes the one that speaks with Telegram. */
export async function prepareChat(app: App, messenger: Messenger, botId: bigint): Promise<void> {
  const name = await messenger.readOwnName();
  if (name) await app.db.telegramSessions.saveUsername(botId, name);
  await ensureStarsMethod(app);
  await setCommandMenus(app, messenger);
  await setProfiles(app, messenger);
}
