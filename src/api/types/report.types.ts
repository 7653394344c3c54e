import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Scoped } from '../guard';
import { Related } from '../relations';
import { Provider } from './catalogue.types';
import { BigIntIdScalar, MoneyScalar } from './scalars';
import { User } from './user.types';

@Scoped('reports:read')
@ObjectType({ description: 'Money moved in one piece of time.' })
export class MoneyBucket {
  @Field(() => Date, { description: 'When the piece begins, in the time zone that was asked for.' }) start!: Date;
  @Field(() => MoneyScalar, { description: 'Paid by buyers for codes.' }) sales!: bigint;
  @Field(() => MoneyScalar) refunds!: bigint;
  @Field(() => MoneyScalar, { description: 'Sales less refunds; may be below zero.' }) revenue!: bigint;
  @Field(() => MoneyScalar, { description: 'What buyers saved by promo codes; it is not in the sales.' })
  discounts!: bigint;

  @Field(() => MoneyScalar, {
    description: 'What providers charged for completed reservations.',
  })
  cost!: bigint;

  @Field(() => MoneyScalar, { description: 'Revenue less cost.' }) margin!: bigint;
  @Field(() => MoneyScalar, { description: 'Given to users by hand.' }) added!: bigint;
  @Field(() => MoneyScalar, { description: 'Taken from users by hand.' }) deducted!: bigint;
  @Field(() => MoneyScalar) rewards!: bigint;
  @Field(() => MoneyScalar, { description: 'Prices that were held.' }) held!: bigint;
  @Field(() => MoneyScalar, { description: 'Holds that were given back, since no code came.' }) released!: bigint;
  @Field(() => Int) salesCount!: number;
  @Field(() => Int) refundsCount!: number;
}

@Scoped('reports:read')
@ObjectType({ description: 'What buyers have with us at this moment.' })
export class MoneyNow {
  @Field(() => MoneyScalar) available!: bigint;
  @Field(() => MoneyScalar) held!: bigint;
  @Field(() => Int) openReservations!: number;
  @Field(() => Int) wallets!: number;
}

@Scoped('reports:read')
@ObjectType({ description: 'How reservations went.' })
export class SuccessRow {
  @Field(() => Int, { description: 'Of the service, country, provider or offer.' }) id!: number;
  @Field(() => String) name!: string;
  @Field(() => Int, { description: 'All that were made, those that found no number included.' }) reserved!: number;
  @Field(() => Int) completed!: number;
  @Field(() => Int) expired!: number;
  @Field(() => Int) canceled!: number;
  @Field(() => Int) open!: number;
  @Field(() => Int, { description: 'Ended without any number: out of stock, too dear, refused.' }) unsupplied!: number;

  @Field(() => Int, {
    description:
      'Numbers whose code came, or was due and did not: what the rate is a share of. A buyer who changed his mind early, and one who claimed a late code, count for nothing.',
  })
  tries!: number;

  @Field(() => Int, { description: 'Those of the tries that brought a code.' }) wins!: number;

  @Field(() => Float, { nullable: true, description: 'wins of tries, 0 to 1; null when there was none.' })
  successRate!: number | null;

  @Field(() => Float, { nullable: true }) medianSecondsToCode!: number | null;
  @Field(() => Float, { nullable: true }) p90SecondsToCode!: number | null;
  @Field(() => MoneyScalar, { description: 'Prices of the completed ones.' }) sales!: bigint;
  @Field(() => MoneyScalar, { description: 'What providers charged for them.' }) cost!: bigint;
}

@Scoped('reports:read')
@ObjectType({ description: "Suppliers' amounts in another currency than the shop's, as they named them; decimals." })
export class MarginOriginal {
  @Field(() => String, { description: 'ISO 4217.' }) currency!: string;
  @Field(() => String) charged!: string;
  @Field(() => String) returned!: string;
  @Field(() => String) lost!: string;
}

