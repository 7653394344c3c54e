import { Check, Column, Entity, Index, JoinColumn, ManyToOne, type Relation, Unique } from 'typeorm';
import { OUTBOX_STATES, type OutboxState } from '../../domain/enum-values';
import { BigintIdentity, bigintTransformer } from './bigint-column';
import { Broadcast } from './broadcast.entity';
import { User } from './user.entity';

/** A message to be sent to Telegram. */
@Entity('outbox')
@Unique('outbox_key_key', ['key'])
@Check('outbox_addressed', '(user_id IS NOT NULL) OR (chat_id IS NOT NULL)')
@Check('outbox_lane_known', 'lane IN (0, 1, 2)')
@Index('outbox_broadcast_idx', ['broadcastId'], { where: `state = 'WAITING' AND broadcast_id IS NOT NULL` })
@Index('outbox_done_idx', ['sentAt'], { where: `state <> 'WAITING'` })
// On an expression, which TypeORM cannot state: the migration makes it.
@Index('outbox_edit_idx', { synchronize: false })
@Index('outbox_user_idx', ['userId'], { where: `state = 'WAITING'` })
@Index('outbox_waiting_idx', ['lane', 'dueAt', 'id'], { where: `state = 'WAITING'` })
export class OutboxEntry {
  @BigintIdentity()
  id!: bigint;

  @Column({ type: 'text' })
  key!: string;

  @Column({ type: 'smallint' })
  lane!: number;

  @Column({ name: 'user_id', type: 'bigint', nullable: true, transformer: bigintTransformer })
  userId!: bigint | null;

  @Column({ name: 'chat_id', type: 'bigint', nullable: true, transformer: bigintTransformer })
  chatId!: bigint | null;

  @Column({ name: 'broadcast_id', type: 'integer', nullable: true })
  broadcastId!: number | null;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'jsonb' })
  payload!: Record<string, unknown>;

  @Column({ name: 'random_id', type: 'bigint', transformer: bigintTransformer })
  randomId!: bigint;

  @Column({ type: 'enum', enum: OUTBOX_STATES, enumName: 'outbox_state', default: 'WAITING' })
  state!: OutboxState;

  @Column({ type: 'integer', default: 0 })
  attempts!: number;

  @Column({ name: 'due_at', type: 'timestamptz' })
  dueAt!: Date;

  @Column({ name: 'leased_until', type: 'timestamptz', nullable: true })
  leasedUntil!: Date | null;

  @Column({ name: 'message_id', type: 'integer', nullable: true })
  messageId!: number | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'sent_at', type: 'timestamptz', nullable: true })
  sentAt!: Date | null;

  @Column({ type: 'text', nullable: true })
  failure!: string | null;

  @ManyToOne(() => User)
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'outbox_user_fk' })
  user!: Relation<User> | null;

  @ManyToOne(() => Broadcast)
  @JoinColumn({ name: 'broadcast_id', foreignKeyConstraintName: 'outbox_broadcast_fk' })
  broadcast!: Relation<Broadcast> | null;
}
