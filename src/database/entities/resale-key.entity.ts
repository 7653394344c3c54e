import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import {
  REPEATED_ORDER_RULES,
  RESALE_SCOPES,
  RESALE_WORDINGS,
  type RepeatedOrderRule,
  type ResaleScope,
  type ResaleWording,
} from '../../domain/resale/resale-words';
import { bigintTransformer } from './bigint-column';

/** A user's key, by which a program of theirs buys from their wallet. Only its hash is kept. */
@Entity('resale_keys')
export class ResaleKey {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'ALWAYS' }) id!: number;
  @Column({ name: 'user_id', type: 'bigint', transformer: bigintTransformer }) userId!: bigint;
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'bytea', select: false }) hash!: Buffer;
  /** Its last four letters. */
  @Column({ type: 'text' }) hint!: string;
  @Column({ type: 'enum', enum: RESALE_SCOPES, enumName: 'resale_scope', array: true }) scopes!: ResaleScope[];
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true }) expiresAt!: Date | null;
  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true }) revokedAt!: Date | null;
  /** Networks that it may come from; empty: from anywhere. */
  @Column({ type: 'inet', array: true, default: [] }) addresses!: string[];

  /** What it may spend a day (UTC). */
  @Column({ name: 'daily_cap', type: 'bigint', nullable: true, transformer: bigintTransformer })
  dailyCap!: bigint | null;

  @Column({ name: 'price_group_id', type: 'integer', nullable: true }) priceGroupId!: number | null;

  @Column({ type: 'enum', enum: RESALE_WORDINGS, enumName: 'resale_wording', default: 'CLASSIC' })
  wording!: ResaleWording;

  @Column({
    name: 'repeated_order',
    type: 'enum',
    enum: REPEATED_ORDER_RULES,
    enumName: 'repeated_order_rule',
    default: 'SAME',
  })
  repeatedOrder!: RepeatedOrderRule;

  /** The chat is not told of its orders. */
  @Column({ name: 'is_quiet', type: 'boolean', default: false }) isQuiet!: boolean;
  @Column({ name: 'last_used_at', type: 'timestamptz', nullable: true }) lastUsedAt!: Date | null;
}
