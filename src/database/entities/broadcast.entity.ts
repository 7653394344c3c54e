import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { BROADCAST_STATUSES, type BroadcastStatus } from '../../domain/broadcast/broadcast-status';
import { bigintTransformer } from './bigint-column';

/** A url button. */
export interface BroadcastButton {
  readonly text: string;
  readonly url: string;
}

/** One message to many, and how far it is. */
@Entity('broadcasts')
export class Broadcast {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' }) id!: number;
  @Column({ type: 'text' }) text!: string;
  @Column({ type: 'jsonb', default: [] }) entities!: readonly unknown[];

  @Column({ type: 'jsonb', default: [] })
  /** Telegram shows each row side by side. */
  buttons!: readonly (readonly BroadcastButton[])[];

  @Column({ type: 'text', array: true, nullable: true }) languages!: string[] | null;
  @Column({ name: 'seen_within_days', type: 'integer', nullable: true }) seenWithinDays!: number | null;

  @Column({ name: 'min_available', type: 'bigint', nullable: true, transformer: bigintTransformer })
  minAvailable!: bigint | null;

  @Column({ name: 'max_available', type: 'bigint', nullable: true, transformer: bigintTransformer })
  maxAvailable!: bigint | null;

  @Column({ type: 'enum', enum: BROADCAST_STATUSES, enumName: 'broadcast_status', default: 'DRAFT' })
  status!: BroadcastStatus;

  @Column({ name: 'audience_count', type: 'integer', default: 0 }) audienceCount!: number;
  @Column({ name: 'sent_count', type: 'integer', default: 0 }) sentCount!: number;
  @Column({ name: 'blocked_count', type: 'integer', default: 0 }) blockedCount!: number;
  @Column({ name: 'failed_count', type: 'integer', default: 0 }) failedCount!: number;
  @Column({ name: 'dropped_count', type: 'integer', default: 0 }) droppedCount!: number;
  @Column({ name: 'cursor_user_id', type: 'bigint', default: 0, transformer: bigintTransformer }) cursorUserId!: bigint;
  @Column({ name: 'last_user_id', type: 'bigint', default: 0, transformer: bigintTransformer }) lastUserId!: bigint;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'started_at', type: 'timestamptz', nullable: true }) startedAt!: Date | null;
  @Column({ name: 'resumed_at', type: 'timestamptz', nullable: true }) resumedAt!: Date | null;
  @Column({ name: 'done_at_resume', type: 'integer', default: 0 }) doneAtResume!: number;
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true }) endedAt!: Date | null;
}
