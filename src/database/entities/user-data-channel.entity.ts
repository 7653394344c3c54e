import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { UserDataField } from '../../domain/channel/user-data-fields';
import type { Language } from '../../domain/language';
import { Channel } from './channel.entity';

/** A channel into which user information is posted by itself; at most one is active. */
@Entity('user_data_channels')
export class UserDataChannel {
  @PrimaryColumn({ name: 'channel_id', type: 'integer' }) channelId!: number;
  @Column({ name: 'is_active', type: 'boolean', default: true }) isActive!: boolean;
  @Column({ type: 'text', array: true }) fields!: UserDataField[];
  @Column({ type: 'text', default: 'en' }) language!: Language;
  @Column({ name: 'summary_due_at', type: 'timestamptz', nullable: true }) summaryDueAt!: Date | null;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;

  @OneToOne(() => Channel)
  @JoinColumn({ name: 'channel_id', foreignKeyConstraintName: 'user_data_channels_channel_fk' })
  channel!: Relation<Channel>;
}
