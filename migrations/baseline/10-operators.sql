-- Who runs the shop: the panel, keys of the API, alerts, files of exports.

-- At most one row: the password as it was set in the panel.
CREATE TABLE admin_credentials (
  id integer PRIMARY KEY DEFAULT 1 CONSTRAINT admin_credentials_single CHECK (id = 1),
  password_hash text NOT NULL,
  -- Of the hash in the environment that it took the place of: another hash there is newer, and wins.
  replaces text,
  changed_by bigint NOT NULL CONSTRAINT admin_credentials_user_fk REFERENCES users (id),
  changed_at timestamptz NOT NULL
);

CREATE TABLE admin_sessions (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id bigint NOT NULL CONSTRAINT admin_sessions_user_fk REFERENCES users (id),
  created_at timestamptz NOT NULL,
  last_used_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz
);
-- One session for each person: whoever logs in anew ends the one before.
CREATE UNIQUE INDEX admin_sessions_live_once ON admin_sessions (user_id) WHERE revoked_at IS NULL;
CREATE INDEX admin_sessions_user_idx ON admin_sessions (user_id, id);

-- Wrong passwords of one person, since the last right one.
CREATE TABLE admin_attempts (
  user_id bigint PRIMARY KEY CONSTRAINT admin_attempts_user_fk REFERENCES users (id),
  failures integer NOT NULL CONSTRAINT admin_attempts_failures_not_negative CHECK (failures >= 0),
  last_at timestamptz NOT NULL,
  locked_until timestamptz
);

CREATE TABLE api_keys (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  hash bytea NOT NULL CONSTRAINT api_keys_hash_key UNIQUE,
  scopes text[] NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz
);

-- What operators must be told, at most once in a window for each cause.
CREATE TABLE operator_alerts (
  key text PRIMARY KEY,
  kind text NOT NULL,
  facts jsonb NOT NULL,
  first_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  count integer NOT NULL CONSTRAINT operator_alerts_count_positive CHECK (count > 0),
  told_at timestamptz
);

CREATE TYPE export_state AS ENUM ('WAITING', 'DONE', 'FAILED');
CREATE TABLE exports (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  entity text NOT NULL,
  format text NOT NULL,
  -- As the query of GET /exports says it.
  query jsonb NOT NULL,
  -- Of the token in the link; the token itself is shown once.
  token_hash bytea NOT NULL CONSTRAINT exports_token_form CHECK (octet_length(token_hash) = 32),
  actor_type actor_type NOT NULL,
  actor_id text NOT NULL,
  state export_state NOT NULL DEFAULT 'WAITING',
  attempts integer NOT NULL DEFAULT 0,
  leased_until timestamptz,
  rows integer,
  bytes bigint,
  sha256 text,
  failure text,
  created_at timestamptz NOT NULL,
  ended_at timestamptz,
  expires_at timestamptz NOT NULL,
  packed_bytes bigint,
  packed_sha256 text,
  CONSTRAINT exports_end_dated CHECK ((state = 'WAITING') = (ended_at IS NULL)),
  CONSTRAINT exports_done_packed CHECK ((state = 'DONE') = (packed_bytes IS NOT NULL AND packed_sha256 IS NOT NULL))
);
CREATE INDEX exports_waiting_idx ON exports (id) WHERE state = 'WAITING';
CREATE INDEX exports_expires_idx ON exports (expires_at);

-- Files live in the database, in pieces, so that any process can give what another one wrote.
CREATE TABLE export_pieces (
  export_id integer NOT NULL CONSTRAINT export_pieces_export_fk REFERENCES exports (id) ON DELETE CASCADE,
  -- A worker that was taken for dead may still write; what it writes never mixes with its successor's.
  attempt integer NOT NULL,
  -- From 0; all but the last have the same size.
  piece integer NOT NULL,
  content bytea NOT NULL,
  CONSTRAINT export_pieces_pkey PRIMARY KEY (export_id, attempt, piece)
);
-- It is packed already: Postgres need not try once more.
ALTER TABLE export_pieces ALTER COLUMN content SET STORAGE EXTERNAL;
-- Pieces come once and go once, many at a time: their room is to be used again soon.
ALTER TABLE export_pieces SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200,
  toast.autovacuum_vacuum_scale_factor = 0, toast.autovacuum_vacuum_threshold = 20000);
