import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Export } from './export.entity';

/** A part of the packed file of an export. */
@Entity('export_pieces')
export class ExportPiece {
  @PrimaryColumn({ name: 'export_id', type: 'integer', primaryKeyConstraintName: 'export_pieces_pkey' })
  exportId!: number;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'export_pieces_pkey' })
  attempt!: number;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'export_pieces_pkey' })
  piece!: number;

  @Column({ type: 'bytea' })
  content!: Buffer;

  @ManyToOne(() => Export, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'export_id', foreignKeyConstraintName: 'export_pieces_export_fk' })
  export!: Relation<Export>;
}
