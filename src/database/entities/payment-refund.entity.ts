import { Column, Entity } from 'typeorm';
import { ACTOR_TYPES, type ActorType } from '../../domain/enum-values';
import { REFUND_STATES, type RefundState } from '../../domain/payment/payment-status';
import { BigintIdentity, bigintTransformer } from './bigint-column';

/** Money on its way back to where it came from. */
@Entity('payment_refunds')
export class PaymentRefund {
  @BigintIdentity() id!: bigint;
  @Column({ type: 'text' }) key!: string;
  @Column({ name: 'receipt_id', type: 'bigint', transformer: bigintTransformer }) receiptId!: bigint;
  @Column({ type: 'bigint', transformer: bigintTransformer }) amount!: bigint;
  @Column({ type: 'bigint', default: 0, transformer: bigintTransformer }) bonus!: bigint;
  @Column({ type: 'enum', enum: REFUND_STATES, enumName: 'refund_state', default: 'WAITING' }) state!: RefundState;
  @Column({ name: 'actor_type', type: 'enum', enum: ACTOR_TYPES, enumName: 'actor_type' }) actorType!: ActorType;
  @Column({ name: 'actor_id', type: 'text' }) actorId!: string;
  @Column({ type: 'text', default: '' }) reason!: string;
  @Column({ type: 'text', nullable: true }) reference!: string | null;
  @Column({ type: 'text', nullable: true }) problem!: string | null;
  @Column({ name: 'due_at', type: 'timestamptz', nullable: true }) dueAt!: Date | null;
  @Column({ type: 'integer', default: 0 }) tries!: number;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true }) endedAt!: Date | null;
}
