import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Messages that suppliers push. New tables, and columns without a default on `providers`: that table is locked for a
 * moment, no row of it is rewritten.
 */
export class Webhooks1763000030001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE providers
        ADD COLUMN webhook_key_sealed bytea,
        -- The last delivery that was believed, and the last poll that found what no delivery had brought.
        ADD COLUMN webhook_seen_at timestamptz,
        ADD COLUMN webhook_missed_at timestamptz;

      CREATE TABLE webhook_secrets (
        id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        provider_id integer NOT NULL CONSTRAINT webhook_secrets_provider_fk REFERENCES providers (id),
        hash bytea NOT NULL CONSTRAINT webhook_secrets_hash_form CHECK (octet_length(hash) = 32),
        created_at timestamptz NOT NULL,
        -- None for the present one; replaced ones are taken until then.
        valid_until timestamptz
      );
      CREATE UNIQUE INDEX webhook_secrets_present_once ON webhook_secrets (provider_id) WHERE valid_until IS NULL;
      CREATE INDEX webhook_secrets_provider_idx ON webhook_secrets (provider_id);

      CREATE TYPE webhook_status AS ENUM (
        'ACCEPTED', 'UNCONFIRMED', 'CONFIRMED', 'NOT_CONFIRMED', 'IGNORED', 'UNREADABLE', 'REFUSED');
      CREATE TABLE webhook_deliveries (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        provider_id integer NOT NULL CONSTRAINT webhook_deliveries_provider_fk REFERENCES providers (id),
        -- SHA-256 of what was delivered: the same delivery again is the same row.
        digest bytea NOT NULL CONSTRAINT webhook_deliveries_digest_form CHECK (octet_length(digest) = 32),
        sealed bytea NOT NULL,
        body_bytes integer NOT NULL,
        status webhook_status NOT NULL,
        problem text,
        messages integer NOT NULL DEFAULT 0,
        times integer NOT NULL DEFAULT 1,
        -- What it says, while the supplier has yet to confirm it.
        claims jsonb,
        confirm_due_at timestamptz,
        confirm_tries integer NOT NULL DEFAULT 0,
        replayed_at timestamptz,
        received_at timestamptz NOT NULL,
        last_at timestamptz NOT NULL,
        CONSTRAINT webhook_deliveries_digest_key UNIQUE (provider_id, digest),
        CONSTRAINT webhook_deliveries_unconfirmed_due CHECK (
          (status = 'UNCONFIRMED') = (confirm_due_at IS NOT NULL AND claims IS NOT NULL))
      );
      CREATE INDEX webhook_deliveries_due_idx ON webhook_deliveries (confirm_due_at) WHERE status = 'UNCONFIRMED';
      CREATE INDEX webhook_deliveries_received_idx ON webhook_deliveries (received_at);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
