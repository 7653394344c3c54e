import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { bigintTransformer } from './bigint-column';

/** A channel or supergroup that the shop uses for something; for what, say the tables that refer to it. */
@Entity('channels')
export class Channel {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'ALWAYS' }) id!: number;

  /** The marked id: -100 followed by Telegram's. */
  @Column({ name: 'telegram_id', type: 'bigint', transformer: bigintTransformer }) telegramId!: bigint;
  @Column({ type: 'text' }) title!: string;
  @Column({ type: 'text', nullable: true }) username!: string | null;
  @Column({ name: 'invite_link', type: 'text', nullable: true }) inviteLink!: string | null;
  @Column({ name: 'is_group', type: 'boolean' }) isGroup!: boolean;

  /** Why the bot cannot see who is in it; null while it can. */
  @Column({ type: 'text', nullable: true }) trouble!: string | null;
  @Column({ name: 'trouble_at', type: 'timestamptz', nullable: true }) troubleAt!: Date | null;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}
