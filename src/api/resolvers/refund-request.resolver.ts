import { Arg, Args, Ctx, Field, InputType, Mutation, Query, Resolver } from 'type-graphql';
import { readRefundRequests, readRefundRequestsByIds } from '../../database/queries/refund-requests';
import type { TimeSort } from '../../domain/enum-values';
import { approveRefundRequest, refuseRefundRequest } from '../../usecases/payments/answer-refund-request';
import type { ApiContext } from '../context';
import { Scoped } from '../guard';
import { checkedText } from '../inputs/checks';
import { given } from '../inputs/given';
import { NotFound } from '../results/catalogue.results';
import { answered } from '../results/outcome';
import { refundAnswers } from '../results/refund-answers';
import {
  ApproveRefundRequestResult,
  RefundRequestAnswered,
  RefundRequestRefused,
  RefuseRefundRequestResult,
} from '../results/refund-request.results';
import { PageArgs, pageComplexity, toConnection, toPageRequest } from '../types/connection';
import { RefundRequestStateEnum, TimeSortEnum } from '../types/enums';
import { RefundRequestConnection } from '../types/refund-request.type';
import { BigIntIdScalar } from '../types/scalars';

@InputType({ description: 'All given conditions must hold.' })
class RefundRequestFilterInput {
  @Field(() => BigIntIdScalar, { nullable: true }) userId?: bigint | null;
  @Field(() => [RefundRequestStateEnum], { nullable: true })
  states?: (keyof typeof RefundRequestStateEnum)[] | null;
}

/** What buyers ask to have back, and the operator's answer. */
@Resolver()
export class RefundRequestResolver {
  @Scoped('payments:read')
  @Query(() => RefundRequestConnection, {
    complexity: pageComplexity,
    description: 'What buyers ask to have back. Newest first, unless asked otherwise.',
  })
  async refundRequests(
    @Arg('filter', () => RefundRequestFilterInput, { nullable: true }) filter: RefundRequestFilterInput | null,
    @Arg('sort', () => TimeSortEnum, { defaultValue: 'NEWEST' }) sort: TimeSort,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { app }: ApiContext,
  ) {
    const request = { filter: given(filter), sort, page: toPageRequest(page) };
    return toConnection(await readRefundRequests(app.db, request), RefundRequestConnection);
  }

  @Scoped('payments:write')
  @Mutation(() => ApproveRefundRequestResult, {
    description: 'Gives the buyer back what they asked for, once, however often it is sent.',
  })
  async approveRefundRequest(
    @Arg('id', () => BigIntIdScalar) requestedId: bigint,
    @Arg('paidBy', () => String, {
      nullable: true,
      description: 'You paid it back yourself: by what. Nobody is asked to pay then. At most 200 characters.',
    })
    by: string | null,
    @Ctx() { app, actor, requestId }: ApiContext,
  ) {
    const paidBy = checkedText('paidBy', by, 200) || undefined;
    const outcome = await approveRefundRequest(app, { requestedId, paidBy, actor, requestId });
    return answered(outcome, {
      ...refundAnswers(app),
      not_found: () => new NotFound('refund request'),
      not_waiting: () => new RefundRequestAnswered(),
      key_conflict: () => new RefundRequestAnswered(),
    });
  }

  @Scoped('payments:write')
  @Mutation(() => RefuseRefundRequestResult, { description: 'Says no; the buyer reads the reason.' })
  async refuseRefundRequest(
    @Arg('id', () => BigIntIdScalar) requestedId: bigint,
    @Arg('reason', () => String, { description: 'At most 200 characters.' }) why: string,
    @Ctx() { app, actor, requestId }: ApiContext,
  ): Promise<typeof RefuseRefundRequestResult> {
    const reason = checkedText('reason', why, 200);
    const kind = await refuseRefundRequest(app, { requestedId, reason, actor, requestId });
    if (kind === 'not_found') return new NotFound('refund request');
    if (kind === 'not_waiting') return new RefundRequestAnswered();
    const [request] = await readRefundRequestsByIds(app.db, [requestedId]);
    return new RefundRequestRefused(request!);
  }
}
