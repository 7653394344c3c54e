-- Money. A wallet moves only because a transfer was inserted: the trigger post_transfer does it, and the program's role
-- may not update wallets at all.

CREATE TABLE wallets (
  user_id bigint PRIMARY KEY CONSTRAINT wallets_user_fk REFERENCES users (id),
  available bigint NOT NULL DEFAULT 0 CONSTRAINT wallets_available_not_negative CHECK (available >= 0),
  held bigint NOT NULL DEFAULT 0 CONSTRAINT wallets_held_not_negative CHECK (held >= 0),
  -- How many reservations hold money: counted here, so that the limit for a user needs no search.
  open_holds integer NOT NULL DEFAULT 0 CONSTRAINT wallets_open_holds_not_negative CHECK (open_holds >= 0)
) WITH (fillfactor = 70);

CREATE TYPE transfer_type AS ENUM ('ADD', 'DEDUCT', 'HOLD', 'RELEASE', 'PURCHASE', 'REWARD', 'REFUND');
CREATE TYPE ledger_account AS ENUM ('AVAILABLE', 'HELD', 'FUNDING', 'SALES', 'REWARDS');
CREATE TABLE transfers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key text NOT NULL CONSTRAINT transfers_key_key UNIQUE,
  type transfer_type NOT NULL,
  from_account ledger_account NOT NULL,
  to_account ledger_account NOT NULL,
  amount bigint NOT NULL CONSTRAINT transfers_amount_positive CHECK (amount > 0),
  user_id bigint NOT NULL CONSTRAINT transfers_user_fk REFERENCES users (id),
  reservation_id bigint CONSTRAINT transfers_reservation_fk REFERENCES reservations (id),
  actor_type actor_type NOT NULL,
  actor_id text NOT NULL,
  reason text NOT NULL DEFAULT '',
  available_after bigint NOT NULL CONSTRAINT transfers_available_after_not_negative CHECK (available_after >= 0),
  held_after bigint NOT NULL CONSTRAINT transfers_held_after_not_negative CHECK (held_after >= 0),
  created_at timestamptz NOT NULL,
  CONSTRAINT transfers_accounts_fit_type CHECK (
    (type, from_account, to_account) IN (
      ('ADD', 'FUNDING', 'AVAILABLE'), ('DEDUCT', 'AVAILABLE', 'FUNDING'),
      ('HOLD', 'AVAILABLE', 'HELD'), ('RELEASE', 'HELD', 'AVAILABLE'), ('PURCHASE', 'HELD', 'SALES'),
      ('REWARD', 'REWARDS', 'AVAILABLE'), ('REFUND', 'SALES', 'AVAILABLE'))),
  CONSTRAINT transfers_reservation_named CHECK (
    reservation_id IS NOT NULL OR type IN ('ADD', 'DEDUCT', 'REWARD'))
);
-- One hold, one end of that hold and at most one refund for each reservation: no price is captured or released twice.
CREATE UNIQUE INDEX transfers_hold_once ON transfers (reservation_id) WHERE type = 'HOLD';
CREATE UNIQUE INDEX transfers_hold_ends_once ON transfers (reservation_id) WHERE type IN ('RELEASE', 'PURCHASE');
CREATE UNIQUE INDEX transfers_refund_once ON transfers (reservation_id) WHERE type = 'REFUND';
CREATE INDEX transfers_user_idx ON transfers (user_id, id);
CREATE INDEX transfers_created_idx ON transfers USING brin (created_at);

-- Keys of repeatable acts that move no transfer of their own key.
CREATE TABLE act_keys (
  key text PRIMARY KEY,
  -- What was asked for: the same key with another request is refused.
  request text NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX act_keys_created_idx ON act_keys (created_at);

CREATE TABLE audit_log (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  actor_type actor_type NOT NULL,
  actor_id text NOT NULL,
  action text NOT NULL,
  entity text NOT NULL,
  entity_id text NOT NULL,
  facts jsonb NOT NULL DEFAULT '{}',
  request_id text,
  created_at timestamptz NOT NULL
);
CREATE INDEX audit_log_entity_idx ON audit_log (entity, entity_id, id);
CREATE INDEX audit_log_created_idx ON audit_log USING brin (created_at);
CREATE INDEX audit_log_actor_idx ON audit_log (actor_type, actor_id, id);
