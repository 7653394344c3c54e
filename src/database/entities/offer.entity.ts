import {
  Check,
  Column,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  type Relation,
  Unique,
} from 'typeorm';
import { bigintTransformer } from './bigint-column';
import { Country } from './country.entity';
import { Service } from './service.entity';

/** One service in one country at one price. */
@Entity('offers')
@Unique('offers_service_country_key', ['serviceId', 'countryId'])
@Check('offers_price_positive', 'price > 0')
@Index('offers_country_idx', ['countryId'])
export class Offer {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'ALWAYS' })
  id!: number;

  @Column({ name: 'service_id', type: 'integer' })
  serviceId!: number;

  @Column({ name: 'country_id', type: 'integer' })
  countryId!: number;

  @Column({ type: 'bigint', transformer: bigintTransformer })
  price!: bigint;

  @Column({ name: 'is_active', type: 'boolean', default: true })
  isActive!: boolean;

  // What reserving reads, kept ready by the database: whether service and country are on sale, and the first route.
  @Column({ name: 'is_available', type: 'boolean', default: false })
  isAvailable!: boolean;

  @Column({ name: 'timeout_s', type: 'integer', nullable: true })
  timeoutS!: number | null;

  @Column({ name: 'best_route_id', type: 'integer', nullable: true })
  bestRouteId!: number | null;

  @Column({ name: 'best_provider_id', type: 'integer', nullable: true })
  bestProviderId!: number | null;

  @Column({ name: 'best_is_pool', type: 'boolean', nullable: true })
  bestIsPool!: boolean | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @ManyToOne(() => Country, { nullable: false })
  @JoinColumn({ name: 'country_id', foreignKeyConstraintName: 'offers_country_fk' })
  country!: Relation<Country>;

  @ManyToOne(() => Service, { nullable: false })
  @JoinColumn({ name: 'service_id', foreignKeyConstraintName: 'offers_service_fk' })
  service!: Relation<Service>;
}
