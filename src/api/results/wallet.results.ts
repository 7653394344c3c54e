import { Field, ObjectType } from 'type-graphql';
import type { Transfer } from '../../database/stores/ledger';
import { ReservationStageEnum } from '../types/enums';
import { BigIntIdScalar } from '../types/scalars';
import { Wallet } from '../types/user.types';
import { Transaction } from '../types/wallet.types';
import { resultOf } from './outcome';
import { IdempotencyConflict, InsufficientFunds, InvalidAmount, Refusal, UserNotFound } from './refusals';

@ObjectType()
abstract class MoneyMoved {
  @Field(() => Transaction) transaction: Transfer;
  @Field(() => Wallet, { description: 'As it was right after this movement.' }) wallet: Wallet;

  @Field(() => Boolean, { description: 'True when this key had done it before; this is that first answer.' })
  isRepeated: boolean;

  constructor(outcome: { kind: string; transfer: Transfer }) {
    this.transaction = outcome.transfer;
    this.wallet = { available: outcome.transfer.availableAfter, held: outcome.transfer.heldAfter };
    this.isRepeated = outcome.kind === 'repeated';
  }
}

@ObjectType()
export class BalanceAdded extends MoneyMoved {}

@ObjectType()
export class BalanceDeducted extends MoneyMoved {}

@ObjectType()
export class ReservationRefunded extends MoneyMoved {}

@ObjectType({ implements: Refusal })
export class ReservationNotFound extends Refusal {
  override message = 'There is no such reservation.';

  @Field(() => BigIntIdScalar) reservationId: bigint;

  constructor(reservationId: bigint) {
    super();
    this.reservationId = reservationId;
  }
}

@ObjectType({ implements: Refusal })
export class ReservationNotCompleted extends Refusal {
  override message = 'Only a completed reservation can be refunded; no other was paid.';

  @Field(() => ReservationStageEnum) stage: string;

  constructor(stage: string) {
    super();
    this.stage = stage;
  }
}

@ObjectType({ implements: Refusal })
export class AlreadyRefunded extends Refusal {
  override message = 'This reservation was refunded before.';

  @Field(() => Transaction, { description: 'The refund that was made then.' }) transaction: Transfer;

  constructor(transfer: Transfer) {
    super();
    this.transaction = transfer;
  }
}

export const AddBalanceResult = resultOf(
  'AddBalanceResult',
  BalanceAdded,
  UserNotFound,
  IdempotencyConflict,
  InvalidAmount,
);

export const DeductBalanceResult = resultOf(
  'DeductBalanceResult',
  BalanceDeducted,
  UserNotFound,
  IdempotencyConflict,
  InvalidAmount,
  InsufficientFunds,
);

export const RefundReservationResult = resultOf(
  'RefundReservationResult',
  ReservationRefunded,
  ReservationNotFound,
  ReservationNotCompleted,
  AlreadyRefunded,
  IdempotencyConflict,
);
