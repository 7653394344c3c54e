import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was deleted from the catalogue, whole, while it can be brought back. A new table: locks nothing in use. */
export class DeletedRows1763000097001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE deleted_rows (
        id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        entity text NOT NULL,
        entity_id integer NOT NULL,
        parts jsonb NOT NULL,
        undo_until timestamptz NOT NULL,
        deleted_at timestamptz NOT NULL
      );
      CREATE INDEX deleted_rows_entity_idx ON deleted_rows (entity, entity_id);
      CREATE INDEX deleted_rows_until_idx ON deleted_rows (undo_until);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
