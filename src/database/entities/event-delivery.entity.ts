import { Column, Entity } from 'typeorm';
import { EVENT_DELIVERY_STATES, type EventDeliveryState } from '../../domain/event-types';
import { BigintIdentity, bigintTransformer } from './bigint-column';

/** One event on its way to one endpoint. */
@Entity('event_deliveries')
export class EventDelivery {
  @BigintIdentity() id!: bigint;
  @Column({ name: 'event_id', type: 'bigint', transformer: bigintTransformer }) eventId!: bigint;
  @Column({ name: 'endpoint_id', type: 'integer' }) endpointId!: number;

  @Column({ type: 'enum', enum: EVENT_DELIVERY_STATES, enumName: 'event_delivery_state', default: 'WAITING' })
  state!: EventDeliveryState;

  @Column({ type: 'integer', default: 0 }) attempts!: number;
  @Column({ name: 'due_at', type: 'timestamptz' }) dueAt!: Date;
  @Column({ name: 'leased_until', type: 'timestamptz', nullable: true }) leasedUntil!: Date | null;
  @Column({ name: 'last_status', type: 'integer', nullable: true }) lastStatus!: number | null;
  @Column({ name: 'last_problem', type: 'text', nullable: true }) lastProblem!: string | null;
  @Column({ name: 'last_at', type: 'timestamptz', nullable: true }) lastAt!: Date | null;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}
