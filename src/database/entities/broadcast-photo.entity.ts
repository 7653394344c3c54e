import { Check, Column, Entity, JoinColumn, OneToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Broadcast } from './broadcast.entity';

/** The picture of a broadcast. */
@Entity('broadcast_photos')
@Check('broadcast_photos_size', '(octet_length(content) >= 1) AND (octet_length(content) <= 5242880)')
export class BroadcastPhoto {
  @PrimaryColumn({ name: 'broadcast_id', type: 'integer' })
  broadcastId!: number;

  @Column({ type: 'bytea' })
  content!: Buffer;

  /** What Telegram knows it by. */
  @Column({ type: 'jsonb', nullable: true })
  reference!: unknown;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;

  @OneToOne(() => Broadcast, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'broadcast_id', foreignKeyConstraintName: 'broadcast_photos_broadcast_fk' })
  broadcast!: Relation<Broadcast>;
}
