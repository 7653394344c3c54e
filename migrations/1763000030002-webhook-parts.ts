import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Parts of long SMS that suppliers deliver one by one. A new table only: locks nothing that is in use. */
export class WebhookParts1763000030002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE webhook_parts (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        provider_id integer NOT NULL CONSTRAINT webhook_parts_provider_fk REFERENCES providers (id),
        -- The part's own identity: the same part delivered again is the same row.
        dedupe_key text NOT NULL,
        group_key text NOT NULL,
        part integer NOT NULL,
        total integer NOT NULL,
        phone text NOT NULL,
        sender text,
        text text NOT NULL,
        received_at timestamptz,
        stored_at timestamptz NOT NULL,
        joined_at timestamptz,
        CONSTRAINT webhook_parts_dedupe_key UNIQUE (provider_id, dedupe_key),
        CONSTRAINT webhook_parts_range CHECK (part >= 1 AND part <= total AND total <= 255)
      );
      CREATE INDEX webhook_parts_open_idx ON webhook_parts (provider_id, group_key) WHERE joined_at IS NULL;
      CREATE INDEX webhook_parts_stored_idx ON webhook_parts (stored_at);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
