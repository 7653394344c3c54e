import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { bigintTransformer } from './bigint-column';
import { Provider } from './provider.entity';

/** What a supplier asks for a number and how many it has, of what concerns us. */
@Entity('vendor_prices')
@Check('vendor_prices_cost_range', 'cost >= 0')
@Check('vendor_prices_stock_range', 'stock >= 0')
export class VendorPrice {
  @PrimaryColumn({ name: 'provider_id', type: 'integer' })
  providerId!: number;

  @PrimaryColumn({ name: 'service_code', type: 'text' })
  serviceCode!: string;

  @PrimaryColumn({ name: 'country_code', type: 'text' })
  countryCode!: string;

  @Column({ type: 'bigint', transformer: bigintTransformer })
  cost!: bigint;

  @Column({ type: 'integer', nullable: true })
  stock!: number | null;

  @Column({ name: 'seen_at', type: 'timestamptz' })
  seenAt!: Date;

  @Column({ name: 'gone_at', type: 'timestamptz', nullable: true })
  goneAt!: Date | null;

  @ManyToOne(() => Provider, { nullable: false })
  @JoinColumn({ name: 'provider_id', foreignKeyConstraintName: 'vendor_prices_provider_fk' })
  provider!: Relation<Provider>;
}
