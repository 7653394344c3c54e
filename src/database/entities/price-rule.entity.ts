import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation, Unique } from 'typeorm';
import { PRICE_RULE_KINDS, type PriceRuleKind } from '../../domain/pricing/price-rule';
import { bigintTransformer } from './bigint-column';
import { Country } from './country.entity';
import { Service } from './service.entity';

/** How a price follows from the cost; at most one for each service and country, or for all of them. */
@Entity('price_rules')
@Unique('price_rules_scope_once', ['serviceId', 'countryId'])
@Check(
  'price_rules_complete',
  `((kind = 'FIXED'::price_rule_kind) AND (fixed_price > 0) AND (fixed_price IS NOT NULL) AND (markup_bp IS NULL)) OR ((kind = 'MARKUP'::price_rule_kind) AND (markup_bp >= 0) AND (markup_bp IS NOT NULL) AND (fixed_price IS NULL))`,
)
@Check('price_rules_minimum_range', 'minimum >= 0')
@Check('price_rules_round_to_positive', 'round_to > 0')
export class PriceRuleRow {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'ALWAYS' })
  id!: number;

  @Column({ name: 'service_id', type: 'integer', nullable: true })
  serviceId!: number | null;

  @Column({ name: 'country_id', type: 'integer', nullable: true })
  countryId!: number | null;

  @Column({ type: 'enum', enum: PRICE_RULE_KINDS, enumName: 'price_rule_kind' })
  kind!: PriceRuleKind;

  @Column({ name: 'fixed_price', type: 'bigint', nullable: true, transformer: bigintTransformer })
  fixedPrice!: bigint | null;

  @Column({ name: 'markup_bp', type: 'integer', nullable: true })
  markupBp!: number | null;

  @Column({ type: 'bigint', default: 0, transformer: bigintTransformer })
  minimum!: bigint;

  @Column({ name: 'round_to', type: 'bigint', default: 1, transformer: bigintTransformer })
  roundTo!: bigint;

  @Column({ name: 'is_active', type: 'boolean', default: true })
  isActive!: boolean;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @ManyToOne(() => Service, { nullable: true })
  @JoinColumn({ name: 'service_id', foreignKeyConstraintName: 'price_rules_service_fk' })
  service!: Relation<Service> | null;

  @ManyToOne(() => Country, { nullable: true })
  @JoinColumn({ name: 'country_id', foreignKeyConstraintName: 'price_rules_country_fk' })
  country!: Relation<Country> | null;
}
