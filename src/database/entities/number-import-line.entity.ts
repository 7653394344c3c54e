import { Column, Entity, PrimaryColumn } from 'typeorm';
import { IMPORT_VERDICTS, type ImportVerdict } from '../../domain/number/number-status';
import { bigintTransformer } from './bigint-column';

/** One number that a file names. The table is unlogged and refers to nothing, since a million rows pass through it. */
@Entity('number_import_lines')
export class NumberImportLine {
  @PrimaryColumn({ name: 'import_id', type: 'bigint', transformer: bigintTransformer }) importId!: bigint;
  @PrimaryColumn({ type: 'integer' }) entry!: number;
  @Column({ type: 'integer' }) line!: number;
  @Column({ type: 'text', nullable: true }) phone!: string | null;
  @Column({ name: 'country_id', type: 'integer', nullable: true }) countryId!: number | null;

  @Column({ type: 'enum', enum: IMPORT_VERDICTS, enumName: 'import_verdict', nullable: true })
  verdict!: ImportVerdict | null;

  @Column({ type: 'text', nullable: true }) given!: string | null;
}
