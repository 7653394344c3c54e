import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How a file of numbers is read: which of its columns were there and which was taken, and the file itself until it is
 * imported, so that another column can be. A new column without a default and a new table: locks `number_imports` for a moment.
 */
export class ImportColumns1763000500200 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE number_imports ADD COLUMN reading jsonb;
      -- Unlogged: it can be sent again. Goes with the lines, a week after the end.
      CREATE UNLOGGED TABLE number_import_files (
        import_id bigint PRIMARY KEY,
        content bytea NOT NULL
      )`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
