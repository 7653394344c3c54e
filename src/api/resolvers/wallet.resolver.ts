import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { readWalletPage } from '../../database/queries/wallets';
import type { WalletSort } from '../../domain/enum-values';
import type { Problem } from '../../domain/problems';
import { addBalance } from '../../usecases/wallet/add-balance';
import { deductBalance } from '../../usecases/wallet/deduct-balance';
import { refundReservation } from '../../usecases/wallet/refund-reservation';
import type { ApiContext } from '../context';
import { Scoped } from '../guard';
import { checkedKey, checkedText } from '../inputs/checks';
import { given } from '../inputs/given';
import { MoneyMoveInput, RefundReservationInput } from '../inputs/money-move.input';
import { WalletFilterInput } from '../inputs/wallet-filter.input';
import { answered } from '../results/outcome';
import { IdempotencyConflict, InsufficientFunds, InvalidAmount, UserNotFound } from '../results/refusals';
import {
  AddBalanceResult,
  AlreadyRefunded,
  BalanceAdded,
  BalanceDeducted,
  DeductBalanceResult,
  RefundReservationResult,
  ReservationNotCompleted,
  ReservationNotFound,
  ReservationRefunded,
} from '../results/wallet.results';
import { PageArgs, pageComplexity, toConnection, toPageRequest } from '../types/connection';
import { WalletSortEnum } from '../types/enums';
import { BigIntIdScalar } from '../types/scalars';
import { Wallet } from '../types/user.types';
import { WalletConnection } from '../types/wallet.types';

@Resolver()
export class WalletResolver {
  @Scoped('wallet:read')
  @Query(() => Wallet, { nullable: true, description: 'Null when there is no such user.' })
  wallet(@Arg('userId', () => BigIntIdScalar) userId: bigint, @Ctx() { loaders }: ApiContext) {
    return loaders.wallets.load(userId);
  }

  @Scoped('wallet:read')
  @Query(() => WalletConnection, { complexity: pageComplexity })
  async wallets(
    @Arg('filter', () => WalletFilterInput, { nullable: true }) filter: WalletFilterInput | null,
    @Arg('sort', () => WalletSortEnum, { defaultValue: 'USER' }) sort: WalletSort,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { app }: ApiContext,
  ) {
    const request = { filter: given(filter), sort, page: toPageRequest(page) };
    return toConnection(await readWalletPage(app.db, request), WalletConnection);
  }

  @Scoped('wallet:write')
  @Mutation(() => AddBalanceResult, { description: 'Gives a user money.' })
  async addBalance(
    @Arg('input', () => MoneyMoveInput) input: MoneyMoveInput,
    @Ctx() context: ApiContext,
  ): Promise<typeof AddBalanceResult> {
    const outcome = await addBalance(context.app, order(input, context));
    return answered(outcome, {
      added: (o) => new BalanceAdded(o),
      repeated: (o) => new BalanceAdded(o),
      ...refusals(input),
    });
  }

  @Scoped('wallet:write')
  @Mutation(() => DeductBalanceResult, { description: 'Takes available money from a user.' })
  async deductBalance(
    @Arg('input', () => MoneyMoveInput) input: MoneyMoveInput,
    @Ctx() context: ApiContext,
  ): Promise<typeof DeductBalanceResult> {
    const outcome = await deductBalance(context.app, order(input, context));
    return answered(outcome, {
      deducted: (o) => new BalanceDeducted(o),
      repeated: (o) => new BalanceDeducted(o),
      insufficient_funds: (o) => new InsufficientFunds(o.available),
      ...refusals(input),
    });
  }

  @Scoped('wallet:write')
  @Mutation(() => RefundReservationResult, {
    description: 'Gives the price of a completed reservation back, at most once.',
  })
  async refundReservation(
    @Arg('input', () => RefundReservationInput) input: RefundReservationInput,
    @Ctx() { app, actor, requestId }: ApiContext,
  ): Promise<typeof RefundReservationResult> {
    const key = checkedKey(input.idempotencyKey);
    const reason = checkedText('reason', input.reason, 500);
    const outcome = await refundReservation(app, { key, reservationId: input.reservationId, reason, actor, requestId });
    return answered(outcome, {
      refunded: (o) => new ReservationRefunded(o),
      repeated: (o) => new ReservationRefunded(o),
      key_conflict: () => new IdempotencyConflict(),
      reservation_not_found: () => new ReservationNotFound(input.reservationId),
      not_completed: (o) => new ReservationNotCompleted(o.status),
      already_refunded: (o) => new AlreadyRefunded(o.transfer),
    });
  }
}

function order(input: MoneyMoveInput, { actor, requestId }: ApiContext) {
  const key = checkedKey(input.idempotencyKey);
  const reason = checkedText('reason', input.reason, 500);
  return { key, userId: input.userId, amount: input.amount, reason, actor, requestId };
}

/** What both ways of moving money are refused for. */
const refusals = ({ userId }: MoneyMoveInput) => ({
  key_conflict: () => new IdempotencyConflict(),
  user_not_found: () => new UserNotFound(userId),
  bad_amount: ({ problem }: { problem: Problem }) => new InvalidAmount(problem),
});
