import { Field, InputType } from 'type-graphql';
import { BigIntIdScalar, MoneyScalar } from '../types/scalars';

const KEY = 'Made by you before the call, such as a UUID. Repeat the call with the same key and nothing happens twice.';

@InputType()
export class MoneyMoveInput {
  @Field(() => String, { description: KEY }) idempotencyKey!: string;
  @Field(() => BigIntIdScalar) userId!: bigint;
  @Field(() => MoneyScalar, { description: 'Greater than zero.' }) amount!: bigint;

  @Field(() => String, { nullable: true, description: 'Shown in the history; at most 500 characters.' })
  reason?: string | null;
}

@InputType()
export class RefundReservationInput {
  @Field(() => String, { description: KEY }) idempotencyKey!: string;
  @Field(() => BigIntIdScalar) reservationId!: bigint;

  @Field(() => String, { nullable: true, description: 'Shown in the history; at most 500 characters.' })
  reason?: string | null;
}
