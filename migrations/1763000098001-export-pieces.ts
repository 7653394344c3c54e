import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Files of exports live in the database, in pieces, so that any process can give what another one wrote. Locks `exports`
 * for a moment. Files that were written before lie in one process's folder: their links, of a day at most, are gone.
 */
export class ExportPieces1763000098001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE export_pieces (
        export_id integer NOT NULL CONSTRAINT export_pieces_export_fk REFERENCES exports (id) ON DELETE CASCADE,
        -- A worker that was taken for dead may still write; what it writes never mixes with its successor's.
        attempt integer NOT NULL,
        -- From 0; all but the last have the same size.
        piece integer NOT NULL,
        content bytea NOT NULL,
        CONSTRAINT export_pieces_pkey PRIMARY KEY (export_id, attempt, piece)
      );
      -- It is packed already: Postgres need not try once more.
      ALTER TABLE export_pieces ALTER COLUMN content SET STORAGE EXTERNAL;
      -- Pieces come once and go once, many at a time: their room is to be used again soon.
      ALTER TABLE export_pieces SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200,
        toast.autovacuum_vacuum_scale_factor = 0, toast.autovacuum_vacuum_threshold = 20000);

      DELETE FROM exports WHERE state = 'DONE';
      ALTER TABLE exports ADD COLUMN packed_bytes bigint, ADD COLUMN packed_sha256 text,
        ADD CONSTRAINT exports_done_packed CHECK ((state = 'DONE') = (packed_bytes IS NOT NULL AND packed_sha256 IS NOT NULL));
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
