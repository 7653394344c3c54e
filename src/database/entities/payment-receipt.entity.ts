import { Column, Entity } from 'typeorm';
import { BigintIdentity, bigintTransformer } from './bigint-column';

/** Money that arrived: one row each, unique in its method for ever. */
@Entity('payment_receipts')
export class PaymentReceipt {
  @BigintIdentity() id!: bigint;
  @Column({ name: 'method_id', type: 'integer' }) methodId!: number;
  @Column({ name: 'receipt_key', type: 'text' }) receiptKey!: string;
  @Column({ name: 'payment_id', type: 'bigint', nullable: true, transformer: bigintTransformer })
  paymentId!: bigint | null;

  @Column({ name: 'user_id', type: 'bigint', nullable: true, transformer: bigintTransformer }) userId!: bigint | null;
  @Column({ type: 'numeric' }) received!: string;
  @Column({ type: 'text' }) currency!: string;
  /** Credited, in the shop's currency; null: nobody's yet, see `unclaimed`. */
  @Column({ type: 'bigint', nullable: true, transformer: bigintTransformer }) amount!: bigint | null;
  @Column({ type: 'bigint', default: 0, transformer: bigintTransformer }) bonus!: bigint;
  @Column({ type: 'text', nullable: true }) unclaimed!: string | null;
  /** Of the amount: given back, or taken back by the provider. */
  @Column({ type: 'bigint', default: 0, transformer: bigintTransformer }) returned!: bigint;
  /** What the provider kept of it, in the shop's currency; null: it does not say. */
  @Column({ type: 'bigint', nullable: true, transformer: bigintTransformer }) fee!: bigint | null;
  @Column({ name: 'arrived_at', type: 'timestamptz' }) arrivedAt!: Date;
  /** A keyed hash of the card or account that paid; null: the provider does not say. */
  @Column({ name: 'payer_mark', type: 'bytea', nullable: true }) payerMark!: Buffer | null;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}
