import { Column, Entity } from 'typeorm';
import {
  NUMBER_ORIGINS,
  NUMBER_STATUSES,
  type NumberOrigin,
  type NumberStatus,
} from '../../domain/number/number-status';
import { BigintIdentity, bigintTransformer } from './bigint-column';

/** One phone number that we know, for one service. */
@Entity('numbers')
export class PhoneNumber {
  @BigintIdentity() id!: bigint;
  @Column({ name: 'provider_id', type: 'integer' }) providerId!: number;
  @Column({ name: 'service_id', type: 'integer' }) serviceId!: number;
  @Column({ name: 'country_id', type: 'integer' }) countryId!: number;
  @Column({ type: 'text' }) phone!: string;
  @Column({ type: 'enum', enum: NUMBER_ORIGINS, enumName: 'number_origin' }) origin!: NumberOrigin;
  @Column({ type: 'enum', enum: NUMBER_STATUSES, enumName: 'number_status' }) status!: NumberStatus;
  @Column({ name: 'usage_count', type: 'integer', default: 0 }) usageCount!: number;
  @Column({ name: 'expiries_in_a_row', type: 'integer', default: 0 }) expiriesInARow!: number;

  @Column({
    name: 'pick_key',
    type: 'integer',
    default: () => '(floor((random() * (2147483647))))',
  })
  pickKey!: number;

  @Column({ name: 'available_at', type: 'timestamptz', nullable: true }) availableAt!: Date | null;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'deleted_at', type: 'timestamptz', nullable: true }) deletedAt!: Date | null;

  /** The file that brought it, and the act that deleted it; of either the last one. */
  @Column({ name: 'import_id', type: 'bigint', nullable: true, transformer: bigintTransformer })
  importId!: bigint | null;

  @Column({ name: 'deletion_id', type: 'bigint', nullable: true, transformer: bigintTransformer })
  deletionId!: bigint | null;
}
