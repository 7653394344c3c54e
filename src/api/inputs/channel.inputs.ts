import { Field, InputType, Int } from 'type-graphql';
import type { ChannelPurpose } from '../../domain/channel/channel-purpose';
import { requiredChannel } from '../../resources/required-channel';
import { reward } from '../../resources/reward';
import { ChannelPurposeEnum } from '../types/enums';
import { BigIntIdScalar } from '../types/scalars';
import { changesOf } from './resource-inputs';

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

export const ChannelRequirementInput = changesOf(
  'ChannelRequirementInput',
  'What is left out stays as it is.',
  requiredChannel,
);
export const ChannelRewardInput = changesOf(
  'ChannelRewardInput',
  'What is left out stays as it is; null takes a limit away.',
  reward,
);

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
