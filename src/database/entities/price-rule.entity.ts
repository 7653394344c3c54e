import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { PRICE_RULE_KINDS, type PriceRuleKind } from '../../domain/pricing/price-rule';
import { bigintTransformer } from './bigint-column';

/** How a price follows from the cost; at most one for each service and country, or for all of them. */
@Entity('price_rules')
export class PriceRuleRow {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'ALWAYS' }) id!: number;
  @Column({ name: 'service_id', type: 'integer', nullable: true }) serviceId!: number | null;
  @Column({ name: 'country_id', type: 'integer', nullable: true }) countryId!: number | null;
  @Column({ type: 'enum', enum: PRICE_RULE_KINDS, enumName: 'price_rule_kind' }) kind!: PriceRuleKind;

  @Column({ name: 'fixed_price', type: 'bigint', nullable: true, transformer: bigintTransformer })
  fixedPrice!: bigint | null;

  @Column({ name: 'markup_bp', type: 'integer', nullable: true }) markupBp!: number | null;
  @Column({ type: 'bigint', default: 0, transformer: bigintTransformer }) minimum!: bigint;
  @Column({ name: 'round_to', type: 'bigint', default: 1, transformer: bigintTransformer }) roundTo!: bigint;
  @Column({ name: 'is_active', type: 'boolean', default: true }) isActive!: boolean;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}
