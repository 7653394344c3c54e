import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { bigintTransformer } from './bigint-column';

/** How an offer is supplied by one provider. */
@Entity('routes')
export class Route {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'ALWAYS' }) id!: number;
  @Column({ name: 'offer_id', type: 'integer' }) offerId!: number;
  @Column({ name: 'provider_id', type: 'integer' }) providerId!: number;
  @Column({ name: 'is_pool', type: 'boolean' }) isPool!: boolean;
  @Column({ name: 'service_code', type: 'text', nullable: true }) serviceCode!: string | null;
  @Column({ name: 'country_code', type: 'text', nullable: true }) countryCode!: string | null;
  @Column({ type: 'text', nullable: true }) operator!: string | null;
  @Column({ name: 'max_cost', type: 'bigint', nullable: true, transformer: bigintTransformer }) maxCost!: bigint | null;
  @Column({ type: 'integer', default: 0 }) priority!: number;

  /** Place within the priority, from 1; worked out from what the route brought lately. */
  @Column({ type: 'integer', default: 0 }) rank!: number;

  /** Hardly ever brings a code: tried after the others, whatever its priority. */
  @Column({ name: 'is_failing', type: 'boolean', default: false }) isFailing!: boolean;
  @Column({ name: 'is_active', type: 'boolean', default: true }) isActive!: boolean;
  @Column({ type: 'integer', nullable: true }) stock!: number | null;

  /** What the supplier last asked for a number, in the shop's currency. */
  @Column({ name: 'listed_cost', type: 'bigint', nullable: true, transformer: bigintTransformer })
  listedCost!: bigint | null;

  @Column({ name: 'stock_at', type: 'timestamptz', nullable: true }) stockAt!: Date | null;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}
