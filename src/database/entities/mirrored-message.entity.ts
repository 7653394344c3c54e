import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An SMS as one of several ways showed it, for providers whose SMS a chat repeats. */
@Entity('mirrored_messages')
export class MirroredMessage {
  @PrimaryColumn({ name: 'provider_id', type: 'integer', primaryKeyConstraintName: 'mirrored_messages_pk' })
  providerId!: number;

  @PrimaryColumn({ name: 'dedupe_key', type: 'text', primaryKeyConstraintName: 'mirrored_messages_pk' })
  dedupeKey!: string;

  @Column({ type: 'text' }) feed!: string;
  @Column({ name: 'twin_key', type: 'bytea' }) twinKey!: Buffer;
  @Column({ name: 'twin_of', type: 'text', nullable: true }) twinOf!: string | null;
  @Column({ name: 'seen_at', type: 'timestamptz' }) seenAt!: Date;
}
