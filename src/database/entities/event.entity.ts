import { Column, Entity } from 'typeorm';
import type { BuyersEventType, EventType } from '../../domain/event-types';
import { BigintIdentity, bigintTransformer } from './bigint-column';

/** Something that other programs are told of; written by the database in the transaction of the fact. */
@Entity('events')
export class Event {
  @BigintIdentity() id!: bigint;
  @Column({ type: 'text' }) type!: EventType | BuyersEventType;
  @Column({ type: 'jsonb' }) data!: Record<string, unknown>;
  @Column({ type: 'timestamptz' }) at!: Date;

  /** Its place in the order in which events are read; null until it was given one (`publish_events`). */
  @Column({ type: 'bigint', nullable: true, transformer: bigintTransformer }) position!: bigint | null;

  /** Of an order by this key; null: an event of the shop. */
  @Column({ name: 'resale_key_id', type: 'integer', nullable: true }) resaleKeyId!: number | null;
  /** Whose order it is. */
  @Column({ name: 'buyer_id', type: 'bigint', nullable: true, transformer: bigintTransformer }) buyerId!: bigint | null;
}
