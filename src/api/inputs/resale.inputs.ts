import { Field, InputType, Int } from 'type-graphql';
import type { RepeatedOrderRule, ResaleScope, ResaleWording } from '../../domain/resale/resale-words';
import { RepeatedOrderRuleEnum, ResaleScopeEnum, ResaleWordingEnum } from '../types/enums';
import { BigIntIdScalar, MoneyScalar } from '../types/scalars';

@InputType()
export class CreateResaleKeyInput {
  @Field(() => BigIntIdScalar, { description: 'Whose wallet it buys from.' }) userId!: bigint;
  @Field(() => String, { description: '1 to 40 characters; no two living keys of a user have one name.' })
  name!: string;
  @Field(() => [ResaleScopeEnum]) scopes!: ResaleScope[];
  @Field(() => Date, { nullable: true, description: 'Null: it never expires.' }) expiresAt?: Date | null;
  @Field(() => Int, { nullable: true }) priceGroupId?: number | null;
}

@InputType({ description: 'What is left out stays as it is.' })
export class UpdateResaleKeyInput {
  @Field(() => String, { nullable: true }) name?: string | null;
  @Field(() => Date, { nullable: true, description: 'Null: it never expires.' }) expiresAt?: Date | null;
  @Field(() => [String], { nullable: true, description: 'At most 20 networks; none: from anywhere.' })
  addresses?: string[] | null;
  @Field(() => MoneyScalar, { nullable: true, description: 'Null: no limit.' }) dailyCap?: bigint | null;
  @Field(() => Int, { nullable: true, description: 'Null: the list price.' }) priceGroupId?: number | null;
  @Field(() => ResaleWordingEnum, { nullable: true }) wording?: ResaleWording | null;
  @Field(() => RepeatedOrderRuleEnum, { nullable: true }) repeatedOrder?: RepeatedOrderRule | null;
  @Field(() => Boolean, { nullable: true }) isQuiet?: boolean | null;
}

@InputType()
export class ResaleKeyFilterInput {
  @Field(() => BigIntIdScalar, { nullable: true }) userId?: bigint | null;
  @Field(() => Int, { nullable: true }) priceGroupId?: number | null;
  @Field(() => Boolean, { nullable: true, description: 'Only keys that open the door now.' }) liveOnly?: boolean | null;
}

@InputType()
export class ResaleOrderFilterInput {
  @Field(() => BigIntIdScalar, { nullable: true }) userId?: bigint | null;
  @Field(() => Int, { nullable: true }) keyId?: number | null;
  @Field(() => Date, { nullable: true, description: 'Made at that instant or later.' }) from?: Date | null;
  @Field(() => Date, { nullable: true, description: 'Made before it.' }) to?: Date | null;
}
