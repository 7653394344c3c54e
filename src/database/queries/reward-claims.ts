import type { PageRequest } from '../../domain/paging/page-request';
import type { Access } from '../access';
import { type Row, select } from '../columns';
import { RewardClaim } from '../entities/reward-claim.entity';
import { byTime, conditionsOf, type Page, readPage } from './keyset';

export interface RewardClaimFilter {
  readonly userId?: bigint;
  readonly channelId?: number;
}

const COLUMNS = select(RewardClaim, 'k', [
  'id',
  'userId',
  'channelId',
  'amount',
  'createdAt',
  'clawBackUntil',
  'clawedBackAt',
  'clawedBack',
]);
export type RewardClaimRow = Row<typeof COLUMNS>;

const FILTERS = { userId: 'k.user_id = ?', channelId: 'k.channel_id = ?' } as const;

/** Newest first. */
export function readRewardClaims(
  { sql }: Access,
  { filter, page }: { filter: RewardClaimFilter; page: PageRequest },
): Promise<Page<RewardClaimRow>> {
  const source = { columns: COLUMNS, from: 'reward_claims k', id: 'k.id' };
  return readPage<RewardClaimRow>(sql, source, byTime('k.id', 'NEWEST'), conditionsOf(FILTERS, filter), page);
}
