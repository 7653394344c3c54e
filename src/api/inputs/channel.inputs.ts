import { Field, InputType, Int } from 'type-graphql';
import type { ChannelPurpose } from '../../domain/channel/channel-purpose';
import { ChannelPurposeEnum } from '../types/enums';
import { BigIntIdScalar, MoneyScalar } from '../types/scalars';

@InputType()
export class AddChannelInput {
  @Field(() => String, {
    description: '@name, a t.me link of the channel or of a post in it, or its id on Telegram (-100...).',
  })
  reference!: string;

  @Field(() => String, {
    nullable: true,
    description: 'For a private channel. Left out: the bot makes a link of its own, if it may.',
  })
  inviteLink?: string | null;

  @Field(() => ChannelPurposeEnum) purpose!: ChannelPurpose;
}

@InputType({ description: 'What is left out stays as it is.' })
export class ChannelRequirementInput {
  @Field(() => Int, { nullable: true, description: 'Place in the gate, smallest first; a new one stands last.' })
  position?: number;

  @Field(() => Boolean, { nullable: true }) isActive?: boolean;
}

@InputType({ description: 'What is left out stays as it is; null takes a limit away.' })
export class ChannelRewardInput {
  @Field(() => MoneyScalar, { nullable: true, description: 'Needed for a channel that has no reward yet.' })
  amount?: bigint;

  @Field(() => MoneyScalar, { nullable: true }) budgetTotal?: bigint | null;
  @Field(() => MoneyScalar, { nullable: true, description: 'For a day in UTC.' }) budgetPerDay?: bigint | null;
  @Field(() => Int, { nullable: true }) maxClaimsPerDay?: number | null;
  @Field(() => Int, { nullable: true }) minAccountMinutes?: number;
  @Field(() => Int, { nullable: true }) clawBackDays?: number | null;
  @Field(() => Int, { nullable: true }) position?: number;
  @Field(() => Boolean, { nullable: true }) isActive?: boolean;
}

@InputType({ description: 'All given conditions must hold.' })
export class ChannelFilterInput {
  @Field(() => Boolean, { nullable: true }) isRequired?: boolean | null;
  @Field(() => Boolean, { nullable: true }) isReward?: boolean | null;
}

@InputType({ description: 'All given conditions must hold.' })
export class RewardClaimFilterInput {
  @Field(() => BigIntIdScalar, { nullable: true }) userId?: bigint | null;
  @Field(() => Int, { nullable: true }) channelId?: number | null;
}
