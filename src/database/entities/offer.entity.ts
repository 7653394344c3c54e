import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { bigintTransformer } from './bigint-column';

/** One service in one country at one price. */
@Entity('offers')
export class Offer {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'ALWAYS' }) id!: number;
  @Column({ name: 'service_id', type: 'integer' }) serviceId!: number;
  @Column({ name: 'country_id', type: 'integer' }) countryId!: number;
  @Column({ type: 'bigint', transformer: bigintTransformer }) price!: bigint;
  /** The price that its rule gave it. While it stands, the rule gives the next one too; a price set by hand ends that. */
  @Column({ name: 'ruled_price', type: 'bigint', nullable: true, transformer: bigintTransformer })
  ruledPrice!: bigint | null;

  @Column({ name: 'is_active', type: 'boolean', default: true }) isActive!: boolean;

  // What reserving reads, kept ready by the database: whether service and country are on sale, and the first route.
  @Column({ name: 'is_available', type: 'boolean', default: false }) isAvailable!: boolean;
  @Column({ name: 'timeout_s', type: 'integer', nullable: true }) timeoutS!: number | null;
  @Column({ name: 'best_route_id', type: 'integer', nullable: true }) bestRouteId!: number | null;
  @Column({ name: 'best_provider_id', type: 'integer', nullable: true }) bestProviderId!: number | null;
  @Column({ name: 'best_is_pool', type: 'boolean', nullable: true }) bestIsPool!: boolean | null;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}
