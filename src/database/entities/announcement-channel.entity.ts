import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { AnnouncementKind } from '../../domain/channel/announcement-kind';
import type { Language } from '../../domain/language';
import { Channel } from './channel.entity';

/** A channel to which news of the catalogue are posted by themselves. */
@Entity('announcement_channels')
export class AnnouncementChannel {
  @PrimaryColumn({ name: 'channel_id', type: 'integer' }) channelId!: number;
  @Column({ name: 'is_active', type: 'boolean', default: true }) isActive!: boolean;
  @Column({ type: 'text', array: true }) kinds!: AnnouncementKind[];
  @Column({ type: 'text', default: 'en' }) language!: Language;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;

  @OneToOne(() => Channel)
  @JoinColumn({ name: 'channel_id', foreignKeyConstraintName: 'announcement_channels_channel_fk' })
  channel!: Relation<Channel>;
}
