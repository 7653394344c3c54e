import type { App } from '../../app';
import type { User } from '../users/meet-user';
import { endTrouble, noteTrouble } from './channel-trouble';

/**
 * Somebody came into a channel or left it. Gives the person when the shop knows him and uses the channel; of strangers
 * nothing is kept. `at` is when the update was received: updates of one person are handled in their order.
 */
export async function noteParticipant(
  app: App,
  o: { channelId: bigint; telegramId: bigint; isMember: boolean; at: Date },
): Promise<User | undefined> {
  const channel = await app.db.channels.findByTelegramId(o.channelId);
  const user = channel && (await app.db.users.findByTelegramId(o.telegramId));
  if (!user) return undefined;
  const status = o.isMember ? 'MEMBER' : 'NOT_MEMBER';
  await app.db.memberships.save([{ channelId: o.channelId, telegramId: o.telegramId, status }], o.at);
  return user;
}

/** The bot itself was made an admin of a channel, or is one no longer. */
export async function noteOwnStanding(
  app: App,
  o: { channelId: bigint; isMember: boolean; isAdmin: boolean; actorId: bigint; at: Date },
): Promise<void> {
  await app.db.channels.noteCandidate({ ...o, telegramId: o.channelId });
  const channel = await app.db.channels.findByTelegramId(o.channelId);
  if (!channel) return;
  if (o.isAdmin) return endTrouble(app, channel);
  const reason = o.isMember ? 'bot_not_admin' : 'bot_not_in_channel';
  await noteTrouble(app, channel, { reason, detail: o.isMember ? 'CHAT_ADMIN_REQUIRED' : 'CHANNEL_PRIVATE' });
}
