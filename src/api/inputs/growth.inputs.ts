import { Field, InputType, Int } from 'type-graphql';
import { ReferralStateEnum } from '../types/enums';
import { BigIntIdScalar } from '../types/scalars';

@InputType({ description: 'All given conditions must hold.' })
export class PromoUseFilterInput {
  @Field(() => Int, { nullable: true }) codeId?: number | null;
  @Field(() => BigIntIdScalar, { nullable: true }) userId?: bigint | null;
  @Field(() => Boolean, { nullable: true, description: 'Only those that came back, or only those that stand.' })
  isReleased?: boolean | null;

  @Field(() => Date, { nullable: true, description: 'Used from this instant on.' }) from?: Date | null;
  @Field(() => Date, { nullable: true, description: 'Used before this instant.' }) to?: Date | null;
}

@InputType({ description: 'All given conditions must hold.' })
export class ReferralRewardFilterInput {
  @Field(() => BigIntIdScalar, { nullable: true }) inviterId?: bigint | null;
  @Field(() => BigIntIdScalar, { nullable: true }) inviteeId?: bigint | null;
  @Field(() => [ReferralStateEnum], { nullable: true }) states?: (keyof typeof ReferralStateEnum)[] | null;
  @Field(() => Date, { nullable: true, description: 'Promised from this instant on.' }) from?: Date | null;
  @Field(() => Date, { nullable: true, description: 'Promised before this instant.' }) to?: Date | null;
}
