import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A picture that goes out with a broadcast. Its bytes are kept, since what Telegram knows a picture by runs out. Locks
 * `broadcasts` for a moment.
 */
export class BroadcastPhotos1763000099002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE broadcast_photos (
        broadcast_id integer PRIMARY KEY
          CONSTRAINT broadcast_photos_broadcast_fk REFERENCES broadcasts (id) ON DELETE CASCADE,
        content bytea NOT NULL CONSTRAINT broadcast_photos_size CHECK (octet_length(content) BETWEEN 1 AND 5242880),
        -- What Telegram knows it by; none until it was uploaded.
        reference jsonb,
        updated_at timestamptz NOT NULL
      );
      -- JPEG and PNG are packed already.
      ALTER TABLE broadcast_photos ALTER COLUMN content SET STORAGE EXTERNAL;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
