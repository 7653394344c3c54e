import { Field, InputType } from 'type-graphql';
import { LONGEST_SUPPORT_TEXT } from '../../domain/support/support-words';
import { SupportStateEnum, SupportTopicEnum } from '../types/enums';
import { BigIntIdScalar } from '../types/scalars';

const KEY = 'Made by you before the call, such as a UUID. Repeat the call with the same key and nothing happens twice.';

@InputType({ description: 'All given conditions must hold.' })
export class SupportThreadFilterInput {
  @Field(() => BigIntIdScalar, { nullable: true }) userId?: bigint | null;
  @Field(() => SupportTopicEnum, { nullable: true }) topic?: keyof typeof SupportTopicEnum | null;
  @Field(() => SupportStateEnum, { nullable: true }) state?: keyof typeof SupportStateEnum | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those whose buyer waits for an answer, or only others.' })
  isWaiting?: boolean | null;

  @Field(() => BigIntIdScalar, { nullable: true }) reservationId?: bigint | null;
  @Field(() => BigIntIdScalar, { nullable: true }) paymentId?: bigint | null;
  @Field(() => BigIntIdScalar, { nullable: true }) receiptId?: bigint | null;
  @Field(() => Date, { nullable: true, description: 'Opened from this instant on.' }) from?: Date | null;
  @Field(() => Date, { nullable: true, description: 'Opened before this instant.' }) to?: Date | null;
}

@InputType()
export class AnswerSupportInput {
  @Field(() => String, { description: KEY }) idempotencyKey!: string;
  @Field(() => BigIntIdScalar) threadId!: bigint;
  @Field(() => String, { description: `1 to ${LONGEST_SUPPORT_TEXT} characters.` }) text!: string;

  @Field(() => BigIntIdScalar, {
    nullable: true,
    description:
      'The last message that you saw. Has another operator answered since, nothing is sent; what the buyer wrote since waits on. Null: you do not mind.',
  })
  seenMessageId?: bigint | null;
}

@InputType()
export class CloseSupportInput {
  @Field(() => String, { description: KEY }) idempotencyKey!: string;
  @Field(() => BigIntIdScalar) threadId!: bigint;

  @Field(() => BigIntIdScalar, {
    nullable: true,
    description: 'The last message that you saw. Has the buyer written since, it stays open. Null: you do not mind.',
  })
  seenMessageId?: bigint | null;
}

@InputType()
export class ReopenSupportInput {
  @Field(() => String, { description: KEY }) idempotencyKey!: string;
  @Field(() => BigIntIdScalar) threadId!: bigint;
}
