import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation, Unique } from 'typeorm';
import { BigintIdentity, bigintTransformer } from './bigint-column';
import { User } from './user.entity';

/** A post of ours in a channel, so that it can be deleted again. */
@Entity('channel_posts')
@Unique('channel_posts_outbox_key_key', ['outboxKey'])
@Index('channel_posts_place_idx', ['chatId', 'messageId'])
@Index('channel_posts_user_idx', ['userId'], { where: 'user_id IS NOT NULL' })
export class ChannelPost {
  @BigintIdentity()
  id!: bigint;

  @Column({ name: 'outbox_key', type: 'text' })
  outboxKey!: string;

  @Column({ name: 'chat_id', type: 'bigint', transformer: bigintTransformer })
  chatId!: bigint;

  @Column({ name: 'user_id', type: 'bigint', nullable: true, transformer: bigintTransformer })
  userId!: bigint | null;

  @Column({ name: 'message_id', type: 'integer', nullable: true })
  messageId!: number | null;

  @Column({ name: 'sent_at', type: 'timestamptz' })
  sentAt!: Date;

  @ManyToOne(() => User)
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'channel_posts_user_fk' })
  user!: Relation<User> | null;
}
