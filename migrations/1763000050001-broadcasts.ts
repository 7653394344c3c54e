import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Messages to many. Each recipient is a row of the outbox, fed in portions, and the broadcast counts what became of them
 * in the transaction in which it became so. Locks `outbox` against writes while its small index is built.
 */
export class Broadcasts1763000050001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TYPE broadcast_status AS ENUM ('DRAFT', 'RUNNING', 'PAUSED', 'COMPLETED', 'CANCELED');
      CREATE TABLE broadcasts (
        id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        text text NOT NULL,
        entities jsonb NOT NULL DEFAULT '[]',
        -- Rows of buttons with a text and a url.
        buttons jsonb NOT NULL DEFAULT '[]',
        -- To whom; what is null narrows nothing.
        languages text[],
        seen_within_days integer CONSTRAINT broadcasts_seen_positive CHECK (seen_within_days > 0),
        min_available bigint CONSTRAINT broadcasts_min_available_range CHECK (min_available >= 0),
        max_available bigint CONSTRAINT broadcasts_max_available_range CHECK (max_available >= 0),
        status broadcast_status NOT NULL DEFAULT 'DRAFT',
        audience_count integer NOT NULL DEFAULT 0,
        sent_count integer NOT NULL DEFAULT 0,
        blocked_count integer NOT NULL DEFAULT 0,
        failed_count integer NOT NULL DEFAULT 0,
        dropped_count integer NOT NULL DEFAULT 0,
        -- The last user who was given a row of the outbox, and the last who will be: those who come later are not meant.
        cursor_user_id bigint NOT NULL DEFAULT 0,
        last_user_id bigint NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL,
        started_at timestamptz,
        -- When it was started or resumed last, and how many were done then: what the pace is reckoned from.
        resumed_at timestamptz,
        done_at_resume integer NOT NULL DEFAULT 0,
        ended_at timestamptz,
        CONSTRAINT broadcasts_start_dated CHECK (status IN ('DRAFT', 'CANCELED') OR started_at IS NOT NULL),
        CONSTRAINT broadcasts_end_dated CHECK ((status IN ('COMPLETED', 'CANCELED')) = (ended_at IS NOT NULL))
      ) WITH (fillfactor = 50);
      -- They would only share one pace; one after the other is what everybody understands.
      CREATE UNIQUE INDEX broadcasts_one_running ON broadcasts (status) WHERE status = 'RUNNING';

      ALTER TABLE outbox ADD COLUMN broadcast_id integer
        CONSTRAINT outbox_broadcast_fk REFERENCES broadcasts (id);
      CREATE INDEX outbox_broadcast_idx ON outbox (broadcast_id) WHERE state = 'WAITING' AND broadcast_id IS NOT NULL;

      CREATE FUNCTION tally_broadcast() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE broadcasts SET
          sent_count = sent_count + CASE WHEN NEW.state = 'SENT' THEN 1 ELSE 0 END,
          blocked_count = blocked_count + CASE WHEN NEW.state = 'FAILED' AND NEW.failure ~ '(BLOCKED|DEACTIVATED|DELETED)' THEN 1 ELSE 0 END,
          failed_count = failed_count + CASE WHEN NEW.state = 'FAILED' AND NEW.failure !~ '(BLOCKED|DEACTIVATED|DELETED)' THEN 1 ELSE 0 END,
          dropped_count = dropped_count + CASE WHEN NEW.state = 'SUPERSEDED' THEN 1 ELSE 0 END
        WHERE id = NEW.broadcast_id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER tally_broadcast AFTER UPDATE OF state ON outbox FOR EACH ROW
        WHEN (NEW.broadcast_id IS NOT NULL AND OLD.state = 'WAITING' AND NEW.state <> 'WAITING')
        EXECUTE FUNCTION tally_broadcast();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
