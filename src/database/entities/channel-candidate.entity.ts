import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintTransformer } from './bigint-column';

/** A channel or group where somebody made the bot an admin, or took that back. */
@Entity('channel_candidates')
export class ChannelCandidate {
  /** The marked id. */
  @PrimaryColumn({ name: 'telegram_id', type: 'bigint', transformer: bigintTransformer }) telegramId!: bigint;
  @Column({ type: 'text', nullable: true }) title!: string | null;
  @Column({ name: 'is_admin', type: 'boolean' }) isAdmin!: boolean;
  @Column({ name: 'actor_id', type: 'bigint', transformer: bigintTransformer }) actorId!: bigint;
  @Column({ name: 'seen_at', type: 'timestamptz' }) seenAt!: Date;
}
