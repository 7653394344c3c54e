-- Reservations, and what their suppliers must be told and may have charged.

-- What choose_route answers.
CREATE TYPE chosen_route AS (
  route_id integer, provider_id integer, is_pool boolean, number_id bigint, phone text,
  service_code text, country_code text, operator text, max_cost bigint);

CREATE TYPE reservation_status AS ENUM (
  'REQUESTED', 'WAITING_CODE', 'CANCEL_PENDING', 'COMPLETED', 'EXPIRED', 'CANCELED');
CREATE TABLE reservations (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key uuid NOT NULL CONSTRAINT reservations_key_key UNIQUE,
  user_id bigint NOT NULL CONSTRAINT reservations_user_fk REFERENCES users (id),
  offer_id integer NOT NULL CONSTRAINT reservations_offer_fk REFERENCES offers (id),
  service_id integer NOT NULL CONSTRAINT reservations_service_fk REFERENCES services (id),
  country_id integer NOT NULL CONSTRAINT reservations_country_fk REFERENCES countries (id),
  route_id integer CONSTRAINT reservations_route_fk REFERENCES routes (id),
  provider_id integer CONSTRAINT reservations_provider_fk REFERENCES providers (id),
  number_id bigint CONSTRAINT reservations_number_fk REFERENCES numbers (id),
  phone text,
  origin number_origin NOT NULL,
  price bigint NOT NULL CONSTRAINT reservations_price_positive CHECK (price > 0),
  status reservation_status NOT NULL,
  end_reason text,
  upstream_order_id text,
  upstream_cost bigint,
  tried_routes integer[] NOT NULL DEFAULT '{}',
  -- When the present route was asked; none while it has yet to be, so that it is asked exactly once.
  asked_at timestamptz,
  reconcile_at timestamptz,
  -- When a look at the supplier's open orders first found nothing of ours; a second such look is an answer.
  absent_at timestamptz,
  cancelable_at timestamptz,
  cancel_due_at timestamptz,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  more_asked_at timestamptz,
  replaces_id bigint CONSTRAINT reservations_replaces_fk REFERENCES reservations (id)
    CONSTRAINT reservations_replaces_key UNIQUE,
  claim_of_id bigint CONSTRAINT reservations_claim_of_fk REFERENCES reservations (id)
    CONSTRAINT reservations_claim_of_key UNIQUE,
  created_at timestamptz NOT NULL,
  numbered_at timestamptz,
  -- The ledger keeps its rows under an id that names nobody: an erased person's reservation loses its phone.
  is_erased boolean NOT NULL DEFAULT false,
  cancel_asked_at timestamptz,
  -- What it says of its route, decided when it ends; see judge_reservation.
  brought_code boolean,
  -- In the supplier's own currency.
  upstream_charged bigint,
  upstream_currency text,
  CONSTRAINT reservations_waiting_has_number CHECK (
    status NOT IN ('WAITING_CODE', 'CANCEL_PENDING', 'COMPLETED')
    OR (number_id IS NOT NULL AND (phone IS NOT NULL OR is_erased))),
  CONSTRAINT reservations_end_dated CHECK ((status IN ('COMPLETED', 'EXPIRED', 'CANCELED')) = (ended_at IS NOT NULL))
) WITH (fillfactor = 80);
-- One open reservation for each number, whatever the program does.
CREATE UNIQUE INDEX reservations_number_open_once ON reservations (number_id)
  WHERE status IN ('REQUESTED', 'WAITING_CODE', 'CANCEL_PENDING');
CREATE UNIQUE INDEX reservations_upstream_order_once ON reservations (provider_id, upstream_order_id)
  WHERE upstream_order_id IS NOT NULL AND claim_of_id IS NULL;
CREATE INDEX reservations_user_idx ON reservations (user_id, id);
CREATE INDEX reservations_user_open_idx ON reservations (user_id)
  WHERE status IN ('REQUESTED', 'WAITING_CODE', 'CANCEL_PENDING');
CREATE INDEX reservations_due_expiry_idx ON reservations (expires_at)
  WHERE status IN ('REQUESTED', 'WAITING_CODE', 'CANCEL_PENDING');
