-- Who supplies it, what they list, and in which order they are asked.

CREATE TYPE provider_mode AS ENUM ('POLL', 'WEBHOOK');
CREATE TABLE providers (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL CONSTRAINT providers_name_key UNIQUE,
  protocol text NOT NULL,
  base_url text NOT NULL,
  api_key_sealed bytea,
  mode provider_mode NOT NULL DEFAULT 'POLL',
  options jsonb NOT NULL DEFAULT '{}',
  poll_interval_ms integer NOT NULL DEFAULT 3000
    CONSTRAINT providers_poll_interval_range CHECK (poll_interval_ms >= 100),
  timeout_ms integer NOT NULL DEFAULT 10000 CONSTRAINT providers_timeout_positive CHECK (timeout_ms > 0),
  budget_per_second real NOT NULL DEFAULT 5 CONSTRAINT providers_budget_positive CHECK (budget_per_second > 0),
  budget_burst integer NOT NULL DEFAULT 10 CONSTRAINT providers_burst_positive CHECK (budget_burst > 0),
  early_cancel_s integer NOT NULL DEFAULT 120 CONSTRAINT providers_early_cancel_range CHECK (early_cancel_s >= 0),
  is_active boolean NOT NULL DEFAULT true,
  revision integer NOT NULL DEFAULT 1,
  paused_until timestamptz,
  pause_reason text,
  last_fault text,
  next_poll_at timestamptz NOT NULL,
  poll_leased_until timestamptz,
  poll_cursor text,
  balance bigint,
  balance_at timestamptz,
  created_at timestamptz NOT NULL,
  poll_failures integer NOT NULL DEFAULT 0 CONSTRAINT providers_poll_failures_range CHECK (poll_failures >= 0),
  balance_low bigint CONSTRAINT providers_balance_low_range CHECK (balance_low >= 0),
  catalogue_at timestamptz,
  catalogue_due_at timestamptz,
  catalogue_fault text,
  webhook_key_sealed bytea,
  -- The last delivery that was believed, and the last poll that found what no delivery had brought.
  webhook_seen_at timestamptz,
  webhook_missed_at timestamptz,
  -- Of its prices, where it is not the shop's, and what one of it is worth here.
  currency text,
  exchange_rate numeric(16, 10) CONSTRAINT providers_rate_positive CHECK (exchange_rate > (0)::numeric),
  CONSTRAINT providers_rate_needs_currency CHECK (exchange_rate IS NULL OR currency IS NOT NULL)
);
CREATE INDEX providers_due_poll_idx ON providers (next_poll_at) WHERE is_active;
CREATE UNIQUE INDEX providers_source_chat_once ON providers ((options ->> 'chatId')) WHERE protocol = 'source_chat';

-- Calls that one key of a supplier allows, counted for all processes of a shop together.
CREATE TABLE request_budgets (
  -- A keyed hash of the supplier's host and our key there: rows that share a key share its budget.
  fingerprint bytea PRIMARY KEY,
  -- When the calls so far will have been paid off at the steady rate.
  paid_off_at timestamptz NOT NULL,
  -- The supplier asked for quiet until then.
  quiet_until timestamptz
) WITH (fillfactor = 50);

CREATE TABLE routes (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  offer_id integer NOT NULL CONSTRAINT routes_offer_fk REFERENCES offers (id),
  provider_id integer NOT NULL CONSTRAINT routes_provider_fk REFERENCES providers (id),
  is_pool boolean NOT NULL,
  service_code text,
  country_code text,
  operator text,
  max_cost bigint CONSTRAINT routes_max_cost_positive CHECK (max_cost > 0),
  priority integer NOT NULL DEFAULT 0,
  is_active boolean NOT NULL DEFAULT true,
  stock integer CONSTRAINT routes_stock_range CHECK (stock >= 0),
  stock_at timestamptz,
  created_at timestamptz NOT NULL,
  -- What rank_routes made of what it brought lately.
  rank integer NOT NULL DEFAULT 0,
  is_failing boolean NOT NULL DEFAULT false,
  listed_cost bigint CONSTRAINT routes_listed_cost_range CHECK (listed_cost >= 0),
  CONSTRAINT routes_offer_provider_key UNIQUE (offer_id, provider_id),
  CONSTRAINT routes_on_demand_complete CHECK (
    is_pool OR (service_code IS NOT NULL AND country_code IS NOT NULL AND max_cost IS NOT NULL))
);
CREATE INDEX routes_provider_idx ON routes (provider_id);

