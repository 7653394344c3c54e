import type { App } from '../../app';
import { type Problem, problemAt } from '../../domain/problems';
import { clearAlert, raiseAlert } from '../alerts/raise-alert';
import type { User } from '../users/meet-user';

interface AskedChannel {
  readonly id: number;
  /** Marked. */
  readonly telegramId: bigint;
  readonly title: string;
}

const HOUR_S = 3_600;

/**
 * Somebody asked to be let into a channel. Where the operator wants it the bot lets them in, else it is remembered that
 * they wait for an admin. Gives the person when the shop knows them and uses the channel; of strangers nothing is kept.
 */
export async function noteJoinRequest(
  app: App,
  o: { channelId: bigint; telegramId: bigint; at: Date },
): Promise<User | undefined> {
  const channel = await app.db.channels.findByTelegramId(o.channelId);
  if (!channel) return undefined;
  const user = await app.db.users.findByTelegramId(o.telegramId);
  if (user) await app.db.memberships.noteRequest(o, o.at);
  if (!user?.isBanned) await letIn(app, channel, o.telegramId);
  return user ?? undefined;
}

/** Lets somebody who waits into the channel, if the bot is to do so by itself. False: an admin must. */
export async function letIn(app: App, channel: AskedChannel, telegramId: bigint): Promise<boolean> {
  if (!(await app.db.channelUse.approvesJoins(channel.id))) return false;
  const { telegramId: channelId, title } = channel;
  const outcome = await app.telegram.approveJoin(channelId, telegramId);
  const key = `approval:${channel.id}`;
  if (outcome.kind === 'refused') {
    const facts = { channelId: channel.id, title, detail: outcome.detail };
    await raiseAlert(app, { key, kind: 'joins_unapproved', facts, everyS: HOUR_S });
  }
  if (outcome.kind !== 'approved') return false;
  await clearAlert(app, key);
  if (await app.db.users.findByTelegramId(telegramId))
    await app.db.memberships.save([{ channelId, telegramId, status: 'MEMBER' }], app.clock.now());
  return true;
}

/** Asked before an operator has the bot let people in by itself: it needs the right to invite. */
export async function approvalProblem(app: App, channelId: number): Promise<Problem | undefined> {
  const channel = await app.db.channels.find(channelId);
  const found = channel && (await app.telegram.findChannel(String(channel.telegramId)));
  const lacks = found?.kind === 'found' && !found.channel.bot.canInvite;
  return lacks ? problemAt('approvesJoins', 'approve_right') : undefined;
}
