import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Provider } from './provider.entity';

/** An SMS as one of several ways showed it, for providers whose SMS a chat repeats. */
@Entity('mirrored_messages')
@Check('mirrored_messages_feed_known', `feed = ANY (ARRAY['DIRECT'::text, 'CHAT'::text])`)
@Index('mirrored_messages_twin_once', ['providerId', 'twinOf'], {
  unique: true,
  where: `feed = 'DIRECT' AND twin_of IS NOT NULL`,
})
@Index('mirrored_messages_twin_idx', ['providerId', 'twinKey', 'seenAt'])
@Index('mirrored_messages_seen_idx', ['seenAt'], { where: 'twin_of IS NULL' })
export class MirroredMessage {
  @PrimaryColumn({ name: 'provider_id', type: 'integer', primaryKeyConstraintName: 'mirrored_messages_pk' })
  providerId!: number;

  @PrimaryColumn({ name: 'dedupe_key', type: 'text', primaryKeyConstraintName: 'mirrored_messages_pk' })
  dedupeKey!: string;

  @Column({ type: 'text' })
  feed!: string;

  @Column({ name: 'twin_key', type: 'bytea' })
  twinKey!: Buffer;

  @Column({ name: 'twin_of', type: 'text', nullable: true })
  twinOf!: string | null;

  @Column({ name: 'seen_at', type: 'timestamptz' })
  seenAt!: Date;

  @ManyToOne(() => Provider, { nullable: false })
  @JoinColumn({ name: 'provider_id', foreignKeyConstraintName: 'mirrored_messages_provider_fk' })
  provider!: Relation<Provider>;
}
