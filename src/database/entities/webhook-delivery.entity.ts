import { Column, Entity } from 'typeorm';
import { WEBHOOK_STATUSES, type WebhookStatus } from '../../domain/enum-values';
import { BigintIdentity } from './bigint-column';

/** What an unconfirmed delivery says of one SMS. */
export interface StoredClaim {
  readonly dedupeKey: string;
  readonly orderId?: string;
  readonly phone?: string;
  readonly text: string;
  readonly code?: string;
  readonly sender?: string;
}

/** What a supplier delivered to its webhook; the request is kept sealed, so that it can be read again. */
@Entity('webhook_deliveries')
export class WebhookDelivery {
  @BigintIdentity() id!: bigint;
  @Column({ name: 'provider_id', type: 'integer' }) providerId!: number;
  @Column({ type: 'bytea' }) digest!: Buffer;
  @Column({ type: 'bytea' }) sealed!: Buffer;
  @Column({ name: 'body_bytes', type: 'integer' }) bodyBytes!: number;
  @Column({ type: 'enum', enum: WEBHOOK_STATUSES, enumName: 'webhook_status' }) status!: WebhookStatus;
  @Column({ type: 'text', nullable: true }) problem!: string | null;
  @Column({ type: 'integer', default: 0 }) messages!: number;
  @Column({ type: 'integer', default: 1 }) times!: number;
  @Column({ type: 'jsonb', nullable: true }) claims!: StoredClaim[] | null;

  /** Keys of its messages, orders and phones: by these it goes when a person is erased. Null: from before. */
  @Column({ type: 'text', array: true, nullable: true }) about!: string[] | null;
  @Column({ name: 'confirm_due_at', type: 'timestamptz', nullable: true }) confirmDueAt!: Date | null;
  @Column({ name: 'confirm_tries', type: 'integer', default: 0 }) confirmTries!: number;
  @Column({ name: 'replayed_at', type: 'timestamptz', nullable: true }) replayedAt!: Date | null;
  @Column({ name: 'received_at', type: 'timestamptz' }) receivedAt!: Date;
  @Column({ name: 'last_at', type: 'timestamptz' }) lastAt!: Date;
}
