import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { readWalletPage } from '../../database/queries/wallets';
import type { WalletSort } from '../../domain/enum-values';
import { type AddBalanceOutcome, addBalance } from '../../usecases/wallet/add-balance';
import { deductBalance } from '../../usecases/wallet/deduct-balance';
import { refundReservation } from '../../usecases/wallet/refund-reservation';
import type { ApiContext } from '../context';
import { Scoped } from '../guard';
import { checkedKey, checkedText } from '../inputs/checks';
import { given } from '../inputs/given';
import { MoneyMoveInput, RefundReservationInput } from '../inputs/money-move.input';
import { WalletFilterInput } from '../inputs/wallet-filter.input';
import { IdempotencyConflict, InsufficientFunds, InvalidAmount, UserNotFound } from '../results/refusals';
import { unreachable } from '../results/unreachable';
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
    switch (outcome.kind) {
      case 'added':
      case 'repeated':
        return new BalanceAdded(outcome);
      default:
        return refusedMove(outcome, input);
    }
  }

  @Scoped('wallet:write')
  @Mutation(() => DeductBalanceResult, { description: 'Takes available money from a user.' })
  async deductBalance(
    @Arg('input', () => MoneyMoveInput) input: MoneyMoveInput,
    @Ctx() context: ApiContext,
  ): Promise<typeof DeductBalanceResult> {
    const outcome = await deductBalance(context.app, order(input, context));
    switch (outcome.kind) {
      case 'deducted':
      case 'repeated':
        return new BalanceDeducted(outcome);
      case 'insufficient_funds':
        return new InsufficientFunds(outcome.available);
      default:
        return refusedMove(outcome, input);
    }
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
    switch (outcome.kind) {
      case 'refunded':
      case 'repeated':
        return new ReservationRefunded(outcome);
      case 'key_conflict':
        return new IdempotencyConflict();
      case 'reservation_not_found':
        return new ReservationNotFound(input.reservationId);
      case 'not_completed':
        return new ReservationNotCompleted(outcome.status);
      case 'already_refunded':
        return new AlreadyRefunded(outcome.transfer);
      default:
        return unreachable(outcome);
    }
  }
}

function order(input: MoneyMoveInput, { actor, requestId }: ApiContext) {
  const key = checkedKey(input.idempotencyKey);
  const reason = checkedText('reason', input.reason, 500);
  return { key, userId: input.userId, amount: input.amount, reason, actor, requestId };
}

type RefusedMove = Exclude<AddBalanceOutcome, { kind: 'added' | 'repeated' }>;

/** What both ways of moving money are refused for. */
function refusedMove(outcome: RefusedMove, { userId }: MoneyMoveInput) {
  switch (outcome.kind) {
    case 'key_conflict':
      return new IdempotencyConflict();
    case 'user_not_found':
      return new UserNotFound(userId);
    case 'bad_amount':
      return new InvalidAmount(outcome.problem);
    default:
      return unreachable(outcome);
  }
}
