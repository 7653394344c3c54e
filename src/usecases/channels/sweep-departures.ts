import type { App } from '../../app';
import { HOUR_MS } from '../../domain/time';
import { payJoin } from '../rewards/pay-join';
import { askMembership } from './ask-membership';

/** Whom nobody has looked at for so long. A buyer who acts is looked at more often, by the gate. */
const UNSEEN_MS = 6 * HOUR_MS;
/** People who were not here lately are looked at when they come back. */
const ACTIVE_MS = 7 * 24 * HOUR_MS;

export type SweepCounts = Readonly<Record<'stayed' | 'left' | 'unknown', number>>;

/**
 * Looks at a few memberships of recently active people that no update told of for long, one after another, so that
 * departures which Telegram kept to itself become known, and joins for which there is a reward to be had. Stops as soon as Telegram asks to wait or cannot be reached.
 */
export async function sweepDepartures(
  app: App,
  { limit, signal }: { limit: number; signal?: AbortSignal },
): Promise<SweepCounts> {
  const nowMs = app.clock.now().getTime();
  const before = new Date(nowMs - UNSEEN_MS);
  const rows = await app.db.memberships.listStale({
    ...{ before, limit, now: new Date(nowMs) },
    seenSince: new Date(nowMs - ACTIVE_MS),
  });
  const counts = { stayed: 0, left: 0, unknown: 0 };
  for (const { channelId, telegramId } of rows) {
    if (signal?.aborted) break;
    const channel = await app.db.channels.findByTelegramId(channelId);
    if (!channel) continue;
    const askedAt = app.clock.now();
    const answer = await askMembership(app, channel, telegramId);
    if (answer.kind !== 'unknown') {
      counts[answer.kind === 'member' ? 'stayed' : 'left'] += 1;
      const user = answer.kind === 'member' && (await app.db.users.findByTelegramId(telegramId));
      if (user) await payJoin(app, { channelId, telegramId, userId: user.id });
      continue;
    }
    counts.unknown += 1;
    // Nobody can say any more: such a row must not stand at the head of the list for ever.
    if (answer.reason === 'no_such_user') {
      await app.db.memberships.save([{ channelId, telegramId, status: 'UNKNOWN' }], askedAt);
    } else if (answer.reason !== 'bot_not_admin' && answer.reason !== 'bot_not_in_channel') {
      break;
    }
  }
  return counts;
}
