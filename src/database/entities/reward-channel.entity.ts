import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintTransformer } from './bigint-column';

/** A channel whose members get credit, once each. The checks keep what was given within the budgets. */
@Entity('reward_channels')
export class RewardChannel {
  @PrimaryColumn({ name: 'channel_id', type: 'integer' }) channelId!: number;
  @Column({ type: 'bigint', transformer: bigintTransformer }) amount!: bigint;

  @Column({ name: 'budget_total', type: 'bigint', transformer: bigintTransformer, nullable: true })
  budgetTotal!: bigint | null;

  @Column({ name: 'budget_per_day', type: 'bigint', transformer: bigintTransformer, nullable: true })
  budgetPerDay!: bigint | null;

  @Column({ name: 'max_claims_per_day', type: 'integer', nullable: true }) maxClaimsPerDay!: number | null;

  /** Only for people whom the shop has known for so long. */
  @Column({ name: 'min_account_minutes', type: 'integer', default: 0 }) minAccountMinutes!: number;

  /** Who leaves within so many days gives it back; null: never. */
  @Column({ name: 'claw_back_days', type: 'integer', nullable: true }) clawBackDays!: number | null;
  @Column({ type: 'integer', default: 0 }) position!: number;
  @Column({ name: 'is_active', type: 'boolean', default: true }) isActive!: boolean;
  /** Requests to join it are approved by the bot itself. */
  @Column({ name: 'approves_joins', type: 'boolean', default: false }) approvesJoins!: boolean;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ type: 'integer', default: 0 }) claims!: number;
  @Column({ type: 'bigint', transformer: bigintTransformer, default: 0 }) spent!: bigint;

  /** The day (UTC) that the two below are about. */
  @Column({ name: 'counted_day', type: 'date', nullable: true }) countedDay!: string | null;
  @Column({ name: 'claims_today', type: 'integer', default: 0 }) claimsToday!: number;
  @Column({ name: 'spent_today', type: 'bigint', transformer: bigintTransformer, default: 0 }) spentToday!: bigint;
}
