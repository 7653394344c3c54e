import { Column, Entity } from 'typeorm';
import { BigintIdentity, bigintTransformer } from './bigint-column';

/** One use of a promo code by one user. */
@Entity('promo_uses')
export class PromoUse {
  @BigintIdentity() id!: bigint;
  @Column({ name: 'code_id', type: 'integer' }) codeId!: number;
  @Column({ name: 'user_id', type: 'bigint', transformer: bigintTransformer }) userId!: bigint;
  /** The first use of this code by this user, the second ... */
  @Column({ type: 'integer' }) n!: number;
  /** Of a bonus: the payment that it came with; null: it waits for one. */
  @Column({ name: 'payment_id', type: 'bigint', nullable: true, transformer: bigintTransformer })
  paymentId!: bigint | null;

  /** Of a discount: the purchase that has it, and what it saves there. */
  @Column({ name: 'reservation_id', type: 'bigint', nullable: true, transformer: bigintTransformer })
  reservationId!: bigint | null;

  @Column({ type: 'bigint', nullable: true, transformer: bigintTransformer }) discount!: bigint | null;
  /** The purchase ended without a code: the use counts no more. */
  @Column({ name: 'released_at', type: 'timestamptz', nullable: true }) releasedAt!: Date | null;
  /** A late code at the price agreed before, when no use was left: it is not counted. */
  @Column({ name: 'is_beyond', type: 'boolean', default: false }) isBeyond!: boolean;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}
