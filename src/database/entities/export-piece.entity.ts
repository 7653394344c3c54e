import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A part of the packed file of an export. */
@Entity('export_pieces')
export class ExportPiece {
  @PrimaryColumn({ name: 'export_id', type: 'integer', primaryKeyConstraintName: 'export_pieces_pkey' })
  exportId!: number;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'export_pieces_pkey' }) attempt!: number;
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'export_pieces_pkey' }) piece!: number;
  @Column({ type: 'bytea' }) content!: Buffer;
}
