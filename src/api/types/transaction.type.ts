import { Field, ObjectType } from 'type-graphql';
import { Scoped } from '../guard';
import { Related } from '../relations';
import { connectionOf } from './connection';
import { ActorTypeEnum, LedgerAccountEnum, TransferTypeEnum } from './enums';
import { Reservation } from './reservation.type';
import { BigIntIdScalar, MoneyScalar } from './scalars';
import { User } from './user.type';

@Scoped('wallet:read')
@ObjectType({ description: 'One movement of money. It never changes.' })
export class Transaction {
  @Field(() => BigIntIdScalar) id!: bigint;
  @Field(() => TransferTypeEnum) type!: string;
  @Field(() => LedgerAccountEnum) from!: string;
  @Field(() => LedgerAccountEnum) to!: string;
  @Field(() => MoneyScalar) amount!: bigint;
  @Field(() => BigIntIdScalar) userId!: bigint;
  @Field(() => BigIntIdScalar, { nullable: true }) reservationId!: bigint | null;
  @Field(() => ActorTypeEnum) actorType!: string;
  @Field(() => String) actorId!: string;
  @Field(() => String) reason!: string;
  @Field(() => MoneyScalar, { description: "The user's available money after it." }) availableAfter!: bigint;
  @Field(() => MoneyScalar, { description: "The user's held money after it." }) heldAfter!: bigint;
  @Field(() => Date) createdAt!: Date;
  @Scoped('users:read') @Related('users', 'userId') @Field(() => User) user?: unknown;

  @Scoped('reservations:read')
  @Related('reservations', 'reservationId')
  @Field(() => Reservation, { nullable: true })
  reservation?: unknown;
}

export const TransactionConnection = connectionOf(Transaction, 'Transaction');
