-- What is sold, and for how much.

CREATE TABLE services (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL CONSTRAINT services_code_key UNIQUE,
  name text NOT NULL,
  emoji text NOT NULL DEFAULT '',
  code_pattern text,
  timeout_s integer NOT NULL DEFAULT 1200 CONSTRAINT services_timeout_positive CHECK (timeout_s > 0),
  position integer NOT NULL DEFAULT 0,
  is_active boolean NOT NULL DEFAULT true,
  deleted_at timestamptz,
  created_at timestamptz NOT NULL
);

CREATE TABLE countries (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  iso text NOT NULL CONSTRAINT countries_iso_key UNIQUE CONSTRAINT countries_iso_form CHECK (iso ~ '^[A-Z]{2}$'),
  name text NOT NULL,
  calling_code text NOT NULL CONSTRAINT countries_calling_code_form CHECK (calling_code ~ '^[1-9][0-9]{0,5}$'),
  position integer NOT NULL DEFAULT 0,
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL
);

CREATE TABLE offers (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  service_id integer NOT NULL CONSTRAINT offers_service_fk REFERENCES services (id),
  country_id integer NOT NULL CONSTRAINT offers_country_fk REFERENCES countries (id),
  price bigint NOT NULL CONSTRAINT offers_price_positive CHECK (price > 0),
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL,
  -- What reserving needs to know, kept ready by triggers.
  is_on_shelf boolean NOT NULL DEFAULT false,
  timeout_s integer,
  best_route_id integer,
  best_provider_id integer,
  best_is_pool boolean,
  CONSTRAINT offers_service_country_key UNIQUE (service_id, country_id)
);
CREATE INDEX offers_country_idx ON offers (country_id);

CREATE TYPE price_rule_kind AS ENUM ('FIXED', 'MARKUP');
CREATE TABLE price_rules (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  service_id integer CONSTRAINT price_rules_service_fk REFERENCES services (id),
  country_id integer CONSTRAINT price_rules_country_fk REFERENCES countries (id),
  kind price_rule_kind NOT NULL,
  fixed_price bigint,
  markup_bp integer,
  minimum bigint NOT NULL DEFAULT 0,
  round_to bigint NOT NULL DEFAULT 1,
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL,
  CONSTRAINT price_rules_scope_once UNIQUE NULLS NOT DISTINCT (service_id, country_id),
  CONSTRAINT price_rules_complete CHECK (
    (kind = 'FIXED' AND fixed_price > 0 AND fixed_price IS NOT NULL AND markup_bp IS NULL)
    OR (kind = 'MARKUP' AND markup_bp >= 0 AND markup_bp IS NOT NULL AND fixed_price IS NULL)),
  CONSTRAINT price_rules_minimum_range CHECK (minimum >= 0),
  CONSTRAINT price_rules_round_to_positive CHECK (round_to > 0)
);

CREATE TABLE settings (
  key text PRIMARY KEY,
  value jsonb NOT NULL,
  updated_at timestamptz NOT NULL
);

-- What was deleted from the catalogue, whole, while it can be brought back.
CREATE TABLE deleted_rows (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  entity text NOT NULL,
  entity_id integer NOT NULL,
  parts jsonb NOT NULL,
  undo_until timestamptz NOT NULL,
  deleted_at timestamptz NOT NULL
);
CREATE INDEX deleted_rows_entity_idx ON deleted_rows (entity, entity_id);
CREATE INDEX deleted_rows_until_idx ON deleted_rows (undo_until);
