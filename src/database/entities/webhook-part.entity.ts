import { Check, Column, Entity, Index, JoinColumn, ManyToOne, type Relation, Unique } from 'typeorm';
import { BigintIdentity } from './bigint-column';
import { Provider } from './provider.entity';

/** One part of a long SMS, until its other parts are there. */
@Entity('webhook_parts')
@Unique('webhook_parts_dedupe_key', ['providerId', 'dedupeKey'])
@Check('webhook_parts_range', 'part >= 1 AND part <= total AND total <= 255')
@Index('webhook_parts_open_idx', ['providerId', 'groupKey'], { where: 'joined_at IS NULL' })
@Index('webhook_parts_stored_idx', ['storedAt'])
export class WebhookPart {
  @BigintIdentity()
  id!: bigint;

  @Column({ name: 'provider_id', type: 'integer' })
  providerId!: number;

  @Column({ name: 'dedupe_key', type: 'text' })
  dedupeKey!: string;

  @Column({ name: 'group_key', type: 'text' })
  groupKey!: string;

  @Column({ type: 'integer' })
  part!: number;

  @Column({ type: 'integer' })
  total!: number;

  @Column({ type: 'text' })
  phone!: string;

  @Column({ type: 'text', nullable: true })
  sender!: string | null;

  @Column({ type: 'text' })
  text!: string;

  @Column({ name: 'received_at', type: 'timestamptz', nullable: true })
  receivedAt!: Date | null;

  @Column({ name: 'stored_at', type: 'timestamptz' })
  storedAt!: Date;

  @Column({ name: 'joined_at', type: 'timestamptz', nullable: true })
  joinedAt!: Date | null;

  @ManyToOne(() => Provider, { nullable: false })
  @JoinColumn({ name: 'provider_id', foreignKeyConstraintName: 'webhook_parts_provider_fk' })
  provider!: Relation<Provider>;
}
