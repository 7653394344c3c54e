import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Parts of long SMS come from every inbox, not by webhook alone, and a message says when some of its parts never came. SMS
 * come over links that a shop keeps open, too. Locks `webhook_parts` and `messages` for an instant.
 */
export class MessageParts1763000740000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TYPE message_source ADD VALUE 'LINK';
      ALTER TABLE webhook_parts RENAME TO message_parts;
      ALTER TABLE message_parts RENAME CONSTRAINT webhook_parts_pkey TO message_parts_pkey;
      ALTER TABLE message_parts RENAME CONSTRAINT webhook_parts_dedupe_key TO message_parts_dedupe_key;
      ALTER TABLE message_parts RENAME CONSTRAINT webhook_parts_provider_fk TO message_parts_provider_fk;
      ALTER TABLE message_parts RENAME CONSTRAINT webhook_parts_range TO message_parts_range;
      ALTER INDEX webhook_parts_open_idx RENAME TO message_parts_open_idx;
      ALTER INDEX webhook_parts_stored_idx RENAME TO message_parts_stored_idx;
      ALTER SEQUENCE webhook_parts_id_seq RENAME TO message_parts_id_seq;
      ALTER TABLE message_parts ADD COLUMN source message_source NOT NULL DEFAULT 'WEBHOOK';
      ALTER TABLE messages ADD COLUMN is_incomplete boolean NOT NULL DEFAULT false;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
