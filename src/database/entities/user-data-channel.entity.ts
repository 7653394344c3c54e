import { Check, Column, Entity, Index, JoinColumn, OneToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { UserDataField } from '../../domain/channel/user-data-fields';
import type { Language } from '../../domain/language';
import { Channel } from './channel.entity';

/** A channel into which user information is posted by itself; at most one is active. */
@Entity('user_data_channels')
@Check(
  'user_data_channels_fields_known',
  `cardinality(fields) > 0 AND fields <@ ARRAY['id', 'name', 'username', 'joined', 'balance', 'service', 'country', 'number']`,
)
@Check('user_data_channels_language_known', `language IN ('en', 'ar', 'ru')`)
@Index('user_data_channels_one_active', ['isActive'], { unique: true, where: 'is_active' })
export class UserDataChannel {
  @PrimaryColumn({ name: 'channel_id', type: 'integer' })
  channelId!: number;

  @Column({ name: 'is_active', type: 'boolean', default: true })
  isActive!: boolean;

  @Column({ type: 'text', array: true })
  fields!: UserDataField[];

  @Column({ type: 'text', default: 'en' })
  language!: Language;

  @Column({ name: 'summary_due_at', type: 'timestamptz', nullable: true })
  summaryDueAt!: Date | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @OneToOne(() => Channel)
  @JoinColumn({ name: 'channel_id', foreignKeyConstraintName: 'user_data_channels_channel_fk' })
  channel!: Relation<Channel>;
}
