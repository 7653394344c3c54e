import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintTransformer } from './bigint-column';

/** The session of a bot and how far its updates were read. */
@Entity('telegram_sessions')
export class TelegramSession {
  @PrimaryColumn({ name: 'bot_id', type: 'bigint', transformer: bigintTransformer }) botId!: bigint;
  @Column({ name: 'session_sealed', type: 'bytea' }) sessionSealed!: Buffer;
  @Column({ type: 'integer', default: 0 }) pts!: number;
  @Column({ type: 'integer', default: 0 }) qts!: number;
  @Column({ type: 'integer', default: 0 }) date!: number;
  @Column({ type: 'integer', default: 0 }) seq!: number;
  /** The bot's own name, as links need it. */
  @Column({ type: 'text', nullable: true }) username!: string | null;
  @Column({ name: 'updated_at', type: 'timestamptz' }) updatedAt!: Date;
}
