import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Chats whose posts are SMS, and what was seen both there and from the supplier itself. A new table, and an index on the few
 * rows of `providers`, which is locked against writes for a moment.
 */
export class SourceChats1763000030003 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE UNIQUE INDEX providers_source_chat_once ON providers ((options ->> 'chatId')) WHERE protocol = 'source_chat';

      CREATE TABLE message_sightings (
        provider_id integer NOT NULL CONSTRAINT message_sightings_provider_fk REFERENCES providers (id),
        dedupe_key text NOT NULL,
        feed text NOT NULL CONSTRAINT message_sightings_feed_known CHECK (feed IN ('DIRECT', 'CHAT')),
        twin_key bytea NOT NULL,
        -- The sighting that this one repeats; then there is no message of its own.
        twin_of text,
        seen_at timestamptz NOT NULL,
        CONSTRAINT message_sightings_pk PRIMARY KEY (provider_id, dedupe_key)
      );
      -- A post stands for one SMS of the supplier, whatever the program does.
      CREATE UNIQUE INDEX message_sightings_twin_once ON message_sightings (provider_id, twin_of)
        WHERE feed = 'DIRECT' AND twin_of IS NOT NULL;
      CREATE INDEX message_sightings_twin_idx ON message_sightings (provider_id, twin_key, seen_at);
      CREATE INDEX message_sightings_seen_idx ON message_sightings (seen_at) WHERE twin_of IS NULL;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
