import { Column, Entity } from 'typeorm';
import type { EventType } from '../../domain/event-types';
import { BigintIdentity, bigintTransformer } from './bigint-column';

/** Something that other programs are told of; written by the database in the transaction of the fact. */
@Entity('events')
export class Event {
  @BigintIdentity() id!: bigint;
  @Column({ type: 'text' }) type!: EventType;
  @Column({ type: 'jsonb' }) data!: Record<string, unknown>;
  @Column({ type: 'timestamptz' }) at!: Date;

  /** Its place in the order in which events are read; null until it was given one (`publish_events`). */
  @Column({ type: 'bigint', nullable: true, transformer: bigintTransformer }) position!: bigint | null;
}
