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
