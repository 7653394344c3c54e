import type { App } from '../../app';
import type { MembershipRow } from '../../database/stores/memberships';
import type { RequiredChannelRow } from '../../database/timed-readers';
import { isFresh } from '../../domain/channel/membership';
import { askMembership } from './ask-membership';
import { isResting } from './channel-trouble';
import { letIn } from './join-requests';

export type RequiredChannel = RequiredChannelRow;
/** `hasRequested`: they asked to be let in, and an admin of the channel has not answered yet. */
export type MissingChannel = RequiredChannel & { readonly hasRequested: boolean };

/**
 * The required channels that somebody has yet to join, in their order. `claims`: he says that he has joined them, so that
 * what is known of the missing ones counts for nothing and Telegram is asked. Whatever Telegram cannot say stops nobody:
 * the last answer known holds, and against his word not even that.
 */
export async function findMissingChannels(
  app: App,
  o: { telegramId: bigint; claims: boolean },
): Promise<MissingChannel[]> {
  const required = await app.requiredChannels();
  if (required.length === 0) return [];
  const known = await knownOf(app, o.telegramId, required);
  const isMissing = await Promise.all(required.map((channel) => lacks(app, channel, known.get(channel.telegramId), o)));
  return required
    .filter((_, at) => isMissing[at])
    .map((channel) => ({ ...channel, hasRequested: hasRequested(known.get(channel.telegramId)) }));
}

async function knownOf(app: App, telegramId: bigint, channels: readonly RequiredChannel[]) {
  const rows = await app.db.memberships.listOf(
    telegramId,
    channels.map((channel) => channel.telegramId),
  );
  return new Map(rows.map((row) => [row.channelId, row]));
}

const hasRequested = (known: MembershipRow | undefined) => Boolean(known?.requestedAt);

async function lacks(
  app: App,
  channel: RequiredChannel,
  known: MembershipRow | undefined,
  { telegramId, claims }: { telegramId: bigint; claims: boolean },
): Promise<boolean> {
  const now = app.clock.now();
  const { membershipCacheS: memberS, outsiderCacheS: outsiderS } = await app.settings();
  const mustAsk = claims && known?.status !== 'MEMBER';
  if (!mustAsk && isFresh(known, now, { memberS, outsiderS })) return known?.status === 'NOT_MEMBER';
  const answer = isResting(app, channel) ? undefined : await askMembership(app, channel, telegramId);
  if (answer?.kind === 'not_member' && claims && hasRequested(known)) return !(await letIn(app, channel, telegramId));
  if (answer && answer.kind !== 'unknown') return answer.kind === 'not_member';
  if (!mustAsk) return known?.status === 'NOT_MEMBER';
  // His word against an old answer that nobody can check: he must not meet the closed gate again at the next press.
  await app.db.memberships.save([{ channelId: channel.telegramId, telegramId, status: 'UNKNOWN' }], now);
  return false;
}
