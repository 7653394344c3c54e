import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { VENDOR_CHANGE_KINDS, type VendorChangeKind } from '../../domain/pricing/vendor-change-kind';
import { bigintTransformer } from './bigint-column';

/** Something that a supplier's lists say now and did not say before. */
@Entity('vendor_changes')
export class VendorChange {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: bigint;
  @Column({ name: 'provider_id', type: 'integer' }) providerId!: number;
  @Column({ type: 'enum', enum: VENDOR_CHANGE_KINDS, enumName: 'vendor_change_kind' }) kind!: VendorChangeKind;
  @Column({ name: 'service_code', type: 'text', nullable: true }) serviceCode!: string | null;
  @Column({ name: 'country_code', type: 'text', nullable: true }) countryCode!: string | null;
  @Column({ type: 'text' }) name!: string;

  @Column({ name: 'cost_before', type: 'bigint', nullable: true, transformer: bigintTransformer })
  costBefore!: bigint | null;

  @Column({ name: 'cost_after', type: 'bigint', nullable: true, transformer: bigintTransformer })
  costAfter!: bigint | null;

  @Column({ name: 'noted_at', type: 'timestamptz' }) notedAt!: Date;
}
