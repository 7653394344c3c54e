import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { Provider } from './provider.entity';

/** A secret that stands in the address of a provider's webhook; only its hash is kept. */
@Entity('webhook_secrets')
@Check('webhook_secrets_hash_form', 'octet_length(hash) = 32')
@Index('webhook_secrets_present_once', ['providerId'], { unique: true, where: 'valid_until IS NULL' })
@Index('webhook_secrets_provider_idx', ['providerId'])
export class WebhookSecret {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'ALWAYS' })
  id!: number;

  @Column({ name: 'provider_id', type: 'integer' })
  providerId!: number;

  @Column({ type: 'bytea' })
  hash!: Buffer;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'valid_until', type: 'timestamptz', nullable: true })
  validUntil!: Date | null;

  @ManyToOne(() => Provider, { nullable: false })
  @JoinColumn({ name: 'provider_id', foreignKeyConstraintName: 'webhook_secrets_provider_fk' })
  provider!: Relation<Provider>;
}
