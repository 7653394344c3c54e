import { Field, ObjectType } from 'type-graphql';
import { connectionOf } from './connection';
import { EndReasonEnum, NumberOriginEnum, ReservationStageEnum } from './enums';
import { BigIntIdScalar, MoneyScalar } from './scalars';

@ObjectType({ description: "One buyer's time-limited claim on a number." })
export class Reservation {
  @Field(() => BigIntIdScalar)
  id!: bigint;

  @Field(() => BigIntIdScalar)
  userId!: bigint;

  @Field(() => String, { nullable: true, description: 'E.164 digits without the plus; null until a number was found.' })
  phone!: string | null;

  @Field(() => NumberOriginEnum)
  origin!: string;

  @Field(() => MoneyScalar)
  price!: bigint;

  @Field(() => ReservationStageEnum)
  stage!: string;

  @Field(() => EndReasonEnum, { nullable: true })
  endReason!: string | null;

  @Field(() => Date)
  createdAt!: Date;

  @Field(() => Date)
  expiresAt!: Date;

  @Field(() => Date, { nullable: true })
  endedAt!: Date | null;

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
}

@ObjectType()
export class ReservationConnection extends connectionOf(Reservation, 'Reservation') {}

@ObjectType({ description: 'An SMS that reached a reservation.' })
export class ReservationMessage {
  @Field(() => BigIntIdScalar)
  id!: bigint;

  @Field(() => String)
  text!: string;

  @Field(() => String, { nullable: true })
  code!: string | null;

  @Field(() => String, { nullable: true })
  sender!: string | null;

  @Field(() => Boolean, { description: 'It came after the reservation had ended.' })
  isLate!: boolean;

  @Field(() => Date)
  at!: Date;
}
