-- What others are told: programs by webhooks, watchers by the feed. Written by the database in the transaction of the
-- fact, and nothing while nobody listens.

CREATE TABLE event_endpoints (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  url text NOT NULL,
  events text[] NOT NULL CONSTRAINT event_endpoints_events_known CHECK (cardinality(events) > 0 AND events <@ ARRAY[
    'reservation.completed', 'reservation.expired', 'reservation.canceled', 'user.joined', 'balance.changed',
    'provider.down', 'stock.low', 'ledger.broken']),
  secret_sealed bytea NOT NULL,
  -- The secret before, which still signs beside the new one until then.
  old_secret_sealed bytea,
  old_until timestamptz,
  is_active boolean NOT NULL DEFAULT true,
  failing_since timestamptz,
  problem text,
  created_at timestamptz NOT NULL,
  CONSTRAINT event_endpoints_old_dated CHECK ((old_secret_sealed IS NULL) = (old_until IS NULL))
);

CREATE TABLE events (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  type text NOT NULL,
  data jsonb NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX events_at_idx ON events USING brin (at);

CREATE TYPE event_delivery_state AS ENUM ('WAITING', 'DELIVERED', 'FAILED');
CREATE TABLE event_deliveries (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event_id bigint NOT NULL CONSTRAINT event_deliveries_event_fk REFERENCES events (id) ON DELETE CASCADE,
  endpoint_id integer NOT NULL
    CONSTRAINT event_deliveries_endpoint_fk REFERENCES event_endpoints (id) ON DELETE CASCADE,
  state event_delivery_state NOT NULL DEFAULT 'WAITING',
  attempts integer NOT NULL DEFAULT 0,
  due_at timestamptz NOT NULL,
  leased_until timestamptz,
  last_status integer,
  last_problem text,
  last_at timestamptz,
  created_at timestamptz NOT NULL,
  CONSTRAINT event_deliveries_event_once UNIQUE (event_id, endpoint_id)
);
CREATE INDEX event_deliveries_due_idx ON event_deliveries (due_at) WHERE state = 'WAITING';
CREATE INDEX event_deliveries_endpoint_idx ON event_deliveries (endpoint_id, id);

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
