import { Column, Entity } from 'typeorm';
import { PAYMENT_HOLD_STATES, type PaymentHoldState } from '../../domain/payment/payment-status';
import { BigintIdentity, bigintTransformer } from './bigint-column';

/** Money of a first payment that buys nothing yet. */
@Entity('payment_holds')
export class PaymentHold {
  @BigintIdentity() id!: bigint;
  @Column({ name: 'receipt_id', type: 'bigint', transformer: bigintTransformer }) receiptId!: bigint;
  @Column({ name: 'user_id', type: 'bigint', transformer: bigintTransformer }) userId!: bigint;
  @Column({ type: 'bigint', transformer: bigintTransformer }) amount!: bigint;
  @Column({ name: 'usable_at', type: 'timestamptz' }) usableAt!: Date;
  @Column({ type: 'enum', enum: PAYMENT_HOLD_STATES, enumName: 'payment_hold_state', default: 'WAITING' })
  state!: PaymentHoldState;

  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true }) endedAt!: Date | null;
}
