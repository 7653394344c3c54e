import { Arg, Args, Ctx, Int, Query, Resolver } from 'type-graphql';
import { readCatalogue } from '../../database/queries/catalogue';
import { readPromoUses, readReferralRewards } from '../../database/queries/growth-lists';
import { reportReferrals, reportWays } from '../../database/queries/reports/growth';
import type { TimeSort } from '../../domain/enum-values';
import type { ApiContext } from '../context';
import { Scoped } from '../guard';
import { given } from '../inputs/given';
import { PromoUseFilterInput, ReferralRewardFilterInput } from '../inputs/growth.inputs';
import { checkedSpan, SpanArgs } from '../inputs/report-range.args';
import { PageArgs, pageComplexity, toConnection, toPageRequest } from '../types/connection';
import { TimeSortEnum } from '../types/enums';
import {
  PromoCode,
  PromoCodeConnection,
  PromoUseConnection,
  ReferralRewardConnection,
  ReferralsRow,
  WaysRow,
} from '../types/growth.types';

const MOST = 500;
const HEAVY = ({ childComplexity }: { childComplexity: number }) => 200 + 50 * childComplexity;

/** Promo codes, and how people came; `createPromoCode` and `updatePromoCode` stand with the catalogue. */
@Resolver()
export class GrowthResolver {
  @Scoped('promotions:read')
  @Query(() => PromoCodeConnection, { complexity: pageComplexity, description: 'The oldest first.' })
  async promoCodes(
    @Arg('isActive', () => Boolean, { nullable: true }) isActive: boolean | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { app }: ApiContext,
  ) {
    const request = { table: 'promoCodes', filter: given({ isActive }), page: toPageRequest(args) } as const;
    return toConnection(await readCatalogue(app.db, request), PromoCodeConnection);
  }

  @Scoped('promotions:read')
  @Query(() => PromoCode, { nullable: true })
  promoCode(@Arg('id', () => Int) id: number, @Ctx() { loaders }: ApiContext) {
    return loaders.promoCodes.load(id);
  }

  @Scoped('promotions:read')
  @Query(() => PromoUseConnection, {
    complexity: pageComplexity,
    description: 'Who used promo codes. Newest first, unless asked otherwise.',
  })
  async promoUses(
    @Arg('filter', () => PromoUseFilterInput, { nullable: true }) filter: PromoUseFilterInput | null,
    @Arg('sort', () => TimeSortEnum, { defaultValue: 'NEWEST' }) sort: TimeSort,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { app }: ApiContext,
  ) {
    const request = { filter: given(filter), sort, page: toPageRequest(page) };
    return toConnection(await readPromoUses(app.db, request), PromoUseConnection);
  }

  @Scoped('promotions:read')
  @Query(() => ReferralRewardConnection, {
    complexity: pageComplexity,
    description: 'What was promised and paid for people who were invited. Newest first, unless asked otherwise.',
  })
  async referralRewards(
    @Arg('filter', () => ReferralRewardFilterInput, { nullable: true }) filter: ReferralRewardFilterInput | null,
    @Arg('sort', () => TimeSortEnum, { defaultValue: 'NEWEST' }) sort: TimeSort,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { app }: ApiContext,
  ) {
    const request = { filter: given(filter), sort, page: toPageRequest(page) };
    return toConnection(await readReferralRewards(app.db, request), ReferralRewardConnection);
  }

  @Scoped('reports:read')
  @Query(() => [ReferralsRow], {
    complexity: HEAVY,
    description: 'Who brought the people that came in this time. Who brought most money first, at most 500.',
  })
  referralsReport(@Args(() => SpanArgs) span: SpanArgs, @Ctx() { app }: ApiContext) {
    return reportReferrals(app.db, { ...checkedSpan(span), limit: MOST });
  }

  @Scoped('reports:read')
  @Query(() => [WaysRow], {
    complexity: HEAVY,
    description: 'By which links the people came that came in this time. Most people first, at most 500.',
  })
  waysReport(@Args(() => SpanArgs) span: SpanArgs, @Ctx() { app }: ApiContext) {
    return reportWays(app.db, { ...checkedSpan(span), limit: MOST });
  }
}
