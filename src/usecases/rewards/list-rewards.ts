import type { App } from '../../app';
import type { RewardOfferRow } from '../../database/stores/rewards';
import type { RewardState } from '../../domain/channel/claim-outcome';
import type { Amount } from '../../domain/money/money';
import { rewardMark } from './reward-mark';

export interface RewardView extends RewardOfferRow {
  readonly state: RewardState;
}

/** More rewards than a message has room for are shown as these are claimed. */
const MOST = 20;

/** The rewards that are on, as they stand for one person: those to be had first. */
export async function listRewards(app: App, o: { userId: bigint; telegramId: bigint }): Promise<RewardView[]> {
  const now = app.clock.now();
  const rows = await app.db.rewards.listOffers(o.userId, now, MOST);
  const before = await claimedBefore(app, o.telegramId, rows);
  return rows.map((row) => ({ ...row, state: before.has(row.channelId) ? 'claimed' : stateOf(row, now) }));
}

/** What he had before he was erased. */
async function claimedBefore(app: App, telegramId: bigint, rows: readonly RewardOfferRow[]): Promise<Set<number>> {
  const fresh = rows.filter(({ isClaimed }) => !isClaimed);
  if (fresh.length === 0) return new Set();
  const marks = await Promise.all(fresh.map((row) => rewardMark(app, telegramId, row.telegramId)));
  const marked = await app.db.rewards.listMarked(marks);
  return new Set(fresh.flatMap(({ channelId }, at) => (marked.some((one) => one.equals(marks[at]!)) ? channelId : [])));
}

function stateOf(row: RewardOfferRow, now: Date): RewardState {
  if (row.isClaimed) return 'claimed';
  if (row.openFrom > now) return 'too_young';
  if (row.isBudgetSpent) return 'budget_spent';
  return row.isDaySpent ? 'day_spent' : 'open';
}

/** What all open rewards together are worth. */
export function openTotal(rewards: readonly RewardView[]): Amount {
  return rewards.reduce((sum, { state, amount }) => (state === 'open' ? sum + amount : sum), 0n);
}
