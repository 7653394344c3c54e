import { GraphQLJSONObject } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';
import { Scoped } from '../guard';
import { Related } from '../relations';
import { connectionOf } from './connection';
import { BigIntIdScalar, ChatIdScalar, MoneyScalar } from './scalars';
import { User } from './user.types';

@Scoped('channels:read')
@ObjectType({ description: 'Nobody buys before joining the channel.' })
export class ChannelRequirement {
  @Field(() => Int, { description: 'Place in the gate, smallest first.' }) position!: number;
  @Field(() => Boolean) isActive!: boolean;

  @Field(() => Boolean, { description: 'Requests to join it are approved by the bot itself.' })
  approvesJoins!: boolean;
}

@Scoped('channels:read')
@ObjectType({ description: 'Credit for joining the channel: once for each user, for ever.' })
export class ChannelReward {
  @Field(() => MoneyScalar) amount!: bigint;

  @Field(() => MoneyScalar, { nullable: true, description: 'What all rewards together may cost; null: no limit.' })
  budgetTotal!: bigint | null;

  @Field(() => MoneyScalar, { nullable: true, description: 'The same for a day in UTC.' }) budgetPerDay!: bigint | null;
  @Field(() => Int, { nullable: true }) maxClaimsPerDay!: number | null;
  @Field(() => Int, { description: 'Only for users whom the shop has known for so long.' }) minAccountMinutes!: number;

  @Field(() => Int, { nullable: true, description: 'Who leaves within so many days gives it back; null: nobody does.' })
  clawBackDays!: number | null;

  @Field(() => Int, { description: 'Place in the list, smallest first.' }) position!: number;
  @Field(() => Boolean) isActive!: boolean;

  @Field(() => Boolean, { description: 'Requests to join it are approved by the bot itself.' })
  approvesJoins!: boolean;

  @Field(() => Int, { description: 'Rewards given so far.' }) claims!: number;
  @Field(() => MoneyScalar) spent!: bigint;
  @Field(() => Int) claimsToday!: number;
  @Field(() => MoneyScalar) spentToday!: bigint;
  @Field(() => MoneyScalar, { description: 'Taken back from those who left.' }) clawedBack!: bigint;
}

@Scoped('channels:read')
@ObjectType({ description: 'A channel or group on Telegram that the shop knows.' })
export class Channel {
  @Field(() => Int) id!: number;
  @Field(() => ChatIdScalar) telegramId!: bigint;
  @Field(() => String) title!: string;
  @Field(() => String, { nullable: true, description: 'Without @; null for a private one.' }) username!: string | null;
  @Field(() => String, { nullable: true }) inviteLink!: string | null;
  @Field(() => Boolean) isGroup!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Why the bot cannot see who is in it: bot_not_admin or bot_not_in_channel; null while it can.',
  })
  trouble!: string | null;

  @Field(() => Date, { nullable: true }) troubleAt!: Date | null;
  @Field(() => Date) createdAt!: Date;
  @Field(() => Int, { description: 'Buyers of whom it is known that they are in it.' }) knownMembers!: number;

  @Field(() => ChannelRequirement, { nullable: true, description: 'Null: nobody has to join it.' })
  required!: ChannelRequirement | null;

  @Field(() => ChannelReward, { nullable: true, description: 'Null: joining it is not paid for.' })
  reward!: ChannelReward | null;
}

export const ChannelConnection = connectionOf(Channel, 'Channel');

@Scoped('channels:read')
@ObjectType({ description: 'A channel where the bot was made an admin, and that the shop uses for nothing yet.' })
export class ChannelCandidate {
  @Field(() => ChatIdScalar, { description: 'Give it to addChannel as its reference.' }) telegramId!: bigint;
  @Field(() => String, { nullable: true }) title!: string | null;
  @Field(() => BigIntIdScalar, { description: 'Who made the bot an admin, as Telegram names him.' }) actorId!: bigint;
  @Field(() => Date) seenAt!: Date;
}

@Scoped('channels:read')
@ObjectType({ description: 'A reward that was given.' })
export class RewardClaim {
  @Field(() => BigIntIdScalar) id!: bigint;
  @Field(() => BigIntIdScalar) userId!: bigint;
  @Field(() => Int) channelId!: number;
  @Field(() => MoneyScalar) amount!: bigint;
  @Field(() => Date) createdAt!: Date;

  @Field(() => Date, { nullable: true, description: 'Until then it is taken back from him who leaves.' })
  clawBackUntil!: Date | null;

  @Field(() => Date, { nullable: true }) clawedBackAt!: Date | null;
  @Field(() => MoneyScalar) clawedBack!: bigint;
  @Scoped('users:read') @Related('users', 'userId') @Field(() => User) user?: unknown;
  @Related('channels', 'channelId') @Field(() => Channel) channel?: unknown;
}

export const RewardClaimConnection = connectionOf(RewardClaim, 'RewardClaim');

@Scoped('reports:read')
@ObjectType({ description: 'A trouble that an operator must repair. One for each cause, however often it came.' })
export class OperatorAlert {
  @Field(() => String) key!: string;
  @Field(() => String) kind!: string;
  @Field(() => GraphQLJSONObject) facts!: object;
  @Field(() => Date) firstAt!: Date;
  @Field(() => Date) lastAt!: Date;
  @Field(() => Int, { description: 'How often it came since the first time.' }) count!: number;

  @Field(() => Date, { nullable: true, description: 'When operators were last told of it in Telegram.' })
  toldAt!: Date | null;
}
