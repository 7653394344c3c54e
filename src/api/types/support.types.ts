import { Field, ObjectType } from 'type-graphql';
import { Scoped } from '../guard';
import { Related } from '../relations';
import { connectionOf } from './connection';
import { ActorTypeEnum, SupportStateEnum, SupportTopicEnum, SupportWriterEnum } from './enums';
import { Payment, Receipt } from './payment.types';
import { Reservation } from './reservation.type';
import { BigIntIdScalar } from './scalars';
import { User } from './user.types';

@Scoped('support:read')
@ObjectType({ description: 'What a buyer or an operator wrote. It goes with the user when they are erased.' })
export class SupportMessage {
  @Field(() => BigIntIdScalar) id!: bigint;
  @Field(() => BigIntIdScalar) threadId!: bigint;
  @Field(() => SupportWriterEnum) writer!: string;
  @Field(() => ActorTypeEnum) actorType!: string;
  @Field(() => String) actorId!: string;
  @Field(() => String) text!: string;
  @Field(() => Boolean, { description: 'A picture came with it; it is looked at in the panel.' }) hasPicture!: boolean;
  @Field(() => Date) createdAt!: Date;

  @Field(() => Date, { nullable: true, description: "Of an answer: when it stood in the buyer's chat." })
  deliveredAt!: Date | null;

  @Field(() => String, { nullable: true, description: "Of an answer: why it never will, in Telegram's words." })
  failure!: string | null;
}

@Scoped('support:read')
@ObjectType({ description: 'One thing that a buyer asks about. Buyers know it as S- and its id.' })
export class SupportThread {
  @Field(() => BigIntIdScalar) id!: bigint;
  @Field(() => BigIntIdScalar) userId!: bigint;
  @Field(() => SupportTopicEnum) topic!: string;
  @Field(() => BigIntIdScalar, { nullable: true }) reservationId!: bigint | null;
  @Field(() => BigIntIdScalar, { nullable: true }) paymentId!: bigint | null;
  @Field(() => BigIntIdScalar, { nullable: true }) receiptId!: bigint | null;
  @Field(() => SupportStateEnum) state!: string;

  @Field(() => Date, { nullable: true, description: 'Since when the buyer waits for an answer; null: for none.' })
  waitingSince!: Date | null;

  @Field(() => BigIntIdScalar, {
    nullable: true,
    description: 'Give it as seenMessageId, so that nothing that came after it is passed over.',
  })
  lastMessageId!: bigint | null;

  @Field(() => Date) lastAt!: Date;
  @Field(() => Date) createdAt!: Date;
  @Field(() => Date, { nullable: true }) closedAt!: Date | null;
  @Field(() => ActorTypeEnum, { nullable: true, description: 'USER: its buyer said that all is well.' })
  closedBy!: string | null;

  @Related('messagesOfThread', 'id')
  @Field(() => [SupportMessage], { description: 'The newest hundred, oldest first; supportMessages gives all.' })
  messages?: unknown;

  @Scoped('users:read') @Related('users', 'userId') @Field(() => User) user?: unknown;

  @Scoped('reservations:read')
  @Related('reservations', 'reservationId')
  @Field(() => Reservation, { nullable: true })
  reservation?: unknown;

  @Scoped('payments:read')
  @Related('payments', 'paymentId')
  @Field(() => Payment, { nullable: true })
  payment?: unknown;
  @Scoped('payments:read')
  @Related('receipts', 'receiptId')
  @Field(() => Receipt, { nullable: true })
  receipt?: unknown;
}

export const SupportThreadConnection = connectionOf(SupportThread, 'SupportThread');
export const SupportMessageConnection = connectionOf(SupportMessage, 'SupportMessage');
