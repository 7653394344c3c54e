import { Check, Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { ACTOR_TYPES, type ActorType } from '../../domain/enum-values';
import { IMPORT_STATES, type ImportState, type ImportVerdict } from '../../domain/number/number-status';
import { BigintIdentity } from './bigint-column';
import { Country } from './country.entity';
import { Provider } from './provider.entity';
import { Service } from './service.entity';

/** One file of numbers that was read into the pool, or checked. */
@Entity('number_imports')
@Check('number_imports_position_range', 'position BETWEEN 0 AND entries')
@Check('number_imports_end_dated', `(state IN ('DONE', 'FAILED')) = (ended_at IS NOT NULL)`)
@Index('number_imports_open_idx', ['id'], { where: 'ended_at IS NULL' })
export class NumberImport {
  @BigintIdentity()
  id!: bigint;

  @Column({ name: 'provider_id', type: 'integer' })
  providerId!: number;

  @Column({ name: 'service_id', type: 'integer' })
  serviceId!: number;

  @Column({ name: 'country_id', type: 'integer', nullable: true })
  countryId!: number | null;

  @Column({ type: 'text' })
  source!: string;

  @Column({ type: 'boolean' })
  revives!: boolean;

  @Column({ name: 'is_dry_run', type: 'boolean' })
  isDryRun!: boolean;

  @Column({ type: 'enum', enum: IMPORT_STATES, enumName: 'import_state', default: 'READING' })
  state!: ImportState;

  @Column({ type: 'integer', default: 0 })
  entries!: number;

  @Column({ type: 'integer', default: 0 })
  position!: number;

  @Column({ type: 'jsonb', default: {} })
  counts!: Partial<Record<ImportVerdict, number>>;

  @Column({ type: 'text', nullable: true })
  failure!: string | null;

  @Column({ name: 'actor_type', type: 'enum', enum: ACTOR_TYPES, enumName: 'actor_type' })
  actorType!: ActorType;

  @Column({ name: 'actor_id', type: 'text' })
  actorId!: string;

  @Column({ name: 'request_id', type: 'text', nullable: true })
  requestId!: string | null;

  @Column({ name: 'leased_until', type: 'timestamptz', nullable: true })
  leasedUntil!: Date | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true })
  endedAt!: Date | null;

  @ManyToOne(() => Provider, { nullable: false })
  @JoinColumn({ name: 'provider_id', foreignKeyConstraintName: 'number_imports_provider_fk' })
  provider!: Relation<Provider>;

  @ManyToOne(() => Service, { nullable: false })
  @JoinColumn({ name: 'service_id', foreignKeyConstraintName: 'number_imports_service_fk' })
  service!: Relation<Service>;

  @ManyToOne(() => Country)
  @JoinColumn({ name: 'country_id', foreignKeyConstraintName: 'number_imports_country_fk' })
  country!: Relation<Country> | null;
}
