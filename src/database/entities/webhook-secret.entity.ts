import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A secret that stands in the address of a provider's webhook; only its hash is kept. */
@Entity('webhook_secrets')
export class WebhookSecret {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'ALWAYS' }) id!: number;
  @Column({ name: 'provider_id', type: 'integer' }) providerId!: number;
  @Column({ type: 'bytea' }) hash!: Buffer;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'valid_until', type: 'timestamptz', nullable: true }) validUntil!: Date | null;
}
