import { Column, Entity } from 'typeorm';
import { ACTOR_TYPES, type ActorType } from '../../domain/enum-values';
import {
  SUPPORT_STATES,
  SUPPORT_TOPICS,
  type SupportState,
  type SupportTopic,
} from '../../domain/support/support-words';
import { BigintIdentity, bigintTransformer } from './bigint-column';

/** One thing that a buyer asks about; one open thread each. */
@Entity('support_threads')
export class SupportThread {
  @BigintIdentity() id!: bigint;
  @Column({ name: 'user_id', type: 'bigint', transformer: bigintTransformer }) userId!: bigint;
  @Column({ type: 'enum', enum: SUPPORT_TOPICS, enumName: 'support_topic' }) topic!: SupportTopic;
  @Column({ name: 'reservation_id', type: 'bigint', nullable: true, transformer: bigintTransformer })
  reservationId!: bigint | null;

  @Column({ name: 'payment_id', type: 'bigint', nullable: true, transformer: bigintTransformer })
  paymentId!: bigint | null;

  @Column({ name: 'receipt_id', type: 'bigint', nullable: true, transformer: bigintTransformer })
  receiptId!: bigint | null;

  @Column({ type: 'enum', enum: SUPPORT_STATES, enumName: 'support_state', default: 'OPEN' }) state!: SupportState;
  /** Null: the buyer waits for no answer. */
  @Column({ name: 'waiting_since', type: 'timestamptz', nullable: true }) waitingSince!: Date | null;
  @Column({ name: 'last_message_id', type: 'bigint', nullable: true, transformer: bigintTransformer })
  lastMessageId!: bigint | null;

  @Column({ name: 'last_at', type: 'timestamptz' }) lastAt!: Date;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'closed_at', type: 'timestamptz', nullable: true }) closedAt!: Date | null;
  @Column({ name: 'closed_by', type: 'enum', enum: ACTOR_TYPES, enumName: 'actor_type', nullable: true })
  closedBy!: ActorType | null;
}
