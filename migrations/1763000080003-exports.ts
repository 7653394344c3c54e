import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Exports that are written into a file in the background. A new table: locks nothing in use. */
export class Exports1763000080003 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TYPE export_state AS ENUM ('WAITING', 'DONE', 'FAILED');

      CREATE TABLE exports (
        id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        entity text NOT NULL,
        format text NOT NULL,
        -- As the query of GET /exports says it.
        query jsonb NOT NULL,
        -- Of the token in the link; the token itself is shown once.
        token_hash bytea NOT NULL CONSTRAINT exports_token_form CHECK (octet_length(token_hash) = 32),
        actor_type actor_type NOT NULL,
        actor_id text NOT NULL,
        state export_state NOT NULL DEFAULT 'WAITING',
        attempts integer NOT NULL DEFAULT 0,
        leased_until timestamptz,
        rows integer,
        bytes bigint,
        sha256 text,
        failure text,
        created_at timestamptz NOT NULL,
        ended_at timestamptz,
        expires_at timestamptz NOT NULL,
        CONSTRAINT exports_end_dated CHECK ((state = 'WAITING') = (ended_at IS NULL))
      );
      CREATE INDEX exports_waiting_idx ON exports (id) WHERE state = 'WAITING';
      CREATE INDEX exports_expires_idx ON exports (expires_at);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
