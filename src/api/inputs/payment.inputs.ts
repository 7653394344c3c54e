import { Field, InputType, Int } from 'type-graphql';
import { PaymentStatusEnum, RefundStateEnum } from '../types/enums';
import { BigIntIdScalar, MoneyScalar } from '../types/scalars';

const KEY = 'Made by you before the call, such as a UUID. Repeat the call with the same key and nothing happens twice.';

@InputType({ description: 'All given conditions must hold.' })
export class PaymentFilterInput {
  @Field(() => BigIntIdScalar, { nullable: true }) userId?: bigint | null;
  @Field(() => Int, { nullable: true }) methodId?: number | null;
  @Field(() => [PaymentStatusEnum], { nullable: true }) statuses?: (keyof typeof PaymentStatusEnum)[] | null;
  @Field(() => Date, { nullable: true, description: 'Begun from this instant on.' }) from?: Date | null;
  @Field(() => Date, { nullable: true, description: 'Begun before this instant.' }) to?: Date | null;
}

@InputType({ description: 'All given conditions must hold.' })
export class ReceiptFilterInput {
  @Field(() => BigIntIdScalar, { nullable: true }) userId?: bigint | null;
  @Field(() => Int, { nullable: true }) methodId?: number | null;
  @Field(() => BigIntIdScalar, { nullable: true }) paymentId?: bigint | null;

  @Field(() => Boolean, { nullable: true, description: "Only what is nobody's yet, or only what is somebody's." })
  isUnclaimed?: boolean | null;

  @Field(() => Date, { nullable: true, description: 'Arrived from this instant on.' }) from?: Date | null;
  @Field(() => Date, { nullable: true, description: 'Arrived before this instant.' }) to?: Date | null;
}

@InputType({ description: 'All given conditions must hold.' })
export class RefundFilterInput {
  @Field(() => BigIntIdScalar, { nullable: true }) receiptId?: bigint | null;
  @Field(() => [RefundStateEnum], { nullable: true }) states?: (keyof typeof RefundStateEnum)[] | null;
}

@InputType({ description: 'All given conditions must hold.' })
export class DebtFilterInput {
  @Field(() => BigIntIdScalar, { nullable: true }) userId?: bigint | null;
  @Field(() => Boolean, { nullable: true, description: 'Only what is owed still, or only what is not.' })
  isOpen?: boolean | null;
}

@InputType()
export class RefundReceiptInput {
  @Field(() => String, { description: KEY }) idempotencyKey!: string;
  @Field(() => BigIntIdScalar) receiptId!: bigint;

  @Field(() => MoneyScalar, { nullable: true, description: 'Of what was credited. Null: all that is left of it.' })
  amount?: bigint | null;

  @Field(() => String, { nullable: true, description: 'At most 500 characters.' }) reason?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'You paid it back yourself: by what. Nobody is asked to pay then. At most 200 characters.',
  })
  paidBy?: string | null;
}

@InputType()
export class AssignReceiptInput {
  @Field(() => BigIntIdScalar, { description: 'Of unclaimed money. It is its own key: it is credited once.' })
  receiptId!: bigint;

  @Field(() => BigIntIdScalar) userId!: bigint;
  @Field(() => MoneyScalar, { description: "What it is worth in the shop's currency." }) amount!: bigint;
}
