import { Column, Entity } from 'typeorm';
import { MESSAGE_SOURCES, MESSAGE_STATUSES, type MessageSource, type MessageStatus } from '../../domain/enum-values';
import type { OrphanReason } from '../../domain/message/orphan-reasons';
import { BigintIdentity, bigintTransformer } from './bigint-column';

/** One inbound SMS. */
@Entity('messages')
export class Message {
  @BigintIdentity() id!: bigint;
  @Column({ name: 'provider_id', type: 'integer' }) providerId!: number;
  @Column({ name: 'dedupe_key', type: 'text' }) dedupeKey!: string;
  @Column({ type: 'enum', enum: MESSAGE_SOURCES, enumName: 'message_source' }) source!: MessageSource;
  @Column({ name: 'upstream_order_id', type: 'text', nullable: true }) upstreamOrderId!: string | null;
  @Column({ type: 'text', nullable: true }) phone!: string | null;
  @Column({ type: 'text', nullable: true }) sender!: string | null;
  @Column({ type: 'text' }) text!: string;
  /** Some parts of a long SMS never came, or came so late that they are a message of their own. */
  @Column({ name: 'is_incomplete', type: 'boolean', default: false }) isIncomplete!: boolean;
  @Column({ name: 'provider_code', type: 'text', nullable: true }) providerCode!: string | null;
  @Column({ type: 'text', nullable: true }) code!: string | null;

  @Column({ type: 'enum', enum: MESSAGE_STATUSES, enumName: 'message_status', default: 'STORED' })
  status!: MessageStatus;

  @Column({ name: 'orphan_reason', type: 'text', nullable: true }) orphanReason!: OrphanReason | null;

  @Column({ name: 'reservation_id', type: 'bigint', nullable: true, transformer: bigintTransformer })
  reservationId!: bigint | null;

  @Column({ name: 'received_at', type: 'timestamptz', nullable: true }) receivedAt!: Date | null;
  @Column({ name: 'stored_at', type: 'timestamptz' }) storedAt!: Date;
  @Column({ name: 'applied_at', type: 'timestamptz', nullable: true }) appliedAt!: Date | null;

  /** When its text and code were forgotten; the row stays, so that the message is known for ever. */
  @Column({ name: 'erased_at', type: 'timestamptz', nullable: true }) erasedAt!: Date | null;
}
