import { Field, Int, ObjectType } from 'type-graphql';
import { Scoped } from '../guard';
import { Related } from '../relations';
import { Country, Offer, Provider, Service } from './catalogue.types';
import { connectionOf } from './connection';
import { EndReasonEnum, NumberOriginEnum, ReservationStageEnum } from './enums';
import { PromoCode } from './growth.types';
import { BigIntIdScalar, MoneyScalar } from './scalars';
import { User } from './user.types';

@Scoped('reservations:read')
@ObjectType({ description: "One buyer's time-limited claim on a number." })
export class Reservation {
  @Field(() => BigIntIdScalar) id!: bigint;
  @Field(() => BigIntIdScalar) userId!: bigint;

  @Field(() => String, { nullable: true, description: 'E.164 digits without the plus; null until a number was found.' })
  phone!: string | null;

  @Field(() => NumberOriginEnum) origin!: string;
  @Field(() => MoneyScalar, { description: 'What is held, and charged for a code.' }) price!: bigint;
  @Field(() => MoneyScalar, {
    nullable: true,
    description: 'Before the discount of a promo code; null: there was none.',
  })
  listPrice!: bigint | null;

  @Scoped('promotions:read')
  @Related('promoCodes', 'promoId')
  @Field(() => PromoCode, { nullable: true, description: 'By which it was cheaper.' })
  promoCode?: unknown;

  @Field(() => ReservationStageEnum) stage!: string;
  @Field(() => EndReasonEnum, { nullable: true }) endReason!: string | null;
  @Field(() => Date) createdAt!: Date;
  @Field(() => Date) expiresAt!: Date;
  @Field(() => Date, { nullable: true }) endedAt!: Date | null;

  @Field(() => BigIntIdScalar, {
    nullable: true,
    description: 'The reservation whose number was changed for this one.',
  })
  replacesId!: bigint | null;

  @Field(() => BigIntIdScalar, {
    nullable: true,
    description: 'The ended reservation whose late code this one paid for.',
  })
  claimOfId!: bigint | null;

  @Field(() => Int) offerId!: number;
  @Field(() => Int) serviceId!: number;
  @Field(() => Int) countryId!: number;
  @Scoped('users:read') @Related('users', 'userId') @Field(() => User) user?: unknown;
  @Scoped('catalogue:read') @Related('offers', 'offerId') @Field(() => Offer) offer?: unknown;
  @Scoped('catalogue:read') @Related('services', 'serviceId') @Field(() => Service) service?: unknown;
  @Scoped('catalogue:read') @Related('countries', 'countryId') @Field(() => Country) country?: unknown;

  @Scoped('providers:read')
  @Related('providers', 'providerId')
  @Field(() => Provider, { nullable: true })
  provider?: unknown;

  @Scoped('providers:read')
  @Field(() => MoneyScalar, { nullable: true, description: 'What the provider charged us.' })
  upstreamCost!: bigint | null;

  @Scoped('messages:read')
  @Related('messagesOfReservation', 'id')
  @Field(() => [ReservationMessage], {
    complexity: ({ childComplexity }) => 1 + 5 * childComplexity,
    description: 'Texts and codes, oldest first. Needs the scope messages:read.',
  })
  messages?: unknown;
}

export const ReservationConnection = connectionOf(Reservation, 'Reservation');

@Scoped('messages:read')
@ObjectType({ description: 'An SMS that reached a reservation.' })
export class ReservationMessage {
  @Field(() => BigIntIdScalar) id!: bigint;
  @Field(() => String) text!: string;
  @Field(() => String, { nullable: true }) code!: string | null;
  @Field(() => String, { nullable: true }) sender!: string | null;
  @Field(() => Boolean, { description: 'It came after the reservation had ended.' }) isLate!: boolean;
  @Field(() => Date) at!: Date;
}
