import { Column, Entity, PrimaryColumn } from 'typeorm';
import { MEMBERSHIP_STATUSES, type MembershipStatus } from '../../domain/enum-values';
import { bigintTransformer } from './bigint-column';

/** The last known answer about a membership. `checkedAt` is the moment it was asked, or its update was received. */
@Entity('telegram_memberships')
export class TelegramMembership {
  @PrimaryColumn({ name: 'channel_id', type: 'bigint', transformer: bigintTransformer }) channelId!: bigint;
  @PrimaryColumn({ name: 'telegram_id', type: 'bigint', transformer: bigintTransformer }) telegramId!: bigint;
  @Column({ type: 'enum', enum: MEMBERSHIP_STATUSES, enumName: 'membership_status' }) status!: MembershipStatus;
  @Column({ name: 'checked_at', type: 'timestamptz' }) checkedAt!: Date;

  /** Since then they wait for an admin of the channel to let them in, as far as Telegram tells. */
  @Column({ name: 'requested_at', type: 'timestamptz', nullable: true }) requestedAt!: Date | null;
}
