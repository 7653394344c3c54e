import { Field, Int, ObjectType } from 'type-graphql';
import { Scoped } from '../guard';
import { connectionOf } from './connection';
import { WebhookStatusEnum } from './enums';
import { BigIntIdScalar } from './scalars';

@Scoped('providers:read')
@ObjectType({ description: 'What a provider delivered to its webhook. Kept for 30 days, encrypted.' })
export class WebhookDelivery {
  @Field(() => BigIntIdScalar) id!: bigint;
  @Field(() => WebhookStatusEnum) status!: string;

  @Field(() => String, { nullable: true, description: 'Why it was not taken, or what its confirmation lacks.' })
  problem!: string | null;

  @Field(() => Int, { description: 'SMS in it.' }) messages!: number;
  @Field(() => Int, { description: 'How often it came.' }) times!: number;
  @Field(() => Int) bodyBytes!: number;
  @Field(() => Int, { description: 'How often the provider was asked whether it is true.' }) confirmTries!: number;
  @Field(() => Date) receivedAt!: Date;
  @Field(() => Date) lastAt!: Date;
  @Field(() => Date, { nullable: true }) replayedAt!: Date | null;
}

export const WebhookDeliveryConnection = connectionOf(WebhookDelivery, 'WebhookDelivery');
