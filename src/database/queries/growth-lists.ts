import type { TimeSort } from '../../domain/enum-values';
import type { PromoKind, ReferralState } from '../../domain/growth/growth-words';
import type { PageRequest } from '../../domain/paging/page-request';
import type { Access } from '../access';
import { type Row, select, selectAll } from '../columns';
import { PromoCode } from '../entities/promo-code.entity';
import { PromoUse } from '../entities/promo-use.entity';
import { ReferralReward } from '../entities/referral-reward.entity';
import { User } from '../entities/user.entity';
import { byTime, conditionsOf, type Page, readPage } from './keyset';

const USE = selectAll(PromoUse, 'x');
const CODE = select(PromoCode, 'c', ['code', 'kind']);
const PERSON = select(User, 'u', ['firstName', 'lastName', 'username']);
const REWARD = selectAll(ReferralReward, 'x');

export type PromoUseRow = Row<typeof USE> & Row<typeof CODE> & Row<typeof PERSON>;
export type ReferralRewardRow = Row<typeof REWARD>;

interface Span {
  /** From this instant on. */
  readonly from?: Date;
  /** Before this instant. */
  readonly to?: Date;
}

export interface PromoUseFilter extends Span {
  readonly codeId?: number;
  readonly userId?: bigint;
  /** Only those that stand, or only those that came back. */
  readonly isReleased?: boolean;
}

export interface PromoCodeFilter {
  readonly kinds?: readonly PromoKind[];
  readonly isActive?: boolean;
}

export interface ReferralFilter extends Span {
  readonly inviterId?: bigint;
  readonly inviteeId?: bigint;
  readonly states?: readonly ReferralState[];
}

const USE_FILTERS: Record<keyof PromoUseFilter, string> = {
  codeId: 'x.code_id = ?',
  userId: 'x.user_id = ?',
  isReleased: '(x.released_at IS NOT NULL) = ?',
  from: 'x.created_at >= ?',
  to: 'x.created_at < ?',
};
const CODE_FILTERS: Record<keyof PromoCodeFilter, string> = {
  kinds: 'x.kind = ANY (?::promo_kind[])',
  isActive: 'x.is_active = ?',
};
const REFERRAL_FILTERS: Record<keyof ReferralFilter, string> = {
  inviterId: 'x.inviter_id = ?',
  inviteeId: 'x.invitee_id = ?',
  states: 'x.state = ANY (?::referral_state[])',
  from: 'x.created_at >= ?',
  to: 'x.created_at < ?',
};

export const promoUseConditions = (filter: PromoUseFilter) => conditionsOf(USE_FILTERS, filter);
export const promoCodeConditions = (filter: PromoCodeFilter) => conditionsOf(CODE_FILTERS, filter);
export const referralConditions = (filter: ReferralFilter) => conditionsOf(REFERRAL_FILTERS, filter);

const USES = {
  columns: `${USE}, ${CODE}, ${PERSON}`,
  from: 'promo_uses x JOIN promo_codes c ON c.id = x.code_id JOIN users u ON u.id = x.user_id',
  id: 'x.id',
};
const REWARDS = { columns: REWARD, from: 'referral_rewards x', id: 'x.id' };

interface Asked<Filter> {
  readonly filter: Filter;
  readonly page: PageRequest;
  readonly sort?: TimeSort;
}

/** Who used promo codes. Newest first, unless asked otherwise; so is the list below. */
export function readPromoUses({ sql }: Access, o: Asked<PromoUseFilter>): Promise<Page<PromoUseRow>> {
  return readPage<PromoUseRow>(sql, USES, byTime('x.id', o.sort ?? 'NEWEST'), promoUseConditions(o.filter), o.page);
}

/** What was promised and paid for people who were invited. */
export function readReferralRewards({ sql }: Access, o: Asked<ReferralFilter>): Promise<Page<ReferralRewardRow>> {
  const sort = byTime('x.id', o.sort ?? 'NEWEST');
  return readPage<ReferralRewardRow>(sql, REWARDS, sort, referralConditions(o.filter), o.page);
}
