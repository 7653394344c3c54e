import { Field, Int, ObjectType } from 'type-graphql';
import { Scoped } from '../guard';
import { Related } from '../relations';
import { Provider } from './catalogue.types';
import { connectionOf } from './connection';
import { MessageSourceEnum, MessageStatusEnum, OrphanReasonEnum, ReservationStageEnum } from './enums';
import { Reservation } from './reservation.type';
import { BigIntIdScalar, MoneyScalar } from './scalars';

@Scoped('messages:read')
@ObjectType({ description: 'One inbound SMS, whoever it was for.' })
export class InboundMessage {
  @Field(() => BigIntIdScalar) id!: bigint;
  @Field(() => MessageSourceEnum) source!: string;
  @Field(() => MessageStatusEnum) status!: string;
  @Field(() => OrphanReasonEnum, { nullable: true }) orphanReason!: string | null;

  @Field(() => String, { nullable: true, description: 'E.164 digits without the plus; null when it names none.' })
  phone!: string | null;

  @Field(() => String, { nullable: true }) sender!: string | null;
  @Field(() => String, { description: 'Empty once it was forgotten; see erasedAt.' }) text!: string;
  @Field(() => Boolean, {
    description: 'Whether parts of a long SMS are missing: they never came, or so late that they are a message of their own.',
  })
  isIncomplete!: boolean;

  @Field(() => String, { nullable: true }) code!: string | null;

  @Field(() => Date, { nullable: true, description: 'When the supplier got it, where it says so.' })
  receivedAt!: Date | null;

  @Field(() => Date) storedAt!: Date;
  @Field(() => Date, { nullable: true }) erasedAt!: Date | null;
  @Field(() => BigIntIdScalar, { nullable: true }) reservationId!: bigint | null;
  @Field(() => Int) providerId!: number;

  @Scoped('reservations:read')
  @Related('reservations', 'reservationId')
  @Field(() => Reservation, { nullable: true })
  reservation?: unknown;

  @Scoped('providers:read') @Related('providers', 'providerId') @Field(() => Provider) provider?: unknown;
}

export const InboundMessageConnection = connectionOf(InboundMessage, 'InboundMessage');

@Scoped('messages:read')
@ObjectType({ description: 'A reservation that an orphan could still be given to.' })
export class AssignableReservation {
  @Field(() => BigIntIdScalar) reservationId!: bigint;
  @Field(() => BigIntIdScalar) userId!: bigint;
  @Field(() => String) serviceName!: string;
  @Field(() => String) phone!: string;
  @Field(() => ReservationStageEnum) status!: string;
  @Field(() => MoneyScalar) price!: bigint;
  @Field(() => Date) createdAt!: Date;
  @Field(() => Date) expiresAt!: Date;
}
