import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the Telegram edge and the clock edge remember. New tables only: locks nothing that is in use. */
export class Telegram1763000000004 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE leases (
        name text PRIMARY KEY,
        holder uuid NOT NULL,
        term bigint NOT NULL,
        expires_at timestamptz NOT NULL
      );
      CREATE TABLE job_ticks (
        job text PRIMARY KEY,
        slot timestamptz NOT NULL,
        holder uuid NOT NULL
      );

      CREATE TABLE telegram_sessions (
        bot_id bigint PRIMARY KEY,
        session_sealed bytea NOT NULL,
        pts integer NOT NULL DEFAULT 0,
        qts integer NOT NULL DEFAULT 0,
        date integer NOT NULL DEFAULT 0,
        seq integer NOT NULL DEFAULT 0,
        updated_at timestamptz NOT NULL
      );
      CREATE TABLE telegram_channel_states (
        channel_id bigint PRIMARY KEY,
        pts integer NOT NULL,
        updated_at timestamptz NOT NULL
      );
      CREATE TYPE peer_kind AS ENUM ('USER', 'GROUP', 'CHANNEL');
      CREATE TABLE telegram_peers (
        kind peer_kind NOT NULL,
        id bigint NOT NULL,
        access_hash bigint NOT NULL DEFAULT 0,
        username text,
        title text,
        updated_at timestamptz NOT NULL,
        PRIMARY KEY (kind, id)
      );
      CREATE TABLE telegram_flood_waits (
        scope text PRIMARY KEY,
        until timestamptz NOT NULL
      );
      CREATE TYPE membership_status AS ENUM ('MEMBER', 'NOT_MEMBER', 'UNKNOWN');
      CREATE TABLE telegram_memberships (
        channel_id bigint NOT NULL,
        telegram_id bigint NOT NULL,
        status membership_status NOT NULL,
        checked_at timestamptz NOT NULL,
        PRIMARY KEY (channel_id, telegram_id)
      );

      CREATE TYPE inbox_state AS ENUM ('WAITING', 'HANDLED', 'FAILED');
      CREATE TABLE inbox (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        dedupe_key text NOT NULL CONSTRAINT inbox_dedupe_key UNIQUE,
        telegram_id bigint NOT NULL,
        kind text NOT NULL,
        payload jsonb NOT NULL,
        state inbox_state NOT NULL DEFAULT 'WAITING',
        attempts integer NOT NULL DEFAULT 0,
        received_at timestamptz NOT NULL,
        handled_at timestamptz,
        failure text
      );
      CREATE INDEX inbox_waiting_idx ON inbox (telegram_id, id) WHERE state = 'WAITING';
      CREATE INDEX inbox_handled_idx ON inbox (handled_at) WHERE state <> 'WAITING';

      CREATE TYPE outbox_state AS ENUM ('WAITING', 'SENT', 'FAILED', 'SUPERSEDED');
      CREATE TABLE outbox (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        key text NOT NULL CONSTRAINT outbox_key_key UNIQUE,
        -- 0 codes and answers, 1 notices, 2 broadcasts and channel posts
        lane smallint NOT NULL CONSTRAINT outbox_lane_known CHECK (lane IN (0, 1, 2)),
        user_id bigint CONSTRAINT outbox_user_fk REFERENCES users (id),
        chat_id bigint,
        kind text NOT NULL,
        payload jsonb NOT NULL,
        random_id bigint NOT NULL,
        state outbox_state NOT NULL DEFAULT 'WAITING',
        attempts integer NOT NULL DEFAULT 0,
        due_at timestamptz NOT NULL,
        leased_until timestamptz,
        message_id integer,
        created_at timestamptz NOT NULL,
        sent_at timestamptz,
        failure text,
        CONSTRAINT outbox_addressed CHECK (user_id IS NOT NULL OR chat_id IS NOT NULL)
      );
      CREATE INDEX outbox_waiting_idx ON outbox (lane, due_at, id) WHERE state = 'WAITING';
      -- A later edit of a message makes the earlier ones that still wait pointless.
      CREATE INDEX outbox_edit_idx ON outbox ((payload ->> 'edit'), id) WHERE state = 'WAITING' AND payload ? 'edit';
      -- What waits for one person, when he blocks the bot.
      CREATE INDEX outbox_user_idx ON outbox (user_id) WHERE state = 'WAITING';
      CREATE INDEX outbox_done_idx ON outbox (sent_at) WHERE state <> 'WAITING';

      -- One row for each private chat: the living message, and the step of a dialogue with its answers.
      CREATE TABLE dialogues (
        user_id bigint PRIMARY KEY CONSTRAINT dialogues_user_fk REFERENCES users (id),
        screen_message_id integer,
        screen text,
        step text,
        answers jsonb NOT NULL DEFAULT '{}',
        version integer NOT NULL DEFAULT 1,
        expires_at timestamptz,
        updated_at timestamptz NOT NULL
      );
      -- Where a reservation's card stands, so that it can be edited when the reservation changes.
      CREATE TABLE reservation_cards (
        reservation_id bigint PRIMARY KEY CONSTRAINT reservation_cards_reservation_fk REFERENCES reservations (id),
        message_id integer NOT NULL,
        updated_at timestamptz NOT NULL
      );
      CREATE INDEX reservation_cards_message_idx ON reservation_cards (message_id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
