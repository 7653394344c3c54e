import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Events are written whether somebody listens or not, and can be read in an order that never grows in its middle: `position`
 * is given once an event is committed (`publish_events`). Each try of a delivery is kept. Locks `events` for as long as its
 * rows take to be numbered.
 */
export class EventsKept1763000500400 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE events ADD COLUMN position bigint;
      CREATE SEQUENCE events_position_seq OWNED BY events.position;
      UPDATE events SET position = id;
      SELECT setval('events_position_seq', COALESCE((SELECT max(position) FROM events), 0) + 1, false);
      CREATE UNIQUE INDEX events_position_key ON events (position);
      CREATE INDEX events_unpublished_idx ON events (id) WHERE position IS NULL;
      CREATE TABLE event_tries (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        delivery_id bigint NOT NULL CONSTRAINT event_tries_delivery_fk REFERENCES event_deliveries (id) ON DELETE CASCADE,
        at timestamptz NOT NULL,
        -- What came of it; all empty while it is under way, and for ever when the program died in it.
        took_ms integer,
        status integer,
        problem text
      );
      CREATE INDEX event_tries_delivery_idx ON event_tries (delivery_id, id);
      CREATE INDEX event_tries_at_idx ON event_tries USING brin (at)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
