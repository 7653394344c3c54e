-- Numbers, how they come by files and how they go.

CREATE TYPE number_status AS ENUM ('AVAILABLE', 'RESERVED', 'USED', 'DELETED', 'QUARANTINED');
CREATE TYPE number_origin AS ENUM ('POOL', 'ON_DEMAND');
CREATE TABLE numbers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  provider_id integer NOT NULL CONSTRAINT numbers_provider_fk REFERENCES providers (id),
  service_id integer NOT NULL CONSTRAINT numbers_service_fk REFERENCES services (id),
  country_id integer NOT NULL CONSTRAINT numbers_country_fk REFERENCES countries (id),
  phone text NOT NULL,
  origin number_origin NOT NULL,
  status number_status NOT NULL,
  usage_count integer NOT NULL DEFAULT 0 CONSTRAINT numbers_usage_not_negative CHECK (usage_count >= 0),
  expiries_in_a_row integer NOT NULL DEFAULT 0,
  pick_key integer NOT NULL DEFAULT floor(random() * 2147483647)::integer,
  available_at timestamptz,
  created_at timestamptz NOT NULL,
  deleted_at timestamptz,
  import_id bigint,
  deletion_id bigint,
  CONSTRAINT numbers_phone_form CHECK (
    phone ~ '^[1-9][0-9]{6,14}$' OR (status = 'DELETED' AND phone = 'erased' || id)),
  CONSTRAINT numbers_provider_service_phone_key UNIQUE (provider_id, service_id, phone)
) WITH (fillfactor = 80);
-- Buyers start at a random pick_key, so they neither meet at one row nor wade through sold ones.
CREATE INDEX numbers_pick_idx ON numbers (provider_id, service_id, country_id, pick_key)
  WHERE status = 'AVAILABLE';
CREATE INDEX numbers_phone_idx ON numbers (phone);
-- Numbers that come back by themselves: from their buyer, or from quarantine.
CREATE INDEX numbers_due_idx ON numbers (available_at) WHERE status IN ('USED', 'QUARANTINED');

CREATE TYPE import_state AS ENUM ('READING', 'CHECKING', 'WRITING', 'DONE', 'FAILED');
CREATE TABLE number_imports (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  provider_id integer NOT NULL CONSTRAINT number_imports_provider_fk REFERENCES providers (id),
  service_id integer NOT NULL CONSTRAINT number_imports_service_fk REFERENCES services (id),
  country_id integer CONSTRAINT number_imports_country_fk REFERENCES countries (id),
  source text NOT NULL,
  revives boolean NOT NULL,
  is_dry_run boolean NOT NULL,
  state import_state NOT NULL DEFAULT 'READING',
  -- How many numbers the file names, and up to which of them the work is done.
  entries integer NOT NULL DEFAULT 0,
  position integer NOT NULL DEFAULT 0,
  -- How many numbers got which verdict.
  counts jsonb NOT NULL DEFAULT '{}',
  failure text,
  actor_type actor_type NOT NULL,
  actor_id text NOT NULL,
  request_id text,
  leased_until timestamptz,
  created_at timestamptz NOT NULL,
  ended_at timestamptz,
  CONSTRAINT number_imports_position_range CHECK (position BETWEEN 0 AND entries),
  CONSTRAINT number_imports_end_dated CHECK ((state IN ('DONE', 'FAILED')) = (ended_at IS NOT NULL))
);
CREATE INDEX number_imports_open_idx ON number_imports (id) WHERE ended_at IS NULL;

CREATE TYPE import_verdict AS ENUM (
  'ADDED', 'REVIVED', 'DOUBLE', 'IN_STOCK', 'DELETED', 'SPENT', 'INVALID', 'NO_COUNTRY', 'OTHER_COUNTRY');
-- What a file says, line by line, until the import is forgotten. Unlogged: it can be read again from the file, and
-- without references, which would cost a look for each of a million lines. Without a verdict: not worked on yet.
CREATE UNLOGGED TABLE number_import_lines (
  import_id bigint NOT NULL,
  entry integer NOT NULL,
  line integer NOT NULL,
  phone text,
  country_id integer,
  verdict import_verdict,
  -- As it stands in the file, where it could not be read.
  given text,
  PRIMARY KEY (import_id, entry)
);

CREATE TYPE deletion_reason AS ENUM ('CLEANUP', 'SERVICE');
CREATE TYPE deletion_state AS ENUM ('DELETING', 'DELETED', 'RESTORING', 'RESTORED');
-- One act that deleted many numbers, so that it can be carried on by another process, and undone.
CREATE TABLE number_deletions (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reason deletion_reason NOT NULL,
  service_id integer CONSTRAINT number_deletions_service_fk REFERENCES services (id),
  filter jsonb NOT NULL DEFAULT '{}',
  state deletion_state NOT NULL DEFAULT 'DELETING',
  -- Up to which number the work is done, and how often it went through all of them.
  position bigint NOT NULL DEFAULT 0,
  passes integer NOT NULL DEFAULT 0,
  deleted integer NOT NULL DEFAULT 0,
  restored integer NOT NULL DEFAULT 0,
  canceled integer NOT NULL DEFAULT 0,
  actor_type actor_type NOT NULL,
  actor_id text NOT NULL,
  undo_until timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT number_deletions_service_named CHECK ((reason = 'SERVICE') = (service_id IS NOT NULL))
);
CREATE INDEX number_deletions_open_idx ON number_deletions (id) WHERE state IN ('DELETING', 'RESTORING');
CREATE INDEX number_deletions_service_idx ON number_deletions (service_id, id) WHERE service_id IS NOT NULL;
