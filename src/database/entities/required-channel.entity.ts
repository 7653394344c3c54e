import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Channel } from './channel.entity';

/** A channel that everybody must have joined before he buys. */
@Entity('required_channels')
export class RequiredChannel {
  @PrimaryColumn({ name: 'channel_id', type: 'integer' })
  channelId!: number;

  @Column({ type: 'integer', default: 0 })
  position!: number;

  @Column({ name: 'is_active', type: 'boolean', default: true })
  isActive!: boolean;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @OneToOne(() => Channel, { nullable: false })
  @JoinColumn({ name: 'channel_id', foreignKeyConstraintName: 'required_channels_channel_fk' })
  channel!: Relation<Channel>;
}
