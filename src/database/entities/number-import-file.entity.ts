import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintTransformer } from './bigint-column';

/** A file of numbers as it came, until it is imported: another of its columns may be the right one. Unlogged. */
@Entity('number_import_files')
export class NumberImportFile {
  @PrimaryColumn({ name: 'import_id', type: 'bigint', transformer: bigintTransformer }) importId!: bigint;
  @Column({ type: 'bytea' }) content!: Buffer;
}