-- What the last hundred numbers of a route brought, the older ones counting less.
CREATE TABLE route_figures (
  route_id integer PRIMARY KEY CONSTRAINT route_figures_route_fk REFERENCES routes (id) ON DELETE CASCADE,
  ended integer NOT NULL,
  completed integer NOT NULL,
  weight real NOT NULL,
  success real NOT NULL CONSTRAINT route_figures_success_range CHECK (success >= 0 AND success <= 1),
  median_s real,
  cost bigint,
  figured_at timestamptz NOT NULL,
  -- Within how many seconds nine in ten of its codes came.
  usual_s real
);

CREATE TABLE vendor_services (
  provider_id integer NOT NULL CONSTRAINT vendor_services_provider_fk REFERENCES providers (id),
  code text NOT NULL,
  name text NOT NULL,
  service_id integer CONSTRAINT vendor_services_service_fk REFERENCES services (id),
  is_manual boolean NOT NULL DEFAULT false,
  seen_at timestamptz NOT NULL,
  gone_at timestamptz,
  PRIMARY KEY (provider_id, code)
);
CREATE INDEX vendor_services_service_idx ON vendor_services (service_id) WHERE service_id IS NOT NULL;

CREATE TABLE vendor_countries (
  provider_id integer NOT NULL CONSTRAINT vendor_countries_provider_fk REFERENCES providers (id),
  code text NOT NULL,
  name text NOT NULL,
  iso text,
  country_id integer CONSTRAINT vendor_countries_country_fk REFERENCES countries (id),
  is_manual boolean NOT NULL DEFAULT false,
  seen_at timestamptz NOT NULL,
  gone_at timestamptz,
  PRIMARY KEY (provider_id, code)
);
CREATE INDEX vendor_countries_country_idx ON vendor_countries (country_id) WHERE country_id IS NOT NULL;

-- Only of what is mapped to a service and a country of ours, or asked for by a route.
CREATE TABLE vendor_prices (
  provider_id integer NOT NULL CONSTRAINT vendor_prices_provider_fk REFERENCES providers (id),
  service_code text NOT NULL,
  country_code text NOT NULL,
  cost bigint NOT NULL CONSTRAINT vendor_prices_cost_range CHECK (cost >= 0),
  stock integer CONSTRAINT vendor_prices_stock_range CHECK (stock >= 0),
  seen_at timestamptz NOT NULL,
  gone_at timestamptz,
  PRIMARY KEY (provider_id, service_code, country_code)
);

CREATE TYPE vendor_change_kind AS ENUM (
  'NEW_SERVICE', 'GONE_SERVICE', 'NEW_COUNTRY', 'GONE_COUNTRY', 'NEW_PRICE', 'GONE_PRICE', 'DEARER', 'CHEAPER');
CREATE TABLE vendor_changes (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  provider_id integer NOT NULL CONSTRAINT vendor_changes_provider_fk REFERENCES providers (id),
  kind vendor_change_kind NOT NULL,
  service_code text,
  country_code text,
  name text NOT NULL,
  cost_before bigint,
  cost_after bigint,
  noted_at timestamptz NOT NULL
);
CREATE INDEX vendor_changes_provider_idx ON vendor_changes (provider_id, id);

-- What our balance at a supplier was, at some moment between the two instants. Goes with the supplier: a note about it
-- must not keep one that nothing else refers to.
CREATE TABLE balance_looks (
  provider_id integer NOT NULL CONSTRAINT balance_looks_provider_fk REFERENCES providers (id) ON DELETE CASCADE,
  began_at timestamptz NOT NULL,
  ended_at timestamptz NOT NULL,
  balance bigint NOT NULL,
  PRIMARY KEY (provider_id, began_at)
);