@Scoped('reports:read')
@ObjectType({ description: "What reservations brought, in the shop's currency." })
export class MarginRow {
  @Field(() => Int, { nullable: true, description: 'Of the provider, service, country or offer; null for a day.' })
  id!: number | null;

  @Field(() => String, { description: 'A day is written YYYY-MM-DD.' }) name!: string;
  @Field(() => Int) reserved!: number;
  @Field(() => Int) completed!: number;
  @Field(() => MoneyScalar, { description: 'Paid by buyers.' }) sales!: bigint;
  @Field(() => MoneyScalar, { description: 'Given back to buyers later.' }) refunds!: bigint;

  @Field(() => MoneyScalar, {
    description: 'What suppliers charged, as they said it; of other currencies what it was worth.',
  })
  charged!: bigint;

  @Field(() => MoneyScalar, { description: 'What they returned for orders that ended without a code.' })
  returned!: bigint;

  @Field(() => MoneyScalar, {
    description: 'The most that purchases may have cost whose outcome nobody knows; not taken off the margin.',
  })
  unclear!: bigint;

  @Field(() => [MarginOriginal], { description: 'What of this was in other currencies.' }) originals!: unknown;
  @Field(() => MoneyScalar, { description: 'Charged for purchases whose answer was lost.' }) lost!: bigint;

  @Field(() => MoneyScalar, { description: 'Sales less refunds, charges and losses, plus what was returned.' })
  margin!: bigint;
}

@Scoped('reports:read')
@ObjectType({ description: 'Different people, each counted once.' })
export class PeopleCounts {
  @Field(() => Int) newUsers!: number;
  @Field(() => Int, { description: 'Pressed or wrote anything: the active ones.' }) opened!: number;
  @Field(() => Int, { description: 'Looked at an offer.' }) chose!: number;
  @Field(() => Int, { description: 'Reserved a number.' }) reserved!: number;
  @Field(() => Int, { description: 'Got a code for what they reserved in this time.' }) completed!: number;

  @Field(() => Date, {
    nullable: true,
    description: 'opened and chose are known from this instant on (setting funnelDays); null: of no time yet.',
  })
  stepsSince!: Date | null;
}

@Scoped('reports:read')
@ObjectType()
export class PeopleBucket extends PeopleCounts {
  @Field(() => Date, { description: 'When the piece begins, in the time zone that was asked for.' }) start!: Date;
}

@Scoped('reports:read')
@ObjectType()
export class TopUser {
  @Field(() => BigIntIdScalar) userId!: bigint;
  @Field(() => MoneyScalar, { description: 'Paid, less what was refunded.' }) spent!: bigint;
  @Field(() => Int) purchases!: number;
  @Field(() => Int) refunds!: number;
  @Scoped('users:read') @Related('users', 'userId') @Field(() => User) user?: unknown;
}

@Scoped('reports:read')
@ObjectType({ description: 'How a provider does now, and did in the hour before.' })
export class ProviderHealth {
  @Field(() => Int) providerId!: number;
  @Field(() => String) name!: string;
  @Field(() => Boolean) isActive!: boolean;
  @Field(() => Date, { nullable: true, description: 'No purchase is sent there before.' }) pausedUntil!: Date | null;
  @Field(() => String, { nullable: true }) pauseReason!: string | null;
  @Field(() => String, { nullable: true }) lastFault!: string | null;
  @Field(() => MoneyScalar, { nullable: true }) balance!: bigint | null;
  @Field(() => Int) openReservations!: number;
  @Field(() => Int, { description: 'In the last hour.' }) completed!: number;

  @Field(() => Int, { description: 'In the last hour: a code was due and never came, or no number did.' })
  failed!: number;

  @Field(() => Float, { nullable: true, description: 'Over the last day.' }) medianSecondsToCode!: number | null;
  @Field(() => Date, { nullable: true, description: 'Of the last day.' }) lastMessageAt!: Date | null;
  @Scoped('providers:read') @Related('providers', 'providerId') @Field(() => Provider) provider?: unknown;
}
