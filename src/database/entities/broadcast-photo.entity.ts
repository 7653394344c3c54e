import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The picture of a broadcast. */
@Entity('broadcast_photos')
export class BroadcastPhoto {
  @PrimaryColumn({ name: 'broadcast_id', type: 'integer' }) broadcastId!: number;
  @Column({ type: 'bytea' }) content!: Buffer;

  /** What Telegram knows it by. */
  @Column({ type: 'jsonb', nullable: true }) reference!: unknown;
  @Column({ name: 'updated_at', type: 'timestamptz' }) updatedAt!: Date;
}
