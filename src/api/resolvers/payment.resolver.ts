import { Arg, Args, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import { readCatalogue } from '../../database/queries/catalogue';
import { readDebts, readPayments, readReceipts, readRefunds } from '../../database/queries/payment-lists';
import { reportMoneyIn } from '../../database/queries/reports/money-in';
import { rowsFor } from '../../database/queries/rows-for';
import { readSharedPayers } from '../../database/queries/shared-payers';
import type { TimeSort } from '../../domain/enum-values';
import { problem } from '../../domain/problems';
import { assignReceipt } from '../../usecases/payments/assign-receipt';
import { refundReceipt } from '../../usecases/payments/refund-receipt';
import { testPaymentMethod } from '../../usecases/payments/test-payment-method';
import type { ApiContext } from '../context';
import { Scoped } from '../guard';
import { checkedDay, checkedKey, checkedText } from '../inputs/checks';
import { given } from '../inputs/given';
import {
  AssignReceiptInput,
  DebtFilterInput,
  PaymentFilterInput,
  ReceiptFilterInput,
  RefundFilterInput,
  RefundReceiptInput,
} from '../inputs/payment.inputs';
import { checkedRange, ReportRangeArgs } from '../inputs/report-range.args';
import { NotFound } from '../results/catalogue.results';
import { answered } from '../results/outcome';
import {
  AssignReceiptResult,
  PaymentMethodFails,
  PaymentMethodMisfit,
  PaymentMethodWorks,
  ReceiptAlreadyClaimed,
  ReceiptAssigned,
  RefundReceiptResult,
  TestPaymentMethodResult,
} from '../results/payment.results';
import { refundAnswers } from '../results/refund-answers';
import { IdempotencyConflict, InvalidAmount, UserNotFound } from '../results/refusals';
import { PageArgs, pageComplexity, toConnection, toPageRequest } from '../types/connection';
import { TimeSortEnum } from '../types/enums';
import {
  DebtConnection,
  MoneyInRow,
  Payment,
  PaymentConnection,
  PaymentMethod,
  PaymentMethodConnection,
  Receipt,
  ReceiptConnection,
  ReconciledDay,
  RefundConnection,
  SharedPayer,
} from '../types/payment.types';
import { BigIntIdScalar } from '../types/scalars';

const LIST = { complexity: pageComplexity, description: 'Newest first, unless asked otherwise.' };
const SORT = { defaultValue: 'NEWEST' } as const;

/** What buyers pay in, what goes back, and the ways to pay; `createPaymentMethod` and `updatePaymentMethod` stand with the catalogue. */
@Resolver()
export class PaymentResolver {
  @Scoped('payments:read')
  @Query(() => PaymentMethodConnection, {
    complexity: pageComplexity,
    description: 'In the order in which buyers see them.',
  })
  async paymentMethods(
    @Arg('isActive', () => Boolean, { nullable: true }) isActive: boolean | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { app }: ApiContext,
  ) {
    const request = { table: 'paymentMethods', filter: given({ isActive }), page: toPageRequest(args) } as const;
    return toConnection(await readCatalogue(app.db, request), PaymentMethodConnection);
  }

  @Scoped('payments:read')
  @Query(() => PaymentMethod, { nullable: true })
  paymentMethod(@Arg('id', () => Int) id: number, @Ctx() { loaders }: ApiContext) {
    return loaders.paymentMethods.load(id);
  }

  @Scoped('payments:read')
  @Query(() => PaymentConnection, LIST)
  async payments(
    @Arg('filter', () => PaymentFilterInput, { nullable: true }) filter: PaymentFilterInput | null,
    @Arg('sort', () => TimeSortEnum, SORT) sort: TimeSort,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { app }: ApiContext,
  ) {
    const request = { filter: given(filter), sort, page: toPageRequest(page) };
    return toConnection(await readPayments(app.db, request), PaymentConnection);
  }

  @Scoped('payments:read')
  @Query(() => Payment, { nullable: true })
  payment(@Arg('id', () => BigIntIdScalar) id: bigint, @Ctx() { loaders }: ApiContext) {
    return loaders.payments.load(id);
  }

  @Scoped('payments:read')
  @Query(() => ReceiptConnection, LIST)
  async receipts(
    @Arg('filter', () => ReceiptFilterInput, { nullable: true }) filter: ReceiptFilterInput | null,
    @Arg('sort', () => TimeSortEnum, SORT) sort: TimeSort,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { app }: ApiContext,
  ) {
    const request = { filter: given(filter), sort, page: toPageRequest(page) };
    return toConnection(await readReceipts(app.db, request), ReceiptConnection);
  }

  @Scoped('payments:read')
  @Query(() => Receipt, { nullable: true })
  receipt(@Arg('id', () => BigIntIdScalar) id: bigint, @Ctx() { loaders }: ApiContext) {
    return loaders.receipts.load(id);
  }

  @Scoped('payments:read')
  @Query(() => RefundConnection, LIST)
  async refunds(
    @Arg('filter', () => RefundFilterInput, { nullable: true }) filter: RefundFilterInput | null,
    @Arg('sort', () => TimeSortEnum, SORT) sort: TimeSort,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { app }: ApiContext,
  ) {
    const request = { filter: given(filter), sort, page: toPageRequest(page) };
    return toConnection(await readRefunds(app.db, request), RefundConnection);
  }

  @Scoped('payments:read')
  @Query(() => DebtConnection, LIST)
  async debts(
    @Arg('filter', () => DebtFilterInput, { nullable: true }) filter: DebtFilterInput | null,
    @Arg('sort', () => TimeSortEnum, SORT) sort: TimeSort,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { app }: ApiContext,
  ) {
    const request = { filter: given(filter), sort, page: toPageRequest(page) };
    return toConnection(await readDebts(app.db, request), DebtConnection);
  }

  @Scoped('payments:read')
  @Query(() => [SharedPayer], {
    complexity: ({ childComplexity }) => 100 + 50 * childComplexity,
    description: 'Cards and accounts that paid for several users, the latest first, at most 100.',
  })
  sharedPayers(@Ctx() { app }: ApiContext) {
    return readSharedPayers(app.db, 100);
  }

  @Scoped('reports:read')
  @Query(() => [MoneyInRow], {
    complexity: ({ childComplexity }) => 200 + 50 * childComplexity,
    description: 'What buyers paid in, by method over time; and what of it went back.',
  })
  moneyInReport(@Args(() => ReportRangeArgs) args: ReportRangeArgs, @Ctx() { app }: ApiContext) {
    return reportMoneyIn(app.db, checkedRange(args));
  }

  @Scoped('payments:read')
  @Query(() => [ReconciledDay], {
    complexity: ({ childComplexity }) => 50 + 20 * childComplexity,
    description:
      'What providers say that they took on a day, compared with what came here. A day is compared three hours after its end.',
  })
  reconciliation(
    @Arg('day', () => String, { description: '2026-01-31, in UTC.' }) day: string,
    @Ctx() { app }: ApiContext,
  ) {
    return app.db.paymentDays.listOf(checkedDay(day));
  }

  @Scoped('payments:write')
  @Mutation(() => TestPaymentMethodResult, {
    complexity: 500,
    description: 'Asks a way to pay for something that costs nothing: are address and key right?',
  })
  async testPaymentMethod(@Arg('id', () => Int) id: number, @Ctx() context: ApiContext) {
    const { app, actor, requestId } = context;
    const outcome = await testPaymentMethod(app, id, { actor, requestId });
    return answered(outcome, {
      works: async ({ tookMs, detail }) =>
        new PaymentMethodWorks({ tookMs, detail, method: (await rowsFor(app).paymentMethods([id]))[0]! }),
      fails: (o) => new PaymentMethodFails({ tookMs: o.tookMs, fault: o.fault, detail: o.detail }),
      misfit: () => new PaymentMethodMisfit(),
      not_found: () => new NotFound('payment method'),
    });
  }

  @Scoped('payments:write')
  @Mutation(() => RefundReceiptResult, {
    description: 'Gives paid-in money back to where it came from, with its share of the bonus.',
  })
  async refundReceipt(
    @Arg('input', () => RefundReceiptInput) input: RefundReceiptInput,
    @Ctx() { app, actor, requestId }: ApiContext,
  ) {
    const paidBy = checkedText('paidBy', input.paidBy, 200) || undefined;
    const outcome = await refundReceipt(app, {
      key: checkedKey(input.idempotencyKey),
      receiptId: input.receiptId,
      amount: input.amount ?? undefined,
      reason: checkedText('reason', input.reason, 500),
      ...(paidBy === undefined ? {} : { paidBy }),
      ...{ actor, requestId },
    });
    return answered(outcome, {
      ...refundAnswers(app),
      not_found: () => new NotFound('receipt'),
      not_waiting: () => new NotFound('refund request'),
      key_conflict: () => new IdempotencyConflict(),
    });
  }

  @Scoped('payments:write')
  @Mutation(() => AssignReceiptResult, { description: 'Gives unclaimed money to whose it is, once.' })
  async assignReceipt(
    @Arg('input', () => AssignReceiptInput) { receiptId, userId, amount }: AssignReceiptInput,
    @Ctx() { app, actor, requestId }: ApiContext,
  ) {
    const outcome = await assignReceipt(app, { receiptId, userId, amount, actor, requestId });
    const assigned = async ({ kind }: { kind: string }) => {
      const [receipt] = await rowsFor(app).receipts([receiptId]);
      return new ReceiptAssigned({ receipt: receipt!, isRepeated: kind === 'repeated' });
    };
    return answered(outcome, {
      assigned,
      repeated: assigned,
      not_found: () => new NotFound('receipt'),
      already_claimed: () => new ReceiptAlreadyClaimed(),
      user_not_found: () => new UserNotFound(userId),
      bad_amount: () => new InvalidAmount(problem('amount_too_small')),
    });
  }
}
