import { Entity, PrimaryColumn } from 'typeorm';
import { RESERVATION_STATUSES, type ReservationStatus } from '../../domain/reservation/reservation-status';

/** The table of transitions, as the database enforces it. */
@Entity('reservation_transitions')
export class ReservationTransition {
  @PrimaryColumn({ name: 'from_status', type: 'enum', enum: RESERVATION_STATUSES, enumName: 'reservation_status' })
  fromStatus!: ReservationStatus;

  @PrimaryColumn({ name: 'to_status', type: 'enum', enum: RESERVATION_STATUSES, enumName: 'reservation_status' })
  toStatus!: ReservationStatus;
}
