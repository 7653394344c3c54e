import { Field, ObjectType } from 'type-graphql';
import type { ReservationRow } from '../../database/queries/reservations';
import { ReservationStageEnum } from '../types/enums';
import { Reservation } from '../types/reservation.type';
import { resultOf } from './outcome';
import { IdempotencyConflict, Refusal } from './refusals';
import { ReservationNotFound } from './wallet.results';

@ObjectType()
export class ReservationCanceled {
  @Field(() => Reservation) reservation: ReservationRow;
  @Field(() => Boolean, { description: 'True when this key had done it before.' }) isRepeated: boolean;

  constructor(reservation: ReservationRow, isRepeated: boolean) {
    this.reservation = reservation;
    this.isRepeated = isRepeated;
  }
}

@ObjectType({ implements: Refusal, description: 'Its price was charged or given back already.' })
export class ReservationAlreadyEnded extends Refusal {
  override message = 'Only an open reservation can be canceled. What was paid can be refunded.';

  @Field(() => ReservationStageEnum) stage: string;

  constructor(stage: string) {
    super();
    this.stage = stage;
  }
}

export const CancelReservationResult = resultOf(
  'CancelReservationResult',
  ReservationCanceled,
  ReservationNotFound,
  ReservationAlreadyEnded,
  IdempotencyConflict,
);
