import { listAdminSessions } from '../../usecases/admins/use-session';
import { findMissingChannels, type RequiredChannel } from '../../usecases/channels/find-missing-channels';
import { listReservations } from '../../usecases/reservations/list-reservations';
import type { CallbackName, ParsedCallback } from '../callbacks';
import type { Visit } from '../screens/screen';

/** What somebody may always do: read about the shop, and whatever belongs to a number that he has. */
const OPEN_TO_ALL: ReadonlySet<CallbackName> = new Set([
  'help',
  'privacy',
  'language',
  'setLanguage',
  'card',
  'cancel',
  'change',
  'more',
]);

/**
 * The channels that somebody must join before they go where the callback leads; none when they may go on. Asked before
 * every screen. "I have joined" is the one callback at which Telegram is asked anew.
 */
export async function missingFor(visit: Visit, callback: ParsedCallback): Promise<readonly RequiredChannel[]> {
  const { app, user } = visit;
  if (OPEN_TO_ALL.has(callback.name) || app.ownerIds.includes(user.telegramId)) return [];
  if ((await app.requiredChannels()).length === 0) return [];
  if (callback.name === 'numbers' && (await hasOpenNumber(visit))) return [];
  const claims = callback.name === 'joined' && !callback.isTold;
  const missing = await findMissingChannels(app, { telegramId: user.telegramId, claims });
  return missing.length > 0 && (await isInPanel(visit)) ? [] : missing;
}

async function isInPanel({ app, user }: Visit): Promise<boolean> {
  return (await listAdminSessions(app)).some(({ userId }) => userId === user.id);
}

async function hasOpenNumber({ app, user }: Visit): Promise<boolean> {
  const { total } = await listReservations(app, { userId: user.id, which: 'mine', page: 0, pageSize: 1 });
  return total > 0;
}
