import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Channels and groups that the shop uses, by role. What a channel is on Telegram stands in `channels`; what it is used
 * for stands in a table for each use. New tables, and an index on telegram_memberships, into which nothing was written
 * before: its lock is over at once.
 */
export class Channels1763000040001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE channels (
        id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        -- The marked id. A row is never deleted: who had a reward of this channel must be known for ever.
        telegram_id bigint NOT NULL CONSTRAINT channels_telegram_id_key UNIQUE
          CONSTRAINT channels_telegram_id_marked CHECK (telegram_id < -1000000000000),
        title text NOT NULL,
        username text,
        invite_link text,
        is_group boolean NOT NULL,
        -- Why the bot cannot see who is in it, since its last try; null while it can.
        trouble text,
        trouble_at timestamptz,
        created_at timestamptz NOT NULL
      );

      -- Nobody buys before joining the active ones.
      CREATE TABLE required_channels (
        channel_id integer PRIMARY KEY CONSTRAINT required_channels_channel_fk REFERENCES channels (id),
        position integer NOT NULL DEFAULT 0,
        is_active boolean NOT NULL DEFAULT true,
        created_at timestamptz NOT NULL
      );

      -- Where somebody made the bot an admin: private channels can be added from here.
      CREATE TABLE channel_candidates (
        telegram_id bigint PRIMARY KEY,
        title text,
        is_admin boolean NOT NULL,
        -- Who did it, as Telegram names him.
        actor_id bigint NOT NULL,
        seen_at timestamptz NOT NULL
      );

      CREATE INDEX telegram_memberships_members_idx ON telegram_memberships (checked_at) WHERE status = 'MEMBER';
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
