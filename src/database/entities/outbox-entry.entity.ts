import { Column, Entity } from 'typeorm';
import { OUTBOX_STATES, type OutboxState } from '../../domain/enum-values';
import { OUTBOX_KINDS, type OutboxKind } from '../../domain/outbox-kind';
import { BigintIdentity, bigintTransformer } from './bigint-column';

/** A message to be sent to Telegram. */
@Entity('outbox')
export class OutboxEntry {
  @BigintIdentity() id!: bigint;
  @Column({ type: 'text' }) key!: string;
  @Column({ type: 'smallint' }) lane!: number;
  @Column({ name: 'user_id', type: 'bigint', nullable: true, transformer: bigintTransformer }) userId!: bigint | null;
  @Column({ name: 'chat_id', type: 'bigint', nullable: true, transformer: bigintTransformer }) chatId!: bigint | null;
  @Column({ name: 'broadcast_id', type: 'integer', nullable: true }) broadcastId!: number | null;
  @Column({ type: 'enum', enum: OUTBOX_KINDS, enumName: 'outbox_kind' }) kind!: OutboxKind;
  @Column({ type: 'jsonb' }) payload!: Record<string, unknown>;
  @Column({ name: 'random_id', type: 'bigint', transformer: bigintTransformer }) randomId!: bigint;
  @Column({ type: 'enum', enum: OUTBOX_STATES, enumName: 'outbox_state', default: 'WAITING' }) state!: OutboxState;
  @Column({ type: 'integer', default: 0 }) attempts!: number;
  @Column({ name: 'due_at', type: 'timestamptz' }) dueAt!: Date;
  @Column({ name: 'leased_until', type: 'timestamptz', nullable: true }) leasedUntil!: Date | null;
  /** Of the session's lease, in which it was taken last. */
  @Column({ type: 'bigint', nullable: true, transformer: bigintTransformer }) term!: bigint | null;
  @Column({ name: 'message_id', type: 'integer', nullable: true }) messageId!: number | null;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'sent_at', type: 'timestamptz', nullable: true }) sentAt!: Date | null;
  @Column({ type: 'text', nullable: true }) failure!: string | null;
}
