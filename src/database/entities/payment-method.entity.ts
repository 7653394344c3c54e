import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { bigintTransformer } from './bigint-column';
import { trimmedDecimal } from './decimal-column';

/** A way to pay in: Telegram Stars, or an account at a payment provider; everything about it is data. */
@Entity('payment_methods')
export class PaymentMethod {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'ALWAYS' }) id!: number;
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'text' }) protocol!: string;
  @Column({ name: 'base_url', type: 'text', default: '' }) baseUrl!: string;
  @Column({ name: 'api_key_sealed', type: 'bytea', nullable: true }) apiKeySealed!: Buffer | null;
  @Column({ name: 'webhook_key_sealed', type: 'bytea', nullable: true }) webhookKeySealed!: Buffer | null;
  @Column({ type: 'jsonb', default: {} }) options!: Record<string, unknown>;
  /** In which its invoices are priced: ISO 4217, a coin, or XTR for Stars. */
  @Column({ type: 'text' }) currency!: string;

  /** What one unit of that is worth in the shop's currency. */
  @Column({ type: 'numeric', precision: 16, scale: 10, default: 1, transformer: trimmedDecimal }) rate!: string;
  @Column({ name: 'rate_at', type: 'timestamptz' }) rateAt!: Date;

  @Column({ name: 'min_amount', type: 'bigint', default: 10_000, transformer: bigintTransformer }) minAmount!: bigint;
  @Column({ name: 'max_amount', type: 'bigint', default: 10_000_000, transformer: bigintTransformer })
  maxAmount!: bigint;

  /** From this amount on there is a bonus; null: never. */
  @Column({ name: 'bonus_from', type: 'bigint', nullable: true, transformer: bigintTransformer })
  bonusFrom!: bigint | null;

  @Column({ name: 'bonus_percent', type: 'integer', default: 0 }) bonusPercent!: number;
  @Column({ name: 'invoice_minutes', type: 'integer', default: 30 }) invoiceMinutes!: number;
  /** For so long after somebody's first payment by it nothing of it can be spent; null: a day for cards, else 0. */
  @Column({ name: 'first_hold_hours', type: 'integer', nullable: true }) firstHoldHours!: number | null;
  /** All that somebody may pay in by it until their first payment is so old; null: no limit. */
  @Column({ name: 'new_payer_most', type: 'bigint', nullable: true, transformer: bigintTransformer })
  newPayerMost!: bigint | null;

  @Column({ name: 'new_payer_days', type: 'integer', default: 30 }) newPayerDays!: number;
  /** By one person in 24 hours; null: no limit. */
  @Column({ name: 'most_a_day', type: 'bigint', nullable: true, transformer: bigintTransformer })
  mostADay!: bigint | null;

  /** After so many failed payments in 24 hours somebody waits; null: never. */
  @Column({ name: 'failures_a_day', type: 'integer', nullable: true }) failuresADay!: number | null;
  @Column({ name: 'timeout_ms', type: 'integer', default: 10_000 }) timeoutMs!: number;
  @Column({ type: 'integer', default: 0 }) position!: number;
  /** The operator was told what Telegram's terms say of digital goods. */
  @Column({ name: 'accepts_terms', type: 'boolean', default: false }) acceptsTerms!: boolean;
  @Column({ name: 'is_active', type: 'boolean', default: false }) isActive!: boolean;
  @Column({ type: 'integer', default: 1 }) revision!: number;
  @Column({ name: 'last_fault', type: 'text', nullable: true }) lastFault!: string | null;

  /** Up to where its own list of transactions has been compared with ours, and when. */
  @Column({ name: 'list_cursor', type: 'text', nullable: true }) listCursor!: string | null;
  @Column({ name: 'listed_at', type: 'timestamptz', nullable: true }) listedAt!: Date | null;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}
