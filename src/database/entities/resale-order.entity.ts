import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { bigintTransformer } from './bigint-column';

/** What an order by a key has besides its reservation. */
@Entity('resale_orders')
export class ResaleOrder {
  /** What clients call an activation. */
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'ALWAYS' }) id!: number;
  @Column({ name: 'key_id', type: 'integer' }) keyId!: number;
  @Column({ name: 'user_id', type: 'bigint', transformer: bigintTransformer }) userId!: bigint;

  /** Null: it only tries the protocol. */
  @Column({ name: 'reservation_id', type: 'bigint', nullable: true, transformer: bigintTransformer })
  reservationId!: bigint | null;

  /** The caller's own name of the order. */
  @Column({ name: 'order_id', type: 'text', nullable: true }) orderId!: string | null;
  @Column({ name: 'input_hash', type: 'bytea' }) inputHash!: Buffer;
  @Column({ name: 'end_customer', type: 'text', nullable: true }) endCustomer!: string | null;
  @Column({ type: 'text', nullable: true }) ref!: string | null;
  /** In small letters; null: any. */
  @Column({ type: 'text', array: true, nullable: true }) operators!: string[] | null;
  @Column({ name: 'avoid_prefixes', type: 'text', array: true, nullable: true }) avoidPrefixes!: string[] | null;

  /** What the key might spend on the day, as it was when this was bought. */
  @Column({ name: 'daily_cap', type: 'bigint', nullable: true, transformer: bigintTransformer })
  dailyCap!: bigint | null;

  /** Where its own program is told of it; null: where that of its key is. */
  @Column({ name: 'webhook_url', type: 'text', nullable: true }) webhookUrl!: string | null;
  @Column({ name: 'test_kind', type: 'text', nullable: true }) testKind!: string | null;
  /** When its buyer said that they need it no more. */
  @Column({ name: 'finished_at', type: 'timestamptz', nullable: true }) finishedAt!: Date | null;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}
