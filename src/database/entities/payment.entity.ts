import { Column, Entity } from 'typeorm';
import { PAYMENT_STATUSES, type PaymentStatus } from '../../domain/payment/payment-status';
import { BigintIdentity, bigintTransformer } from './bigint-column';
import { trimmedDecimal } from './decimal-column';

/** What a buyer began to pay in. Receipts say what came of it. */
@Entity('payments')
export class Payment {
  @BigintIdentity() id!: bigint;
  @Column({ type: 'text' }) key!: string;
  /** What Telegram and providers know it by; never shown. */
  @Column({ type: 'text' }) token!: string;
  @Column({ name: 'user_id', type: 'bigint', transformer: bigintTransformer }) userId!: bigint;
  @Column({ name: 'method_id', type: 'integer' }) methodId!: number;
  @Column({ type: 'bigint', transformer: bigintTransformer }) amount!: bigint;
  @Column({ type: 'bigint', default: 0, transformer: bigintTransformer }) bonus!: bigint;
  /** In `currency`, by `rate`. */
  @Column({ type: 'numeric' }) price!: string;
  @Column({ type: 'text' }) currency!: string;
  @Column({ type: 'numeric', precision: 16, scale: 10, transformer: trimmedDecimal }) rate!: string;
  @Column({ name: 'external_id', type: 'text', nullable: true }) externalId!: string | null;
  @Column({ name: 'pay_url', type: 'text', nullable: true }) payUrl!: string | null;

  @Column({ type: 'enum', enum: PAYMENT_STATUSES, enumName: 'payment_status', default: 'OPEN' }) status!: PaymentStatus;
  @Column({ type: 'bigint', default: 0, transformer: bigintTransformer }) credited!: bigint;
  @Column({ name: 'approved_at', type: 'timestamptz', nullable: true }) approvedAt!: Date | null;
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt!: Date;

  /** The purchase that lacked this money, at the price that was shown. */
  @Column({ name: 'offer_id', type: 'integer', nullable: true }) offerId!: number | null;
  @Column({ name: 'offer_price', type: 'bigint', nullable: true, transformer: bigintTransformer })
  offerPrice!: bigint | null;

  /** When the provider is asked next; null: never again. */
  @Column({ name: 'read_at', type: 'timestamptz', nullable: true }) readAt!: Date | null;
  @Column({ type: 'integer', default: 0 }) reads!: number;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true }) endedAt!: Date | null;
}
