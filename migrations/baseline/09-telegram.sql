-- What the Telegram edge remembers, what comes in and what goes out.

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
CREATE INDEX telegram_memberships_members_idx ON telegram_memberships (checked_at) WHERE status = 'MEMBER';

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

CREATE TYPE broadcast_status AS ENUM ('DRAFT', 'RUNNING', 'PAUSED', 'COMPLETED', 'CANCELED');
-- Messages to many. Each recipient is a row of the outbox, fed in portions; tally_broadcast counts what became of them.
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

-- A picture that goes out with a broadcast. Its bytes are kept, since what Telegram knows a picture by runs out.
CREATE TABLE broadcast_photos (
  broadcast_id integer PRIMARY KEY
    CONSTRAINT broadcast_photos_broadcast_fk REFERENCES broadcasts (id) ON DELETE CASCADE,
  content bytea NOT NULL CONSTRAINT broadcast_photos_size CHECK (octet_length(content) BETWEEN 1 AND 5242880),
  -- What Telegram knows it by; none until it was uploaded.
  reference jsonb,
  updated_at timestamptz NOT NULL
);
-- JPEG and PNG are packed already.
ALTER TABLE broadcast_photos ALTER COLUMN content SET STORAGE EXTERNAL;

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
  broadcast_id integer CONSTRAINT outbox_broadcast_fk REFERENCES broadcasts (id),
  CONSTRAINT outbox_addressed CHECK (user_id IS NOT NULL OR chat_id IS NOT NULL)
);
CREATE INDEX outbox_waiting_idx ON outbox (lane, due_at, id) WHERE state = 'WAITING';
-- A later edit of a message makes the earlier ones that still wait pointless.
CREATE INDEX outbox_edit_idx ON outbox ((payload ->> 'edit'), id) WHERE state = 'WAITING' AND payload ? 'edit';
-- What waits for one person, when they block the bot.
CREATE INDEX outbox_user_idx ON outbox (user_id) WHERE state = 'WAITING';
CREATE INDEX outbox_done_idx ON outbox (sent_at) WHERE state <> 'WAITING';
CREATE INDEX outbox_broadcast_idx ON outbox (broadcast_id) WHERE state = 'WAITING' AND broadcast_id IS NOT NULL;

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

-- Texts for buyers in an operator's own words. What is not here is said in the built-in ones.
CREATE TABLE shop_texts (
  language text NOT NULL CONSTRAINT shop_texts_language_known CHECK (language IN ('en', 'ar', 'ru')),
  key text NOT NULL,
  text text NOT NULL CONSTRAINT shop_texts_not_blank CHECK (text ~ '\S'),
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (language, key)
);
