import { Check, Column, Entity, Index, JoinColumn, ManyToOne, type Relation, Unique } from 'typeorm';
import {
  NUMBER_ORIGINS,
  NUMBER_STATUSES,
  type NumberOrigin,
  type NumberStatus,
} from '../../domain/number/number-status';
import { BigintIdentity, bigintTransformer } from './bigint-column';
import { Country } from './country.entity';
import { Provider } from './provider.entity';
import { Service } from './service.entity';

/** One phone number that we know, for one service. */
@Entity('numbers')
@Unique('numbers_provider_service_phone_key', ['providerId', 'serviceId', 'phone'])
@Check('numbers_phone_form', `phone ~ '^[1-9][0-9]{6,14}$' OR (status = 'DELETED' AND phone = 'erased' || id)`)
@Check('numbers_usage_not_negative', 'usage_count >= 0')
@Index('numbers_due_idx', ['availableAt'], { where: `status IN ('USED', 'QUARANTINED')` })
@Index('numbers_phone_idx', ['phone'])
@Index('numbers_pick_idx', ['providerId', 'serviceId', 'countryId', 'pickKey'], { where: `status = 'AVAILABLE'` })
export class PhoneNumber {
  @BigintIdentity()
  id!: bigint;

  @Column({ name: 'provider_id', type: 'integer' })
  providerId!: number;

  @Column({ name: 'service_id', type: 'integer' })
  serviceId!: number;

  @Column({ name: 'country_id', type: 'integer' })
  countryId!: number;

  @Column({ type: 'text' })
  phone!: string;

  @Column({ type: 'enum', enum: NUMBER_ORIGINS, enumName: 'number_origin' })
  origin!: NumberOrigin;

  @Column({ type: 'enum', enum: NUMBER_STATUSES, enumName: 'number_status' })
  status!: NumberStatus;

  @Column({ name: 'usage_count', type: 'integer', default: 0 })
  usageCount!: number;

  @Column({ name: 'expiries_in_a_row', type: 'integer', default: 0 })
  expiriesInARow!: number;

  @Column({
    name: 'pick_key',
    type: 'integer',
    default: () => '(floor((random() * (2147483647))))',
  })
  pickKey!: number;

  @Column({ name: 'available_at', type: 'timestamptz', nullable: true })
  availableAt!: Date | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'deleted_at', type: 'timestamptz', nullable: true })
  deletedAt!: Date | null;

  /** The file that brought it, and the act that deleted it; of either the last one. */
  @Column({ name: 'import_id', type: 'bigint', nullable: true, transformer: bigintTransformer })
  importId!: bigint | null;

  @Column({ name: 'deletion_id', type: 'bigint', nullable: true, transformer: bigintTransformer })
  deletionId!: bigint | null;

  @ManyToOne(() => Country, { nullable: false })
  @JoinColumn({ name: 'country_id', foreignKeyConstraintName: 'numbers_country_fk' })
  country!: Relation<Country>;

  @ManyToOne(() => Provider, { nullable: false })
  @JoinColumn({ name: 'provider_id', foreignKeyConstraintName: 'numbers_provider_fk' })
  provider!: Relation<Provider>;

  @ManyToOne(() => Service, { nullable: false })
  @JoinColumn({ name: 'service_id', foreignKeyConstraintName: 'numbers_service_fk' })
  service!: Relation<Service>;
}
