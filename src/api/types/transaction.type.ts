import { Field, ObjectType } from 'type-graphql';
import { connectionOf } from './connection';
import { ActorTypeEnum, LedgerAccountEnum, TransferTypeEnum } from './enums';
import { BigIntIdScalar, MoneyScalar } from './scalars';

@ObjectType({ description: 'One movement of money. It never changes.' })
export class Transaction {
  @Field(() => BigIntIdScalar)
  id!: bigint;

  @Field(() => TransferTypeEnum)
  type!: string;

  @Field(() => LedgerAccountEnum)
  from!: string;

  @Field(() => LedgerAccountEnum)
  to!: string;

  @Field(() => MoneyScalar)
  amount!: bigint;

  @Field(() => BigIntIdScalar)
  userId!: bigint;

  @Field(() => BigIntIdScalar, { nullable: true })
  reservationId!: bigint | null;

  @Field(() => ActorTypeEnum)
  actorType!: string;

  @Field(() => String)
  actorId!: string;

  @Field(() => String)
  reason!: string;

  @Field(() => MoneyScalar, { description: "The user's available money after it." })
  availableAfter!: bigint;

  @Field(() => MoneyScalar, { description: "The user's held money after it." })
  heldAfter!: bigint;

  @Field(() => Date)
  createdAt!: Date;
}

@ObjectType()
export class TransactionConnection extends connectionOf(Transaction, 'Transaction') {}
