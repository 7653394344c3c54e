import type { App } from '../../app';
import type { RewardOfferRow } from '../../database/repositories/reward.repository';
import type { RewardState } from '../../domain/channel/claim-outcome';
import type { Amount } from '../../domain/money/money';

export interface RewardView extends RewardOfferRow {
  readonly state: RewardState;
}

/** More rewards than a message has room for are shown as these are claimed. */
const MOST = 20;

/** The rewards that are on, as they stand for one person: those to be had first. */
export async function listRewards(app: App, { userId }: { userId: bigint }): Promise<RewardView[]> {
  const now = app.clock.now();
  const rows = await app.db.rewards.listOffers(userId, now, MOST);
  return rows.map((row) => ({ ...row, state: stateOf(row, now) }));
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
