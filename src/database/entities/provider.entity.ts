import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { PROVIDER_MODES, type ProviderMode } from '../../domain/enum-values';
import { bigintTransformer } from './bigint-column';
import { trimmedDecimal } from './decimal-column';

/** A supplier of numbers or messages; everything about it is data. */
@Entity('providers')
export class Provider {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'ALWAYS' }) id!: number;
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'text' }) protocol!: string;
  @Column({ name: 'base_url', type: 'text' }) baseUrl!: string;
  @Column({ name: 'api_key_sealed', type: 'bytea', nullable: true }) apiKeySealed!: Buffer | null;
  @Column({ name: 'webhook_key_sealed', type: 'bytea', nullable: true }) webhookKeySealed!: Buffer | null;
  @Column({ name: 'webhook_seen_at', type: 'timestamptz', nullable: true }) webhookSeenAt!: Date | null;
  @Column({ name: 'webhook_missed_at', type: 'timestamptz', nullable: true }) webhookMissedAt!: Date | null;
  @Column({ type: 'enum', enum: PROVIDER_MODES, enumName: 'provider_mode', default: 'POLL' }) mode!: ProviderMode;
  @Column({ type: 'jsonb', default: {} }) options!: Record<string, unknown>;
  @Column({ name: 'poll_interval_ms', type: 'integer', default: 3000 }) pollIntervalMs!: number;
  @Column({ name: 'timeout_ms', type: 'integer', default: 10000 }) timeoutMs!: number;
  @Column({ name: 'budget_per_second', type: 'real', default: 5 }) budgetPerSecond!: number;
  @Column({ name: 'budget_burst', type: 'integer', default: 10 }) budgetBurst!: number;
  @Column({ name: 'early_cancel_s', type: 'integer', default: 120 }) earlyCancelS!: number;
  @Column({ name: 'is_active', type: 'boolean', default: true }) isActive!: boolean;
  @Column({ type: 'integer', default: 1 }) revision!: number;
  @Column({ name: 'paused_until', type: 'timestamptz', nullable: true }) pausedUntil!: Date | null;
  @Column({ name: 'pause_reason', type: 'text', nullable: true }) pauseReason!: string | null;
  @Column({ name: 'last_fault', type: 'text', nullable: true }) lastFault!: string | null;
  @Column({ name: 'next_poll_at', type: 'timestamptz' }) nextPollAt!: Date;
  @Column({ name: 'poll_leased_until', type: 'timestamptz', nullable: true }) pollLeasedUntil!: Date | null;
  @Column({ name: 'poll_cursor', type: 'text', nullable: true }) pollCursor!: string | null;
  @Column({ name: 'poll_failures', type: 'integer', default: 0 }) pollFailures!: number;
  @Column({ type: 'bigint', nullable: true, transformer: bigintTransformer }) balance!: bigint | null;

  /** Below this the operator is told. */
  @Column({ name: 'balance_low', type: 'bigint', nullable: true, transformer: bigintTransformer })
  balanceLow!: bigint | null;

  @Column({ name: 'balance_at', type: 'timestamptz', nullable: true }) balanceAt!: Date | null;

  /** When its lists were last read, when they are due, and why they could not be read. */
  @Column({ name: 'catalogue_at', type: 'timestamptz', nullable: true }) catalogueAt!: Date | null;
  @Column({ name: 'catalogue_due_at', type: 'timestamptz', nullable: true }) catalogueDueAt!: Date | null;
  @Column({ name: 'catalogue_fault', type: 'text', nullable: true }) catalogueFault!: string | null;

  /** In which its prices are; null: in the shop's. */
  @Column({ type: 'text', nullable: true }) currency!: string | null;

  /** What one unit of that currency is worth in the shop's. Without it nothing is bought there. */
  @Column({
    name: 'exchange_rate',
    type: 'numeric',
    precision: 16,
    scale: 10,
    nullable: true,
    transformer: trimmedDecimal,
  })
  exchangeRate!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}
