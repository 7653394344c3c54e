import { Column, Entity } from 'typeorm';
import { BigintIdentity } from './bigint-column';

/** A delivery of a payment provider: stored, answered, and looked into afterwards. */
@Entity('payment_events')
export class PaymentEvent {
  @BigintIdentity() id!: bigint;
  @Column({ name: 'method_id', type: 'integer' }) methodId!: number;
  @Column({ name: 'event_key', type: 'text' }) eventKey!: string;
  @Column({ name: 'external_id', type: 'text', nullable: true }) externalId!: string | null;
  @Column({ type: 'text', nullable: true }) token!: string | null;
  /** Where the provider cannot be asked: what it signed. */
  @Column({ type: 'jsonb', nullable: true }) snapshot!: Readonly<Record<string, unknown>> | null;
  @Column({ type: 'bytea', nullable: true }) sealed!: Buffer | null;
  @Column({ name: 'received_at', type: 'timestamptz' }) receivedAt!: Date;
  @Column({ name: 'due_at', type: 'timestamptz', nullable: true }) dueAt!: Date | null;
  @Column({ type: 'integer', default: 0 }) tries!: number;
  @Column({ type: 'text', nullable: true }) problem!: string | null;
}
