import { Column, Entity } from 'typeorm';
import { ACTOR_TYPES, type ActorType } from '../../domain/enum-values';
import type { TableColumn } from '../../domain/number/choose-column';
import { IMPORT_STATES, type ImportState, type ImportVerdict } from '../../domain/number/number-status';
import { BigintIdentity } from './bigint-column';

/** How a file was read. Examples are masked. */
export interface ImportReading {
  readonly columns: readonly TableColumn[];
  /** The column that was taken, counting from 0. Undefined: nobody could tell which, so nothing was read. */
  readonly chosen?: number | 'all';
  /** Another column that went into each number: its calling code. */
  readonly code?: number;
  /** Of a workbook. */
  readonly sheet?: string;
  readonly otherSheets?: readonly string[];
}

/** One file of numbers that was read into the pool, or checked. */
@Entity('number_imports')
export class NumberImport {
  @BigintIdentity() id!: bigint;
  @Column({ name: 'provider_id', type: 'integer' }) providerId!: number;
  @Column({ name: 'service_id', type: 'integer' }) serviceId!: number;
  @Column({ name: 'country_id', type: 'integer', nullable: true }) countryId!: number | null;
  @Column({ type: 'text' }) source!: string;
  @Column({ type: 'boolean' }) revives!: boolean;
  @Column({ name: 'is_dry_run', type: 'boolean' }) isDryRun!: boolean;
  @Column({ type: 'enum', enum: IMPORT_STATES, enumName: 'import_state', default: 'READING' }) state!: ImportState;
  @Column({ type: 'integer', default: 0 }) entries!: number;
  @Column({ type: 'integer', default: 0 }) position!: number;
  @Column({ type: 'jsonb', default: {} }) counts!: Partial<Record<ImportVerdict, number>>;
  /** Null for imports from before this was noted, and until the first rows are read. */
  @Column({ type: 'jsonb', nullable: true }) reading!: ImportReading | null;
  @Column({ type: 'text', nullable: true }) failure!: string | null;
  @Column({ name: 'actor_type', type: 'enum', enum: ACTOR_TYPES, enumName: 'actor_type' }) actorType!: ActorType;
  @Column({ name: 'actor_id', type: 'text' }) actorId!: string;
  @Column({ name: 'request_id', type: 'text', nullable: true }) requestId!: string | null;
  @Column({ name: 'leased_until', type: 'timestamptz', nullable: true }) leasedUntil!: Date | null;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true }) endedAt!: Date | null;
}
