import type { Amount } from '../../domain/money/money';
import type { PageRequest } from '../../domain/paging/page-request';
import type { Access } from '../access';
import { type Condition, type Page, readPage } from './keyset';

export interface RewardClaimRow {
  readonly id: bigint;
  readonly userId: bigint;
  readonly channelId: number;
  readonly amount: Amount;
  readonly createdAt: Date;
  /** Until then it is taken back from him who leaves; null: never. */
  readonly clawBackUntil: Date | null;
  readonly clawedBackAt: Date | null;
  readonly clawedBack: Amount;
}

export interface RewardClaimFilter {
  readonly userId?: bigint;
  readonly channelId?: number;
}

const COLUMNS = `k.id, k.user_id AS "userId", k.channel_id AS "channelId", k.amount, k.created_at AS "createdAt",
  k.claw_back_until AS "clawBackUntil", k.clawed_back_at AS "clawedBackAt", k.clawed_back AS "clawedBack"`;

/** Newest first. */
export function readRewardClaims(
  { sql }: Access,
  { filter, page }: { filter: RewardClaimFilter; page: PageRequest },
): Promise<Page<RewardClaimRow>> {
  const conditions: Condition[] = [];
  if (filter.userId !== undefined) conditions.push({ sql: 'k.user_id = ?', value: filter.userId });
  if (filter.channelId !== undefined) conditions.push({ sql: 'k.channel_id = ?', value: filter.channelId });
  const source = { columns: COLUMNS, from: 'reward_claims k', id: 'k.id' };
  const sort = { name: 'newest', expression: 'k.id', type: 'bigint', descending: true } as const;
  return readPage<RewardClaimRow>(sql, source, sort, conditions, page);
}
