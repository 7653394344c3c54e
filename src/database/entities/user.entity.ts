import { Column, Entity } from 'typeorm';
import type { Language } from '../../domain/language';
import { BigintIdentity, bigintTransformer } from './bigint-column';

/** A buyer, known by his Telegram id. */
@Entity('users')
export class User {
  @BigintIdentity() id!: bigint;

  @Column({ name: 'telegram_id', type: 'bigint', nullable: true, transformer: bigintTransformer })
  telegramId!: bigint | null;

  @Column({ name: 'first_name', type: 'text', default: '' }) firstName!: string;
  @Column({ name: 'last_name', type: 'text', nullable: true }) lastName!: string | null;
  @Column({ type: 'text', nullable: true }) username!: string | null;
  @Column({ type: 'text', default: 'en' }) language!: Language;
  @Column({ name: 'language_chosen', type: 'boolean', default: false }) languageChosen!: boolean;
  @Column({ name: 'is_banned', type: 'boolean', default: false }) isBanned!: boolean;
  @Column({ name: 'is_blocking_bot', type: 'boolean', default: false }) isBlockingBot!: boolean;
  @Column({ name: 'buying_paused_until', type: 'timestamptz', nullable: true }) buyingPausedUntil!: Date | null;
  @Column({ name: 'joined_via', type: 'text', nullable: true }) joinedVia!: string | null;
  /** Of the links by which this user brings others. */
  @Column({ name: 'referral_code', type: 'text', nullable: true }) referralCode!: string | null;
  /** Who brought this user. */
  @Column({ name: 'invited_by', type: 'bigint', nullable: true, transformer: bigintTransformer })
  invitedBy!: bigint | null;

  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'last_seen_at', type: 'timestamptz' }) lastSeenAt!: Date;
  @Column({ name: 'erased_at', type: 'timestamptz', nullable: true }) erasedAt!: Date | null;
}