CREATE INDEX reservations_due_cancel_idx ON reservations (cancel_due_at) WHERE status = 'CANCEL_PENDING';
CREATE INDEX reservations_due_reconcile_idx ON reservations (reconcile_at) WHERE status = 'REQUESTED';
-- Orders that a poll watches: those whose time is not over, at one provider.
CREATE INDEX reservations_watched_idx ON reservations (provider_id, expires_at) WHERE upstream_order_id IS NOT NULL;
CREATE INDEX reservations_phone_idx ON reservations (phone, id) WHERE phone IS NOT NULL;
CREATE INDEX reservations_user_completed_idx ON reservations (user_id, number_id) WHERE status = 'COMPLETED';
CREATE INDEX reservations_created_idx ON reservations USING brin (created_at);
CREATE INDEX reservations_route_told_idx ON reservations (route_id, ended_at) WHERE brought_code IS NOT NULL;
CREATE INDEX reservations_offer_told_idx ON reservations (offer_id, id) WHERE brought_code IS NOT NULL;

CREATE TABLE reservation_transitions (
  from_status reservation_status NOT NULL,
  to_status reservation_status NOT NULL,
  PRIMARY KEY (from_status, to_status)
);
INSERT INTO reservation_transitions VALUES
  ('REQUESTED', 'WAITING_CODE'), ('REQUESTED', 'CANCELED'), ('REQUESTED', 'EXPIRED'),
  ('WAITING_CODE', 'COMPLETED'), ('WAITING_CODE', 'CANCELED'), ('WAITING_CODE', 'CANCEL_PENDING'),
  ('WAITING_CODE', 'EXPIRED'),
  ('CANCEL_PENDING', 'CANCELED'), ('CANCEL_PENDING', 'EXPIRED'), ('CANCEL_PENDING', 'COMPLETED');

CREATE TYPE closure_action AS ENUM ('CANCEL', 'FINISH', 'BAN');
-- What a supplier must be told of an order that ended.
CREATE TABLE upstream_closures (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  provider_id integer NOT NULL CONSTRAINT upstream_closures_provider_fk REFERENCES providers (id),
  upstream_order_id text NOT NULL,
  action closure_action NOT NULL,
  due_at timestamptz NOT NULL,
  leased_until timestamptz,
  attempts integer NOT NULL DEFAULT 0,
  done_at timestamptz,
  outcome text,
  created_at timestamptz NOT NULL,
  CONSTRAINT upstream_closures_order_key UNIQUE (provider_id, upstream_order_id)
);
CREATE INDEX upstream_closures_due_idx ON upstream_closures (due_at) WHERE done_at IS NULL;

-- A supplier charged us, but its answer was lost and it shows no order. Once for each route that was asked.
CREATE TABLE lost_purchases (
  reservation_id bigint NOT NULL CONSTRAINT lost_purchases_reservation_fk REFERENCES reservations (id),
  route_id integer NOT NULL CONSTRAINT lost_purchases_route_fk REFERENCES routes (id),
  provider_id integer NOT NULL CONSTRAINT lost_purchases_provider_fk REFERENCES providers (id),
  amount bigint NOT NULL CONSTRAINT lost_purchases_amount_positive CHECK (amount > 0),
  asked_at timestamptz NOT NULL,
  booked_at timestamptz NOT NULL,
  -- In the supplier's own currency.
  charged bigint,
  currency text,
  PRIMARY KEY (reservation_id, route_id)
);
CREATE INDEX lost_purchases_provider_idx ON lost_purchases (provider_id, booked_at);

-- Purchases whose time ended before anybody could say whether the supplier charged us.
CREATE TABLE unclear_purchases (
  reservation_id bigint NOT NULL CONSTRAINT unclear_purchases_reservation_fk REFERENCES reservations (id),
  route_id integer NOT NULL CONSTRAINT unclear_purchases_route_fk REFERENCES routes (id),
  provider_id integer NOT NULL CONSTRAINT unclear_purchases_provider_fk REFERENCES providers (id),
  -- The most that it may have cost, in the shop's currency.
  amount bigint NOT NULL CONSTRAINT unclear_purchases_amount_positive CHECK (amount > 0),
  asked_at timestamptz NOT NULL,
  ended_at timestamptz NOT NULL,
  told_at timestamptz,
  PRIMARY KEY (reservation_id, route_id)
);
CREATE INDEX unclear_purchases_provider_idx ON unclear_purchases (provider_id, asked_at);
CREATE INDEX unclear_purchases_untold_idx ON unclear_purchases (provider_id) WHERE told_at IS NULL;
