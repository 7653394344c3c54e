import { Column, Entity } from 'typeorm';
import { MESSAGE_SOURCES, type MessageSource } from '../../domain/enum-values';
import { BigintIdentity } from './bigint-column';

/** One part of a long SMS, until its other parts are there. */
@Entity('message_parts')
export class MessagePart {
  @BigintIdentity() id!: bigint;
  @Column({ name: 'provider_id', type: 'integer' }) providerId!: number;

  @Column({ type: 'enum', enum: MESSAGE_SOURCES, enumName: 'message_source', default: 'WEBHOOK' })
  source!: MessageSource;

  @Column({ name: 'dedupe_key', type: 'text' }) dedupeKey!: string;
  @Column({ name: 'group_key', type: 'text' }) groupKey!: string;
  @Column({ type: 'integer' }) part!: number;
  @Column({ type: 'integer' }) total!: number;
  @Column({ type: 'text' }) phone!: string;
  @Column({ type: 'text', nullable: true }) sender!: string | null;
  @Column({ type: 'text' }) text!: string;
  @Column({ name: 'received_at', type: 'timestamptz', nullable: true }) receivedAt!: Date | null;
  @Column({ name: 'stored_at', type: 'timestamptz' }) storedAt!: Date;
  @Column({ name: 'joined_at', type: 'timestamptz', nullable: true }) joinedAt!: Date | null;
}
