import { Field, ObjectType } from 'type-graphql';
import { Scoped } from '../guard';
import { Related } from '../relations';
import { connectionOf } from './connection';
import { ActorTypeEnum, LedgerAccountEnum, TransferTypeEnum } from './enums';
import { Reservation } from './reservation.type';
import { BigIntIdScalar, MoneyScalar } from './scalars';
import { User } from './user.types';

@Scoped('wallet:read')
@ObjectType({ description: 'The wallet of one user, in a list.' })
export class UserWallet {
  @Field(() => BigIntIdScalar) userId!: bigint;
  @Field(() => MoneyScalar) available!: bigint;
  @Field(() => MoneyScalar) held!: bigint;
  @Field(() => MoneyScalar, { description: 'Paid in and not usable yet.' }) pending!: bigint;
  @Scoped('users:read') @Related('users', 'userId') @Field(() => User) user?: unknown;
}

export const WalletConnection = connectionOf(UserWallet, 'Wallet');

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

@ObjectType({ description: 'A row that breaks a rule of the books.' })
export class LedgerFinding {
  @Field(() => String) invariant!: string;
  @Field(() => String) row!: string;
  @Field(() => String) detail!: string;
}

@ObjectType()
export class LedgerCheck {
  @Field(() => Boolean) isOk!: boolean;
  @Field(() => [LedgerFinding]) findings!: LedgerFinding[];
}
