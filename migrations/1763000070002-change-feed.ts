import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What changed, for those who watch: written by the database in the transaction of the change, and only while somebody
 * watches. Locks `reservations` and `messages` against writes for the moment in which the triggers are made.
 */
export class ChangeFeed1763000070002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Until when somebody watches a kind. Processes with watchers push it on.
      CREATE TABLE feed_watches (
        kind text PRIMARY KEY CONSTRAINT feed_watches_kind_known CHECK (kind IN ('RESERVATION', 'MESSAGE')),
        until timestamptz NOT NULL
      );

      CREATE TABLE feed_changes (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        kind text NOT NULL CONSTRAINT feed_changes_kind_known CHECK (kind IN ('RESERVATION', 'MESSAGE')),
        entity_id bigint NOT NULL,
        at timestamptz NOT NULL
      );
      CREATE INDEX feed_changes_at_idx ON feed_changes (at);

      CREATE FUNCTION feed_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT 1 FROM feed_watches w WHERE w.kind = TG_ARGV[0] AND w.until > clock_timestamp()) THEN
          INSERT INTO feed_changes (kind, entity_id, at) VALUES (TG_ARGV[0], NEW.id, clock_timestamp());
        END IF;
        RETURN NULL;
      END $$;

      CREATE TRIGGER reservations_feed AFTER INSERT OR UPDATE OF status ON reservations
        FOR EACH ROW EXECUTE FUNCTION feed_change('RESERVATION');
      CREATE TRIGGER messages_feed AFTER INSERT OR UPDATE OF status ON messages
        FOR EACH ROW EXECUTE FUNCTION feed_change('MESSAGE');
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
