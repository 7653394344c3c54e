import type { App } from '../../app';
import { type RewardClaimFilter, readRewardClaims } from '../../database/queries/reward-claims';
import type { PageRequest } from '../../domain/paging/page-request';

/** Rewards that were given, newest first. */
export function searchRewardClaims(app: App, o: { filter: RewardClaimFilter; page: PageRequest }) {
  return readRewardClaims(app.db, o.filter, o.page);
}
