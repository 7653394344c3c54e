import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** One row as it stood, with the table that it goes back to. */
export interface RowPart {
  readonly table: string;
  readonly row: Readonly<Record<string, unknown>>;
}

/** A row deleted from the catalogue with all that went with it, until it cannot be brought back any more. */
@Entity('deleted_rows')
export class DeletedRow {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'ALWAYS' }) id!: number;

  /** As the audit log names it. */
  @Column({ type: 'text' }) entity!: string;
  @Column({ name: 'entity_id', type: 'integer' }) entityId!: number;

  /** In the order in which they can be inserted again: `[{table, row}]`. Secrets in it stay sealed. */
  @Column({ type: 'jsonb' }) parts!: readonly RowPart[];
  @Column({ name: 'undo_until', type: 'timestamptz' }) undoUntil!: Date;
  @Column({ name: 'deleted_at', type: 'timestamptz' }) deletedAt!: Date;
}
