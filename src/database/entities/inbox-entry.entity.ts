import { Column, Entity } from 'typeorm';
import { INBOX_STATES, type InboxState } from '../../domain/enum-values';
import { BigintIdentity, bigintTransformer } from './bigint-column';

/** An update received from Telegram. */
@Entity('inbox')
export class InboxEntry {
  @BigintIdentity() id!: bigint;
  @Column({ name: 'dedupe_key', type: 'text' }) dedupeKey!: string;
  @Column({ name: 'telegram_id', type: 'bigint', transformer: bigintTransformer }) telegramId!: bigint;
  @Column({ type: 'text' }) kind!: string;
  @Column({ type: 'jsonb' }) payload!: Record<string, unknown>;
  @Column({ type: 'enum', enum: INBOX_STATES, enumName: 'inbox_state', default: 'WAITING' }) state!: InboxState;
  @Column({ type: 'integer', default: 0 }) attempts!: number;
  @Column({ name: 'received_at', type: 'timestamptz' }) receivedAt!: Date;
  @Column({ name: 'handled_at', type: 'timestamptz', nullable: true }) handledAt!: Date | null;
  @Column({ type: 'text', nullable: true }) failure!: string | null;
}
