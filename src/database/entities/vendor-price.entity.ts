import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintTransformer } from './bigint-column';

/** What a supplier asks for a number and how many it has, of what concerns us. */
@Entity('vendor_prices')
export class VendorPrice {
  @PrimaryColumn({ name: 'provider_id', type: 'integer' }) providerId!: number;
  @PrimaryColumn({ name: 'service_code', type: 'text' }) serviceCode!: string;
  @PrimaryColumn({ name: 'country_code', type: 'text' }) countryCode!: string;
  @Column({ type: 'bigint', transformer: bigintTransformer }) cost!: bigint;
  @Column({ type: 'integer', nullable: true }) stock!: number | null;
  @Column({ name: 'seen_at', type: 'timestamptz' }) seenAt!: Date;
  @Column({ name: 'gone_at', type: 'timestamptz', nullable: true }) goneAt!: Date | null;
}
