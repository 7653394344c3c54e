import { Field, ObjectType } from 'type-graphql';
import { Scoped } from '../guard';
import { Related } from '../relations';
import { connectionOf } from './connection';
import { RefundRequestStateEnum } from './enums';
import { Receipt } from './payment.types';
import { BigIntIdScalar, MoneyScalar } from './scalars';
import { User } from './user.types';

@Scoped('payments:read')
@ObjectType({ description: 'What a buyer asked to have back of what they paid in and did not spend.' })
export class RefundRequest {
  @Field(() => BigIntIdScalar) id!: bigint;
  @Field(() => BigIntIdScalar) receiptId!: bigint;
  @Field(() => BigIntIdScalar) userId!: bigint;
  @Field(() => MoneyScalar, { description: 'What could go back at that moment.' }) amount!: bigint;
  @Field(() => MoneyScalar, { description: 'Of the bonus, taken back with it.' }) bonus!: bigint;
  @Field(() => RefundRequestStateEnum) state!: string;
  @Field(() => BigIntIdScalar, { nullable: true, description: 'The refund that answered it.' }) refundId!:
    | bigint
    | null;
  @Field(() => String, { description: 'Of a refusal: what the buyer was told.' }) reason!: string;
  @Field(() => String) methodName!: string;
  @Field(() => Date) createdAt!: Date;
  @Field(() => Date, { nullable: true }) answeredAt!: Date | null;
  @Related('receipts', 'receiptId') @Field(() => Receipt) receipt?: unknown;
  @Scoped('users:read') @Related('users', 'userId') @Field(() => User) user?: unknown;
}

export const RefundRequestConnection = connectionOf(RefundRequest, 'RefundRequest');
