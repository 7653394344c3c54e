-- SMS on their way to a reservation.

CREATE TYPE message_source AS ENUM ('POLL', 'WEBHOOK', 'CHAT');
CREATE TYPE message_status AS ENUM ('STORED', 'APPLIED', 'LATE', 'ORPHAN');
CREATE TABLE messages (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  provider_id integer NOT NULL CONSTRAINT messages_provider_fk REFERENCES providers (id),
  dedupe_key text NOT NULL,
  source message_source NOT NULL,
  upstream_order_id text,
  phone text,
  sender text,
  text text NOT NULL,
  provider_code text,
  code text,
  status message_status NOT NULL DEFAULT 'STORED',
  orphan_reason text,
  reservation_id bigint CONSTRAINT messages_reservation_fk REFERENCES reservations (id),
  received_at timestamptz,
  stored_at timestamptz NOT NULL,
  applied_at timestamptz,
  erased_at timestamptz,
  CONSTRAINT messages_dedupe_key UNIQUE (provider_id, dedupe_key),
  CONSTRAINT messages_erased_is_empty CHECK (
    erased_at IS NULL OR (text = '' AND code IS NULL AND provider_code IS NULL))
);
CREATE INDEX messages_unapplied_idx ON messages (stored_at) WHERE status = 'STORED';
CREATE INDEX messages_orphan_idx ON messages (id) WHERE status = 'ORPHAN';
CREATE INDEX messages_reservation_idx ON messages (reservation_id, id) WHERE reservation_id IS NOT NULL;
CREATE INDEX messages_to_erase_idx ON messages (stored_at) WHERE erased_at IS NULL;

-- What was seen in a source chat and from the supplier itself.
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
  -- Keys of its messages, orders and phones, so that it goes with the person whom it is about. Null: from before.
  about text[],
  CONSTRAINT webhook_deliveries_digest_key UNIQUE (provider_id, digest),
  CONSTRAINT webhook_deliveries_unconfirmed_due CHECK (
    (status = 'UNCONFIRMED') = (confirm_due_at IS NOT NULL AND claims IS NOT NULL))
);
CREATE INDEX webhook_deliveries_due_idx ON webhook_deliveries (confirm_due_at) WHERE status = 'UNCONFIRMED';
CREATE INDEX webhook_deliveries_received_idx ON webhook_deliveries (received_at);

-- Parts of long SMS that suppliers deliver one by one.
CREATE TABLE webhook_parts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  provider_id integer NOT NULL CONSTRAINT webhook_parts_provider_fk REFERENCES providers (id),
  -- The part's own identity: the same part delivered again is the same row.
  dedupe_key text NOT NULL,
  group_key text NOT NULL,
  part integer NOT NULL,
  total integer NOT NULL,
  phone text NOT NULL,
  sender text,
  text text NOT NULL,
  received_at timestamptz,
  stored_at timestamptz NOT NULL,
  joined_at timestamptz,
  CONSTRAINT webhook_parts_dedupe_key UNIQUE (provider_id, dedupe_key),
  CONSTRAINT webhook_parts_range CHECK (part >= 1 AND part <= total AND total <= 255)
);
CREATE INDEX webhook_parts_open_idx ON webhook_parts (provider_id, group_key) WHERE joined_at IS NULL;
CREATE INDEX webhook_parts_stored_idx ON webhook_parts (stored_at);
