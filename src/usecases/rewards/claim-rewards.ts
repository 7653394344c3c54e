import type { App } from '../../app';
import type { ClaimOutcome } from '../../domain/channel/claim-outcome';
import type { Amount } from '../../domain/money/money';
import { askMembership } from '../channels/ask-membership';
import { isResting } from '../channels/channel-trouble';
import { letIn } from '../channels/join-requests';
import { listRewards, type RewardView } from './list-rewards';
import { rewardMark } from './reward-mark';

export interface ClaimResult {
  readonly kind: ClaimOutcome;
  readonly title: string;
  readonly isGroup: boolean;
  readonly amount: Amount;
}

export interface ClaimSummary {
  readonly results: readonly ClaimResult[];
  /** What came in by this act. */
  readonly gained: Amount;
}

/**
 * Pays the reward of one channel, or of all that are to be had, to somebody who is in them now: Telegram is asked each
 * time, since money hangs on it. Each is paid once for ever, however often this is called. `isTold`: by a message, since they
 * did not ask.
 */
export async function claimRewards(
  app: App,
  o: { userId: bigint; telegramId: bigint; channelId?: number; isTold?: boolean },
): Promise<ClaimSummary> {
  const offered = await listRewards(app, o);
  const wanted = offered.filter(({ channelId, state }) =>
    o.channelId === undefined ? state === 'open' : channelId === o.channelId,
  );
  const memberships = await Promise.all(wanted.map((reward) => membershipOf(app, reward, o.telegramId)));
  const { maxRewardsAUserADay: maxADay } = await app.settings();
  const results: ClaimResult[] = [];
  for (const [at, { channelId, telegramId, title, isGroup, amount }] of wanted.entries()) {
    const membership = memberships[at]!;
    const paid =
      membership === 'member' &&
      (await app.db.rewards.claim({
        ...{ userId: o.userId, channelId, maxADay, isTold: o.isTold ?? false, now: app.clock.now() },
        mark: await rewardMark(app, o.telegramId, telegramId),
      }));
    results.push({
      kind: paid ? paid.kind : (membership as 'not_member'),
      title,
      isGroup,
      amount: (paid ? paid.amount : null) ?? amount,
    });
  }
  return { results, gained: results.reduce((sum, { kind, amount }) => (kind === 'claimed' ? sum + amount : sum), 0n) };
}

/** What needs no question is not asked: the claim itself then says why not. */
async function membershipOf(
  app: App,
  reward: RewardView,
  telegramId: bigint,
): Promise<'member' | 'not_member' | 'requested' | 'unknown'> {
  if (reward.state !== 'open') return 'member';
  const channel = { ...reward, id: reward.channelId };
  if (isResting(app, channel)) return 'unknown';
  const { kind } = await askMembership(app, channel, telegramId);
  if (kind !== 'not_member') return kind;
  const [known] = await app.db.memberships.listOf(telegramId, [channel.telegramId]);
  if (!known?.requestedAt) return kind;
  return (await letIn(app, channel, telegramId)) ? 'member' : 'requested';
}
