import { Column, Entity } from 'typeorm';
import { REFUND_REQUEST_STATES, type RefundRequestState } from '../../domain/payment/payment-status';
import { BigintIdentity, bigintTransformer } from './bigint-column';

/** A buyer's wish to have money back that they paid in and did not spend. */
@Entity('refund_requests')
export class RefundRequest {
  @BigintIdentity() id!: bigint;
  @Column({ name: 'receipt_id', type: 'bigint', transformer: bigintTransformer }) receiptId!: bigint;
  @Column({ name: 'user_id', type: 'bigint', transformer: bigintTransformer }) userId!: bigint;
  /** What could go back at that moment, and the bonus that goes with it. */
  @Column({ type: 'bigint', transformer: bigintTransformer }) amount!: bigint;
  @Column({ type: 'bigint', default: 0, transformer: bigintTransformer }) bonus!: bigint;
  @Column({ type: 'enum', enum: REFUND_REQUEST_STATES, enumName: 'refund_request_state', default: 'WAITING' })
  state!: RefundRequestState;

  @Column({ name: 'refund_id', type: 'bigint', nullable: true, transformer: bigintTransformer })
  refundId!: bigint | null;

  /** Of a refusal: what the buyer is told. */
  @Column({ type: 'text', default: '' }) reason!: string;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'answered_at', type: 'timestamptz', nullable: true }) answeredAt!: Date | null;
}
