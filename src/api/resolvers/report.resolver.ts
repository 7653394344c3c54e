import { Arg, Args, Ctx, Int, Query, Resolver } from 'type-graphql';
import { reportMargin } from '../../database/queries/reports/margin';
import { reportMoney, reportMoneyNow } from '../../database/queries/reports/money';
import { reportFunnel, reportPeople, reportTopUsers } from '../../database/queries/reports/people';
import { reportProviderHealth } from '../../database/queries/reports/provider-health';
import { reportSuccess } from '../../database/queries/reports/success';
import type { MarginDimension } from '../../domain/reporting/margin-dimension';
import type { SuccessDimension } from '../../domain/reporting/success-dimension';
import { isTimeZone } from '../../domain/time-zone';
import { verifyBooks } from '../../usecases/ledger/verify-books';
import type { ApiContext } from '../context';
import { Scoped } from '../guard';
import { badInput } from '../inputs/checks';
import { checkedRange, checkedSpan, ReportRangeArgs, SpanArgs } from '../inputs/report-range.args';
import { MarginDimensionEnum, SuccessDimensionEnum } from '../types/enums';
import {
  MarginRow,
  MoneyBucket,
  MoneyNow,
  PeopleBucket,
  PeopleCounts,
  ProviderHealth,
  SuccessRow,
  TopUser,
} from '../types/report.types';
import { LedgerCheck } from '../types/wallet.types';

/** A report reads much and answers little: it weighs more than its fields. */
const HEAVY = ({ childComplexity }: { childComplexity: number }) => 200 + 50 * childComplexity;

@Resolver()
export class ReportResolver {
  @Scoped('reports:read')
  @Query(() => [MoneyBucket], { complexity: HEAVY, description: 'Revenue, margin, refunds, holds over time.' })
  async moneyReport(@Args(() => ReportRangeArgs) args: ReportRangeArgs, @Ctx() { app }: ApiContext) {
    const rows = await reportMoney(app.db, checkedRange(args));
    return rows.map((row) => {
      const revenue = row.sales - row.refunds;
      return { ...row, revenue, margin: revenue - row.cost };
    });
  }

  @Scoped('reports:read')
  @Query(() => MoneyNow, { complexity: 200 })
  moneyNow(@Ctx() { app }: ApiContext) {
    return reportMoneyNow(app.db);
  }

  @Scoped('reports:read')
  @Query(() => [SuccessRow], {
    complexity: HEAVY,
    description:
      'Success rate and time to code of reservations made in this time, the most asked for first, at most 500.',
  })
  successReport(
    @Arg('by', () => SuccessDimensionEnum) by: SuccessDimension,
    @Args(() => SpanArgs) span: SpanArgs,
    @Ctx() { app }: ApiContext,
  ) {
    return reportSuccess(app.db, { by, ...checkedSpan(span) });
  }

  @Scoped('reports:read')
  @Query(() => [MarginRow], {
    complexity: HEAVY,
    description:
      'What buyers paid against what suppliers charged, returned and kept, of reservations made in this time. The worst margin first, days in their order; at most 500 rows.',
  })
  marginReport(
    @Arg('by', () => MarginDimensionEnum) by: MarginDimension,
    @Args(() => SpanArgs) span: SpanArgs,
    @Arg('timeZone', () => String, { defaultValue: 'UTC', description: 'IANA; says when a day begins.' })
    timeZone: string,
    @Ctx() { app }: ApiContext,
  ) {
    if (!isTimeZone(timeZone)) throw badInput('timeZone must be an IANA name, such as "UTC" or "Europe/Riga".');
    return reportMargin(app.db, { by, timeZone, ...checkedSpan(span) });
  }

  @Scoped('reports:read')
  @Query(() => [PeopleBucket], {
    complexity: HEAVY,
    description: 'New and active users over time, and how far they came.',
  })
  usersReport(@Args(() => ReportRangeArgs) args: ReportRangeArgs, @Ctx() { app }: ApiContext) {
    return reportPeople(app.db, checkedRange(args));
  }

  @Scoped('reports:read')
  @Query(() => PeopleCounts, {
    complexity: 200,
    description: 'How many people opened the bot, chose, reserved and completed in this time.',
  })
  funnelReport(@Args(() => SpanArgs) span: SpanArgs, @Ctx() { app }: ApiContext) {
    return reportFunnel(app.db, checkedSpan(span));
  }

  @Scoped('reports:read')
  @Query(() => [TopUser], { complexity: HEAVY, description: 'Who paid most in this time.' })
  topUsers(
    @Args(() => SpanArgs) span: SpanArgs,
    @Arg('first', () => Int, { defaultValue: 20, description: '1 to 100.' }) first: number,
    @Ctx() { app }: ApiContext,
  ) {
    if (first < 1 || first > 100) throw badInput('first must be 1 to 100.');
    return reportTopUsers(app.db, { ...checkedSpan(span), limit: first });
  }

  @Scoped('reports:read')
  @Query(() => [ProviderHealth], { complexity: HEAVY })
  providerHealth(@Ctx() { app }: ApiContext) {
    return reportProviderHealth(app.db, app.clock.now());
  }

  @Scoped('reports:read')
  @Query(() => LedgerCheck, {
    complexity: 1000,
    description: 'Verifies the books against their rules. It reads everything: ask rarely.',
  })
  async ledgerCheck(@Ctx() { app }: ApiContext): Promise<LedgerCheck> {
    const { ok, findings } = await verifyBooks(app);
    return { isOk: ok, findings };
  }
}
