-- Emitted by "npm run shop -- emit-schema" from a migrated database. Do not edit: change migrations/ and functions/.

CREATE TYPE actor_type AS ENUM ('USER', 'ADMIN', 'API_KEY', 'JOB');

CREATE TYPE broadcast_status AS ENUM ('DRAFT', 'RUNNING', 'PAUSED', 'COMPLETED', 'CANCELED');

CREATE TYPE charge_back_state AS ENUM ('REFUNDED', 'DISPUTED', 'LOST', 'WON');

CREATE TYPE deletion_reason AS ENUM ('CLEANUP', 'SERVICE');

CREATE TYPE deletion_state AS ENUM ('DELETING', 'DELETED', 'RESTORING', 'RESTORED');

CREATE TYPE event_delivery_state AS ENUM ('WAITING', 'DELIVERED', 'FAILED');

CREATE TYPE export_state AS ENUM ('WAITING', 'DONE', 'FAILED');

CREATE TYPE gift_state AS ENUM ('OPEN', 'TAKEN', 'RETURNED');

CREATE TYPE import_state AS ENUM ('READING', 'CHECKING', 'WRITING', 'DONE', 'FAILED');

CREATE TYPE import_verdict AS ENUM ('ADDED', 'REVIVED', 'DOUBLE', 'IN_STOCK', 'DELETED', 'SPENT', 'INVALID', 'NO_COUNTRY', 'OTHER_COUNTRY');

CREATE TYPE inbox_state AS ENUM ('WAITING', 'HANDLED', 'FAILED');

CREATE TYPE ledger_account AS ENUM ('AVAILABLE', 'HELD', 'FUNDING', 'SALES', 'REWARDS', 'PAYMENTS', 'CLEARING', 'PROMOTIONS', 'REFERRALS', 'GIFTS', 'PENDING');

CREATE TYPE membership_status AS ENUM ('MEMBER', 'NOT_MEMBER', 'UNKNOWN');

CREATE TYPE message_source AS ENUM ('POLL', 'WEBHOOK', 'CHAT', 'LINK');

CREATE TYPE message_status AS ENUM ('STORED', 'APPLIED', 'LATE', 'ORPHAN');

CREATE TYPE number_origin AS ENUM ('POOL', 'ON_DEMAND');

CREATE TYPE number_status AS ENUM ('AVAILABLE', 'RESERVED', 'USED', 'DELETED', 'QUARANTINED');

CREATE TYPE outbox_kind AS ENUM ('message', 'screen', 'card', 'code_received', 'late_code', 'number_arrived', 'reservation_ended', 'balance_changed', 'reward_taken_back', 'operator_alert', 'panel_chart', 'panel_file', 'panel_webhook_address', 'import_report', 'broadcast', 'user_data_post', 'user_data_greeting', 'daily_summary', 'announcement', 'delete_posts', 'invoice', 'payment_seen', 'payment_received', 'payment_taken_back', 'refund_ended', 'referral_paid', 'gift_taken', 'gift_returned', 'support_answer', 'support_closed', 'support_picture', 'refund_refused', 'payment_usable', 'payment_screen', 'offer_back', 'broadcast_card', 'broadcast_done');

CREATE TYPE outbox_state AS ENUM ('WAITING', 'SENT', 'FAILED', 'SUPERSEDED');

CREATE TYPE payment_hold_state AS ENUM ('WAITING', 'ENDED');

CREATE TYPE payment_status AS ENUM ('OPEN', 'SEEN', 'PAID', 'UNDERPAID', 'EXPIRED', 'CANCELED', 'FAILED', 'PART_REFUNDED', 'REFUNDED', 'DISPUTED', 'LOST', 'WON');

CREATE TYPE peer_kind AS ENUM ('USER', 'GROUP', 'CHANNEL');

CREATE TYPE price_rule_kind AS ENUM ('FIXED', 'MARKUP');

CREATE TYPE promo_kind AS ENUM ('BALANCE', 'TOPUP_BONUS', 'PURCHASE_DISCOUNT');

CREATE TYPE provider_mode AS ENUM ('POLL', 'WEBHOOK');

CREATE TYPE referral_state AS ENUM ('WAITING', 'PAID', 'CANCELED', 'TAKEN_BACK');

CREATE TYPE refund_request_state AS ENUM ('WAITING', 'APPROVED', 'REFUSED');

CREATE TYPE refund_state AS ENUM ('WAITING', 'DONE', 'FAILED');

CREATE TYPE repeated_order_rule AS ENUM ('SAME', 'REFUSE');

CREATE TYPE resale_scope AS ENUM ('BUY', 'READ');

CREATE TYPE resale_wording AS ENUM ('CLASSIC', 'HERO');

CREATE TYPE reservation_status AS ENUM ('REQUESTED', 'WAITING_CODE', 'CANCEL_PENDING', 'COMPLETED', 'EXPIRED', 'CANCELED');

CREATE TYPE support_state AS ENUM ('OPEN', 'CLOSED');

CREATE TYPE support_topic AS ENUM ('PAYMENT', 'ORDER', 'OTHER');

CREATE TYPE support_writer AS ENUM ('BUYER', 'OPERATOR');

CREATE TYPE trade_dialect AS ENUM ('HANDLER', 'FIVE_SIM');

CREATE TYPE transfer_type AS ENUM ('ADD', 'DEDUCT', 'HOLD', 'RELEASE', 'PURCHASE', 'REWARD', 'REFUND', 'TOPUP', 'TOPUP_REFUND', 'CHARGEBACK', 'BONUS', 'PROMO', 'REFERRAL', 'GIFT', 'PENDING');

CREATE TYPE upstream_order_action AS ENUM ('CANCEL', 'FINISH', 'BAN');

CREATE TYPE vendor_change_kind AS ENUM ('NEW_SERVICE', 'GONE_SERVICE', 'NEW_COUNTRY', 'GONE_COUNTRY', 'NEW_PRICE', 'GONE_PRICE', 'DEARER', 'CHEAPER');

CREATE TYPE webhook_status AS ENUM ('ACCEPTED', 'UNCONFIRMED', 'CONFIRMED', 'NOT_CONFIRMED', 'IGNORED', 'UNREADABLE', 'REFUSED');

CREATE TYPE chosen_route AS (
  route_id integer,
  provider_id integer,
  is_pool boolean,
  number_id bigint,
  phone text,
  service_code text,
  country_code text,
  operator text,
  max_cost bigint
);

CREATE SEQUENCE resale_table_version;

CREATE SEQUENCE trade_words_version;

CREATE TABLE act_keys (
  key text NOT NULL,
  request text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT act_keys_pkey PRIMARY KEY (key)
);

CREATE TABLE admin_attempts (
  user_id bigint NOT NULL,
  failures integer NOT NULL,
  last_at timestamp with time zone NOT NULL,
  locked_until timestamp with time zone,
  CONSTRAINT admin_attempts_pkey PRIMARY KEY (user_id),
  CONSTRAINT admin_attempts_user_fk FOREIGN KEY (user_id) REFERENCES users(id),
  CONSTRAINT admin_attempts_failures_not_negative CHECK ((failures >= 0))
);

CREATE TABLE admin_credentials (
  id integer NOT NULL DEFAULT 1,
  password_hash text NOT NULL,
  replaces text,
  changed_by bigint NOT NULL,
  changed_at timestamp with time zone NOT NULL,
  CONSTRAINT admin_credentials_pkey PRIMARY KEY (id),
  CONSTRAINT admin_credentials_user_fk FOREIGN KEY (changed_by) REFERENCES users(id),
  CONSTRAINT admin_credentials_single CHECK ((id = 1))
);

CREATE TABLE admin_sessions (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  user_id bigint NOT NULL,
  created_at timestamp with time zone NOT NULL,
  last_used_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  revoked_at timestamp with time zone,
  CONSTRAINT admin_sessions_pkey PRIMARY KEY (id),
  CONSTRAINT admin_sessions_user_fk FOREIGN KEY (user_id) REFERENCES users(id)
);

CREATE TABLE announced_offers (
  offer_id integer NOT NULL,
  price bigint NOT NULL,
  out_since timestamp with time zone,
  restock_told_at timestamp with time zone,
  CONSTRAINT announced_offers_pkey PRIMARY KEY (offer_id),
  CONSTRAINT announced_offers_offer_fk FOREIGN KEY (offer_id) REFERENCES offers(id)
);

CREATE TABLE announced_services (
  service_id integer NOT NULL,
  seen_at timestamp with time zone NOT NULL,
  CONSTRAINT announced_services_pkey PRIMARY KEY (service_id),
  CONSTRAINT announced_services_service_fk FOREIGN KEY (service_id) REFERENCES services(id)
);

CREATE TABLE announcement_channels (
  channel_id integer NOT NULL,
  is_active boolean NOT NULL DEFAULT true,
  kinds text[] NOT NULL,
  language text NOT NULL DEFAULT 'en'::text,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT announcement_channels_pkey PRIMARY KEY (channel_id),
  CONSTRAINT announcement_channels_channel_fk FOREIGN KEY (channel_id) REFERENCES channels(id),
  CONSTRAINT announcement_channels_kinds_known CHECK (((cardinality(kinds) > 0) AND (kinds <@ ARRAY['RESTOCK'::text, 'PRICE_CHANGE'::text, 'NEW_SERVICE'::text]))),
  CONSTRAINT announcement_channels_language_known CHECK ((language = ANY (ARRAY['en'::text, 'ar'::text, 'ru'::text])))
);

CREATE TABLE announcement_templates (
  kind text NOT NULL,
  language text NOT NULL,
  text text NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT announcement_templates_pkey PRIMARY KEY (kind, language),
  CONSTRAINT announcement_templates_has_list CHECK ((text ~~ '%{list}%'::text)),
  CONSTRAINT announcement_templates_kind_known CHECK ((kind = ANY (ARRAY['RESTOCK'::text, 'PRICE_CHANGE'::text, 'NEW_SERVICE'::text]))),
  CONSTRAINT announcement_templates_language_known CHECK ((language = ANY (ARRAY['en'::text, 'ar'::text, 'ru'::text])))
);

CREATE TABLE api_keys (
  id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
  name text NOT NULL,
  hash bytea NOT NULL,
  scopes text[] NOT NULL,
  created_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone,
  revoked_at timestamp with time zone,
  last_used_at timestamp with time zone,
  CONSTRAINT api_keys_pkey PRIMARY KEY (id),
  CONSTRAINT api_keys_hash_key UNIQUE (hash)
);

CREATE TABLE audit_log (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  actor_type actor_type NOT NULL,
  actor_id text NOT NULL,
  action text NOT NULL,
  entity text NOT NULL,
  entity_id text NOT NULL,
  facts jsonb NOT NULL DEFAULT '{}'::jsonb,
  request_id text,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT audit_log_pkey PRIMARY KEY (id)
);

CREATE TABLE balance_snapshots (
  provider_id integer NOT NULL,
  began_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone NOT NULL,
  balance bigint NOT NULL,
  CONSTRAINT balance_snapshots_pkey PRIMARY KEY (provider_id, began_at),
  CONSTRAINT balance_snapshots_provider_fk FOREIGN KEY (provider_id) REFERENCES providers(id) ON DELETE CASCADE
);

CREATE TABLE broadcast_photos (
  broadcast_id integer NOT NULL,
  content bytea NOT NULL,
  reference jsonb,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT broadcast_photos_pkey PRIMARY KEY (broadcast_id),
  CONSTRAINT broadcast_photos_broadcast_fk FOREIGN KEY (broadcast_id) REFERENCES broadcasts(id) ON DELETE CASCADE,
  CONSTRAINT broadcast_photos_size CHECK (((octet_length(content) >= 1) AND (octet_length(content) <= 5242880)))
);

CREATE TABLE broadcasts (
  id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
  text text NOT NULL,
  entities jsonb NOT NULL DEFAULT '[]'::jsonb,
  buttons jsonb NOT NULL DEFAULT '[]'::jsonb,
  languages text[],
  seen_within_days integer,
  min_available bigint,
  max_available bigint,
  status broadcast_status NOT NULL DEFAULT 'DRAFT'::broadcast_status,
  audience_count integer NOT NULL DEFAULT 0,
  sent_count integer NOT NULL DEFAULT 0,
  blocked_count integer NOT NULL DEFAULT 0,
  failed_count integer NOT NULL DEFAULT 0,
  dropped_count integer NOT NULL DEFAULT 0,
  cursor_user_id bigint NOT NULL DEFAULT 0,
  last_user_id bigint NOT NULL DEFAULT 0,
  created_at timestamp with time zone NOT NULL,
  started_at timestamp with time zone,
  resumed_at timestamp with time zone,
  done_at_resume integer NOT NULL DEFAULT 0,
  ended_at timestamp with time zone,
  CONSTRAINT broadcasts_pkey PRIMARY KEY (id),
  CONSTRAINT broadcasts_end_dated CHECK (((status = ANY (ARRAY['COMPLETED'::broadcast_status, 'CANCELED'::broadcast_status])) = (ended_at IS NOT NULL))),
  CONSTRAINT broadcasts_max_available_range CHECK ((max_available >= 0)),
  CONSTRAINT broadcasts_min_available_range CHECK ((min_available >= 0)),
  CONSTRAINT broadcasts_seen_positive CHECK ((seen_within_days > 0)),
  CONSTRAINT broadcasts_start_dated CHECK (((status = ANY (ARRAY['DRAFT'::broadcast_status, 'CANCELED'::broadcast_status])) OR (started_at IS NOT NULL)))
) WITH (fillfactor=50);

CREATE TABLE channel_candidates (
  telegram_id bigint NOT NULL,
  title text,
  is_admin boolean NOT NULL,
  actor_id bigint NOT NULL,
  seen_at timestamp with time zone NOT NULL,
  CONSTRAINT channel_candidates_pkey PRIMARY KEY (telegram_id)
);

CREATE TABLE channel_posts (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  outbox_key text NOT NULL,
  chat_id bigint NOT NULL,
  user_id bigint,
  message_id integer,
  sent_at timestamp with time zone NOT NULL,
  CONSTRAINT channel_posts_pkey PRIMARY KEY (id),
  CONSTRAINT channel_posts_outbox_key_key UNIQUE (outbox_key),
  CONSTRAINT channel_posts_user_fk FOREIGN KEY (user_id) REFERENCES users(id)
);

CREATE TABLE channels (
  id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
  telegram_id bigint NOT NULL,
  title text NOT NULL,
  username text,
  invite_link text,
  is_group boolean NOT NULL,
  trouble text,
  trouble_at timestamp with time zone,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT channels_pkey PRIMARY KEY (id),
  CONSTRAINT channels_telegram_id_key UNIQUE (telegram_id),
  CONSTRAINT channels_telegram_id_marked CHECK ((telegram_id < '-1000000000000'::bigint))
);

CREATE TABLE charge_backs (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  method_id integer NOT NULL,
  taking_key text NOT NULL,
  receipt_id bigint NOT NULL,
  amount bigint NOT NULL,
  state charge_back_state NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT charge_backs_pkey PRIMARY KEY (id),
  CONSTRAINT charge_backs_once UNIQUE (method_id, taking_key),
  CONSTRAINT charge_backs_method_fk FOREIGN KEY (method_id) REFERENCES payment_methods(id),
  CONSTRAINT charge_backs_receipt_fk FOREIGN KEY (receipt_id) REFERENCES payment_receipts(id),
  CONSTRAINT charge_backs_amount_positive CHECK ((amount > 0))
);

CREATE TABLE configuration_files (
  id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
  user_id bigint NOT NULL,
  document jsonb NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT configuration_files_pkey PRIMARY KEY (id),
  CONSTRAINT configuration_files_user_fk FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

CREATE TABLE countries (
  id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
  iso text NOT NULL,
  name text NOT NULL,
  calling_code text NOT NULL,
  "position" integer NOT NULL DEFAULT 0,
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamp with time zone NOT NULL,
  aliases text[] NOT NULL,
  CONSTRAINT countries_pkey PRIMARY KEY (id),
  CONSTRAINT countries_iso_key UNIQUE (iso),
  CONSTRAINT countries_calling_code_form CHECK ((calling_code ~ '^[1-9][0-9]{0,5}$'::text)),
  CONSTRAINT countries_iso_form CHECK ((iso ~ '^[A-Z]{2}$'::text))
);

CREATE TABLE country_codes (
  dialect trade_dialect NOT NULL,
  code text NOT NULL,
  country_id integer NOT NULL,
  is_alias boolean NOT NULL DEFAULT false,
  CONSTRAINT country_codes_pkey PRIMARY KEY (dialect, code),
  CONSTRAINT country_codes_country_fk FOREIGN KEY (country_id) REFERENCES countries(id) ON DELETE CASCADE,
  CONSTRAINT country_codes_form CHECK ((code ~ '^[a-z0-9_-]{1,40}$'::text))
);

CREATE TABLE debts (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  user_id bigint NOT NULL,
  charge_back_id bigint NOT NULL,
  amount bigint NOT NULL,
  paid bigint NOT NULL DEFAULT 0,
  forgiven bigint NOT NULL DEFAULT 0,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT debts_pkey PRIMARY KEY (id),
  CONSTRAINT debts_charge_back_key UNIQUE (charge_back_id),
  CONSTRAINT debts_charge_back_fk FOREIGN KEY (charge_back_id) REFERENCES charge_backs(id),
  CONSTRAINT debts_user_fk FOREIGN KEY (user_id) REFERENCES users(id),
  CONSTRAINT debts_amount_positive CHECK ((amount > 0)),
  CONSTRAINT debts_paid_within CHECK (((paid >= 0) AND (forgiven >= 0) AND ((paid + forgiven) <= amount)))
);

CREATE TABLE deleted_rows (
  id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
  entity text NOT NULL,
  entity_id integer NOT NULL,
  parts jsonb NOT NULL,
  undo_until timestamp with time zone NOT NULL,
  deleted_at timestamp with time zone NOT NULL,
  CONSTRAINT deleted_rows_pkey PRIMARY KEY (id)
);

CREATE TABLE dialogues (
  user_id bigint NOT NULL,
  screen_message_id integer,
  screen text,
  step text,
  answers jsonb NOT NULL DEFAULT '{}'::jsonb,
  version integer NOT NULL DEFAULT 1,
  expires_at timestamp with time zone,
  updated_at timestamp with time zone NOT NULL,
  country_order text,
  CONSTRAINT dialogues_pkey PRIMARY KEY (user_id),
  CONSTRAINT dialogues_user_fk FOREIGN KEY (user_id) REFERENCES users(id),
  CONSTRAINT dialogues_country_order_known CHECK ((country_order = ANY (ARRAY['price'::text, 'success'::text, 'name'::text])))
);

CREATE TABLE event_circuits (
  endpoint_id integer NOT NULL,
  origin text NOT NULL,
  failures integer NOT NULL,
  rests_until timestamp with time zone,
  CONSTRAINT event_circuits_pkey PRIMARY KEY (endpoint_id, origin),
  CONSTRAINT event_circuits_endpoint_fk FOREIGN KEY (endpoint_id) REFERENCES event_endpoints(id) ON DELETE CASCADE
);

CREATE TABLE event_deliveries (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  event_id bigint NOT NULL,
  endpoint_id integer NOT NULL,
  state event_delivery_state NOT NULL DEFAULT 'WAITING'::event_delivery_state,
  attempts integer NOT NULL DEFAULT 0,
  due_at timestamp with time zone NOT NULL,
  leased_until timestamp with time zone,
  last_status integer,
  last_problem text,
  last_at timestamp with time zone,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT event_deliveries_pkey PRIMARY KEY (id),
  CONSTRAINT event_deliveries_event_once UNIQUE (event_id, endpoint_id),
  CONSTRAINT event_deliveries_endpoint_fk FOREIGN KEY (endpoint_id) REFERENCES event_endpoints(id) ON DELETE CASCADE,
  CONSTRAINT event_deliveries_event_fk FOREIGN KEY (event_id) REFERENCES events(id) ON DELETE CASCADE
);

CREATE TABLE event_endpoints (
  id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
  url text NOT NULL,
  events text[] NOT NULL,
  secret_sealed bytea NOT NULL,
  old_secret_sealed bytea,
  old_until timestamp with time zone,
  is_active boolean NOT NULL DEFAULT true,
  failing_since timestamp with time zone,
  problem text,
  created_at timestamp with time zone NOT NULL,
  resale_key_id integer,
  CONSTRAINT event_endpoints_pkey PRIMARY KEY (id),
  CONSTRAINT event_endpoints_resale_key_once UNIQUE (resale_key_id),
  CONSTRAINT event_endpoints_resale_key_fk FOREIGN KEY (resale_key_id) REFERENCES resale_keys(id),
  CONSTRAINT event_endpoints_events_known CHECK (((cardinality(events) > 0) AND (events <@ ARRAY['balance.changed'::text, 'ledger.broken'::text, 'order.canceled'::text, 'order.completed'::text, 'order.expired'::text, 'order.refunded'::text, 'order.sms'::text, 'payment.received'::text, 'payment.taken_back'::text, 'promo.redeemed'::text, 'provider.down'::text, 'referral.paid'::text, 'referral.reversed'::text, 'refund.ended'::text, 'refund.requested'::text, 'reservation.canceled'::text, 'reservation.completed'::text, 'reservation.expired'::text, 'stock.low'::text, 'support.closed'::text, 'support.opened'::text, 'support.replied'::text, 'user.joined'::text]))),
  CONSTRAINT event_endpoints_events_of_their_kind CHECK (
CASE
    WHEN (resale_key_id IS NULL) THEN (NOT (events && ARRAY['order.sms'::text, 'order.completed'::text, 'order.expired'::text, 'order.canceled'::text, 'order.refunded'::text]))
    ELSE (events <@ ARRAY['order.sms'::text, 'order.completed'::text, 'order.expired'::text, 'order.canceled'::text, 'order.refunded'::text])
END),
  CONSTRAINT event_endpoints_old_dated CHECK (((old_secret_sealed IS NULL) = (old_until IS NULL)))
);

CREATE TABLE event_tries (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  delivery_id bigint NOT NULL,
  at timestamp with time zone NOT NULL,
  took_ms integer,
  status integer,
  problem text,
  CONSTRAINT event_tries_pkey PRIMARY KEY (id),
  CONSTRAINT event_tries_delivery_fk FOREIGN KEY (delivery_id) REFERENCES event_deliveries(id) ON DELETE CASCADE
);

CREATE TABLE events (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  type text NOT NULL,
  data jsonb NOT NULL,
  at timestamp with time zone NOT NULL,
  "position" bigint,
  resale_key_id integer,
  buyer_id bigint,
  CONSTRAINT events_pkey PRIMARY KEY (id),
  CONSTRAINT events_buyer_fk FOREIGN KEY (buyer_id) REFERENCES users(id),
  CONSTRAINT events_resale_key_fk FOREIGN KEY (resale_key_id) REFERENCES resale_keys(id),
  CONSTRAINT events_buyer_by_key CHECK (((resale_key_id IS NULL) = (buyer_id IS NULL)))
);

CREATE TABLE export_pieces (
  export_id integer NOT NULL,
  attempt integer NOT NULL,
  piece integer NOT NULL,
  content bytea NOT NULL,
  CONSTRAINT export_pieces_pkey PRIMARY KEY (export_id, attempt, piece),
  CONSTRAINT export_pieces_export_fk FOREIGN KEY (export_id) REFERENCES exports(id) ON DELETE CASCADE
) WITH (autovacuum_vacuum_scale_factor=0, autovacuum_vacuum_threshold=200);

CREATE TABLE exports (
  id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
  entity text NOT NULL,
  format text NOT NULL,
  query jsonb NOT NULL,
  token_hash bytea NOT NULL,
  actor_type actor_type NOT NULL,
  actor_id text NOT NULL,
  state export_state NOT NULL DEFAULT 'WAITING'::export_state,
  attempts integer NOT NULL DEFAULT 0,
  leased_until timestamp with time zone,
  rows integer,
  bytes bigint,
  sha256 text,
  failure text,
  created_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  expires_at timestamp with time zone NOT NULL,
  packed_bytes bigint,
  packed_sha256 text,
  CONSTRAINT exports_pkey PRIMARY KEY (id),
  CONSTRAINT exports_done_packed CHECK (((state = 'DONE'::export_state) = ((packed_bytes IS NOT NULL) AND (packed_sha256 IS NOT NULL)))),
  CONSTRAINT exports_end_dated CHECK (((state = 'WAITING'::export_state) = (ended_at IS NULL))),
  CONSTRAINT exports_token_form CHECK ((octet_length(token_hash) = 32))
);

CREATE TABLE favourites (
  user_id bigint NOT NULL,
  service_id integer NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT favourites_pkey PRIMARY KEY (user_id, service_id),
  CONSTRAINT favourites_service_fk FOREIGN KEY (service_id) REFERENCES services(id) ON DELETE CASCADE,
  CONSTRAINT favourites_user_fk FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

CREATE TABLE feed_changes (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  kind text NOT NULL,
  entity_id bigint NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT feed_changes_pkey PRIMARY KEY (id),
  CONSTRAINT feed_changes_kind_known CHECK ((kind = ANY (ARRAY['RESERVATION'::text, 'MESSAGE'::text])))
);

CREATE TABLE feed_watches (
  kind text NOT NULL,
  until timestamp with time zone NOT NULL,
  CONSTRAINT feed_watches_pkey PRIMARY KEY (kind),
  CONSTRAINT feed_watches_kind_known CHECK ((kind = ANY (ARRAY['RESERVATION'::text, 'MESSAGE'::text])))
);

CREATE TABLE foreign_orders (
  provider_id integer NOT NULL,
  upstream_order_id text NOT NULL,
  seen_at timestamp with time zone NOT NULL,
  told_at timestamp with time zone,
  CONSTRAINT foreign_orders_pkey PRIMARY KEY (provider_id, upstream_order_id),
  CONSTRAINT foreign_orders_provider_fk FOREIGN KEY (provider_id) REFERENCES providers(id) ON DELETE CASCADE
);

CREATE TABLE funnel_steps (
  hour timestamp with time zone NOT NULL,
  step text NOT NULL,
  user_id bigint NOT NULL,
  CONSTRAINT funnel_steps_pkey PRIMARY KEY (hour, step, user_id),
  CONSTRAINT funnel_steps_user_fk FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  CONSTRAINT funnel_steps_step_known CHECK ((step = ANY (ARRAY['OPENED'::text, 'CHOSE'::text])))
);

CREATE TABLE gifts (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  key text NOT NULL,
  token_hash bytea NOT NULL,
  giver_id bigint NOT NULL,
  taker_id bigint,
  amount bigint NOT NULL,
  state gift_state NOT NULL DEFAULT 'OPEN'::gift_state,
  expires_at timestamp with time zone NOT NULL,
  created_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  CONSTRAINT gifts_pkey PRIMARY KEY (id),
  CONSTRAINT gifts_key_key UNIQUE (key),
  CONSTRAINT gifts_token_hash_key UNIQUE (token_hash),
  CONSTRAINT gifts_giver_fk FOREIGN KEY (giver_id) REFERENCES users(id),
  CONSTRAINT gifts_taker_fk FOREIGN KEY (taker_id) REFERENCES users(id),
  CONSTRAINT gifts_amount_positive CHECK ((amount > 0)),
  CONSTRAINT gifts_taken_by_somebody CHECK (((state = 'TAKEN'::gift_state) = (taker_id IS NOT NULL)))
);

CREATE TABLE inbox (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  dedupe_key text NOT NULL,
  telegram_id bigint NOT NULL,
  kind text NOT NULL,
  payload jsonb NOT NULL,
  state inbox_state NOT NULL DEFAULT 'WAITING'::inbox_state,
  attempts integer NOT NULL DEFAULT 0,
  received_at timestamp with time zone NOT NULL,
  handled_at timestamp with time zone,
  failure text,
  CONSTRAINT inbox_pkey PRIMARY KEY (id),
  CONSTRAINT inbox_dedupe_key UNIQUE (dedupe_key)
);

CREATE TABLE job_ticks (
  job text NOT NULL,
  slot timestamp with time zone NOT NULL,
  holder uuid NOT NULL,
  CONSTRAINT job_ticks_pkey PRIMARY KEY (job)
);

CREATE TABLE leases (
  name text NOT NULL,
  holder uuid NOT NULL,
  term bigint NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT leases_pkey PRIMARY KEY (name)
);

CREATE TABLE lost_purchases (
  reservation_id bigint NOT NULL,
  route_id integer NOT NULL,
  provider_id integer NOT NULL,
  amount bigint NOT NULL,
  asked_at timestamp with time zone NOT NULL,
  booked_at timestamp with time zone NOT NULL,
  charged bigint,
  currency text,
  CONSTRAINT lost_purchases_pkey PRIMARY KEY (reservation_id, route_id),
  CONSTRAINT lost_purchases_provider_fk FOREIGN KEY (provider_id) REFERENCES providers(id),
  CONSTRAINT lost_purchases_reservation_fk FOREIGN KEY (reservation_id) REFERENCES reservations(id),
  CONSTRAINT lost_purchases_route_fk FOREIGN KEY (route_id) REFERENCES routes(id),
  CONSTRAINT lost_purchases_amount_positive CHECK ((amount > 0))
);

CREATE TABLE message_parts (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  provider_id integer NOT NULL,
  dedupe_key text NOT NULL,
  group_key text NOT NULL,
  part integer NOT NULL,
  total integer NOT NULL,
  phone text NOT NULL,
  sender text,
  text text NOT NULL,
  received_at timestamp with time zone,
  stored_at timestamp with time zone NOT NULL,
  joined_at timestamp with time zone,
  source message_source NOT NULL DEFAULT 'WEBHOOK'::message_source,
  CONSTRAINT message_parts_pkey PRIMARY KEY (id),
  CONSTRAINT message_parts_dedupe_key UNIQUE (provider_id, dedupe_key),
  CONSTRAINT message_parts_provider_fk FOREIGN KEY (provider_id) REFERENCES providers(id),
  CONSTRAINT message_parts_range CHECK (((part >= 1) AND (part <= total) AND (total <= 255)))
);

CREATE TABLE messages (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  provider_id integer NOT NULL,
  dedupe_key text NOT NULL,
  source message_source NOT NULL,
  upstream_order_id text,
  phone text,
  sender text,
  text text NOT NULL,
  provider_code text,
  code text,
  status message_status NOT NULL DEFAULT 'STORED'::message_status,
  orphan_reason text,
  reservation_id bigint,
  received_at timestamp with time zone,
  stored_at timestamp with time zone NOT NULL,
  applied_at timestamp with time zone,
  erased_at timestamp with time zone,
  is_incomplete boolean NOT NULL DEFAULT false,
  CONSTRAINT messages_pkey PRIMARY KEY (id),
  CONSTRAINT messages_dedupe_key UNIQUE (provider_id, dedupe_key),
  CONSTRAINT messages_provider_fk FOREIGN KEY (provider_id) REFERENCES providers(id),
  CONSTRAINT messages_reservation_fk FOREIGN KEY (reservation_id) REFERENCES reservations(id),
  CONSTRAINT messages_erased_is_empty CHECK (((erased_at IS NULL) OR ((text = ''::text) AND (code IS NULL) AND (provider_code IS NULL))))
);

CREATE TABLE mirrored_messages (
  provider_id integer NOT NULL,
  dedupe_key text NOT NULL,
  feed text NOT NULL,
  twin_key bytea NOT NULL,
  twin_of text,
  seen_at timestamp with time zone NOT NULL,
  CONSTRAINT mirrored_messages_pk PRIMARY KEY (provider_id, dedupe_key),
  CONSTRAINT mirrored_messages_provider_fk FOREIGN KEY (provider_id) REFERENCES providers(id),
  CONSTRAINT mirrored_messages_feed_known CHECK ((feed = ANY (ARRAY['DIRECT'::text, 'CHAT'::text])))
);

CREATE TABLE number_deletions (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  reason deletion_reason NOT NULL,
  service_id integer,
  filter jsonb NOT NULL DEFAULT '{}'::jsonb,
  state deletion_state NOT NULL DEFAULT 'DELETING'::deletion_state,
  "position" bigint NOT NULL DEFAULT 0,
  passes integer NOT NULL DEFAULT 0,
  deleted integer NOT NULL DEFAULT 0,
  restored integer NOT NULL DEFAULT 0,
  canceled integer NOT NULL DEFAULT 0,
  actor_type actor_type NOT NULL,
  actor_id text NOT NULL,
  undo_until timestamp with time zone NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT number_deletions_pkey PRIMARY KEY (id),
  CONSTRAINT number_deletions_service_fk FOREIGN KEY (service_id) REFERENCES services(id),
  CONSTRAINT number_deletions_service_named CHECK (((reason = 'SERVICE'::deletion_reason) = (service_id IS NOT NULL)))
);

CREATE TABLE number_import_files (
  import_id bigint NOT NULL,
  content bytea NOT NULL,
  CONSTRAINT number_import_files_pkey PRIMARY KEY (import_id)
);

CREATE TABLE number_import_lines (
  import_id bigint NOT NULL,
  entry integer NOT NULL,
  line integer NOT NULL,
  phone text,
  country_id integer,
  verdict import_verdict,
  given text,
  CONSTRAINT number_import_lines_pkey PRIMARY KEY (import_id, entry)
);

CREATE TABLE number_imports (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  provider_id integer NOT NULL,
  service_id integer NOT NULL,
  country_id integer,
  source text NOT NULL,
  revives boolean NOT NULL,
  is_dry_run boolean NOT NULL,
  state import_state NOT NULL DEFAULT 'READING'::import_state,
  entries integer NOT NULL DEFAULT 0,
  "position" integer NOT NULL DEFAULT 0,
  counts jsonb NOT NULL DEFAULT '{}'::jsonb,
  failure text,
  actor_type actor_type NOT NULL,
  actor_id text NOT NULL,
  request_id text,
  leased_until timestamp with time zone,
  created_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  reading jsonb,
  CONSTRAINT number_imports_pkey PRIMARY KEY (id),
  CONSTRAINT number_imports_country_fk FOREIGN KEY (country_id) REFERENCES countries(id),
  CONSTRAINT number_imports_provider_fk FOREIGN KEY (provider_id) REFERENCES providers(id),
  CONSTRAINT number_imports_service_fk FOREIGN KEY (service_id) REFERENCES services(id),
  CONSTRAINT number_imports_end_dated CHECK (((state = ANY (ARRAY['DONE'::import_state, 'FAILED'::import_state])) = (ended_at IS NOT NULL))),
  CONSTRAINT number_imports_position_range CHECK ((("position" >= 0) AND ("position" <= entries)))
);

CREATE TABLE numbers (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  provider_id integer NOT NULL,
  service_id integer NOT NULL,
  country_id integer NOT NULL,
  phone text NOT NULL,
  origin number_origin NOT NULL,
  status number_status NOT NULL,
  usage_count integer NOT NULL DEFAULT 0,
  expiries_in_a_row integer NOT NULL DEFAULT 0,
  pick_key integer NOT NULL DEFAULT (floor((random() * (2147483647)::double precision)))::integer,
  available_at timestamp with time zone,
  created_at timestamp with time zone NOT NULL,
  deleted_at timestamp with time zone,
  import_id bigint,
  deletion_id bigint,
  CONSTRAINT numbers_pkey PRIMARY KEY (id),
  CONSTRAINT numbers_provider_service_phone_key UNIQUE (provider_id, service_id, phone),
  CONSTRAINT numbers_country_fk FOREIGN KEY (country_id) REFERENCES countries(id),
  CONSTRAINT numbers_provider_fk FOREIGN KEY (provider_id) REFERENCES providers(id),
  CONSTRAINT numbers_service_fk FOREIGN KEY (service_id) REFERENCES services(id),
  CONSTRAINT numbers_phone_form CHECK (((phone ~ '^[1-9][0-9]{6,14}$'::text) OR ((status = 'DELETED'::number_status) AND (phone = ('erased'::text || id))))),
  CONSTRAINT numbers_usage_not_negative CHECK ((usage_count >= 0))
) WITH (fillfactor=80);

CREATE TABLE offers (
  id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
  service_id integer NOT NULL,
  country_id integer NOT NULL,
  price bigint NOT NULL,
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamp with time zone NOT NULL,
  is_available boolean NOT NULL DEFAULT false,
  timeout_s integer,
  best_route_id integer,
  best_provider_id integer,
  best_is_pool boolean,
  ruled_price bigint,
  CONSTRAINT offers_pkey PRIMARY KEY (id),
  CONSTRAINT offers_service_country_key UNIQUE (service_id, country_id),
  CONSTRAINT offers_country_fk FOREIGN KEY (country_id) REFERENCES countries(id),
  CONSTRAINT offers_service_fk FOREIGN KEY (service_id) REFERENCES services(id),
  CONSTRAINT offers_price_positive CHECK ((price > 0))
);

CREATE TABLE operator_alerts (
  key text NOT NULL,
  kind text NOT NULL,
  facts jsonb NOT NULL,
  first_at timestamp with time zone NOT NULL,
  last_at timestamp with time zone NOT NULL,
  count integer NOT NULL,
  told_at timestamp with time zone,
  CONSTRAINT operator_alerts_pkey PRIMARY KEY (key),
  CONSTRAINT operator_alerts_count_positive CHECK ((count > 0))
);

CREATE TABLE outbox (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  key text NOT NULL,
  lane smallint NOT NULL,
  user_id bigint,
  chat_id bigint,
  kind outbox_kind NOT NULL,
  payload jsonb NOT NULL,
  random_id bigint NOT NULL,
  state outbox_state NOT NULL DEFAULT 'WAITING'::outbox_state,
  attempts integer NOT NULL DEFAULT 0,
  due_at timestamp with time zone NOT NULL,
  leased_until timestamp with time zone,
  message_id integer,
  created_at timestamp with time zone NOT NULL,
  sent_at timestamp with time zone,
  failure text,
  broadcast_id integer,
  term bigint,
  CONSTRAINT outbox_pkey PRIMARY KEY (id),
  CONSTRAINT outbox_key_key UNIQUE (key),
  CONSTRAINT outbox_broadcast_fk FOREIGN KEY (broadcast_id) REFERENCES broadcasts(id),
  CONSTRAINT outbox_user_fk FOREIGN KEY (user_id) REFERENCES users(id),
  CONSTRAINT outbox_addressed CHECK (((user_id IS NOT NULL) OR (chat_id IS NOT NULL))),
  CONSTRAINT outbox_lane_known CHECK ((lane = ANY (ARRAY[0, 1, 2])))
);

CREATE TABLE payment_days (
  method_id integer NOT NULL,
  day date NOT NULL,
  due_at timestamp with time zone,
  tries integer NOT NULL DEFAULT 0,
  compared_at timestamp with time zone,
  theirs integer NOT NULL DEFAULT 0,
  ours integer NOT NULL DEFAULT 0,
  is_listed boolean NOT NULL DEFAULT true,
  differences integer NOT NULL DEFAULT 0,
  found jsonb NOT NULL DEFAULT '[]'::jsonb,
  problem text,
  CONSTRAINT payment_days_pkey PRIMARY KEY (method_id, day),
  CONSTRAINT payment_days_method_fk FOREIGN KEY (method_id) REFERENCES payment_methods(id) ON DELETE CASCADE
);

CREATE TABLE payment_events (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  method_id integer NOT NULL,
  event_key text NOT NULL,
  external_id text,
  token text,
  snapshot jsonb,
  sealed bytea,
  received_at timestamp with time zone NOT NULL,
  due_at timestamp with time zone,
  tries integer NOT NULL DEFAULT 0,
  problem text,
  CONSTRAINT payment_events_pkey PRIMARY KEY (id),
  CONSTRAINT payment_events_once UNIQUE (method_id, event_key),
  CONSTRAINT payment_events_method_fk FOREIGN KEY (method_id) REFERENCES payment_methods(id)
);

CREATE TABLE payment_holds (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  receipt_id bigint NOT NULL,
  user_id bigint NOT NULL,
  amount bigint NOT NULL,
  usable_at timestamp with time zone NOT NULL,
  state payment_hold_state NOT NULL DEFAULT 'WAITING'::payment_hold_state,
  created_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  CONSTRAINT payment_holds_pkey PRIMARY KEY (id),
  CONSTRAINT payment_holds_receipt_fk FOREIGN KEY (receipt_id) REFERENCES payment_receipts(id),
  CONSTRAINT payment_holds_user_fk FOREIGN KEY (user_id) REFERENCES users(id),
  CONSTRAINT payment_holds_amount_positive CHECK ((amount > 0)),
  CONSTRAINT payment_holds_ended CHECK (((state = 'ENDED'::payment_hold_state) = (ended_at IS NOT NULL)))
);

CREATE TABLE payment_methods (
  id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
  name text NOT NULL,
  protocol text NOT NULL,
  base_url text NOT NULL DEFAULT ''::text,
  api_key_sealed bytea,
  webhook_key_sealed bytea,
  options jsonb NOT NULL DEFAULT '{}'::jsonb,
  currency text NOT NULL,
  rate numeric(16,10) NOT NULL DEFAULT 1,
  rate_at timestamp with time zone NOT NULL,
  min_amount bigint NOT NULL DEFAULT 10000,
  max_amount bigint NOT NULL DEFAULT 10000000,
  bonus_from bigint,
  bonus_percent integer NOT NULL DEFAULT 0,
  invoice_minutes integer NOT NULL DEFAULT 30,
  timeout_ms integer NOT NULL DEFAULT 10000,
  "position" integer NOT NULL DEFAULT 0,
  is_active boolean NOT NULL DEFAULT false,
  revision integer NOT NULL DEFAULT 1,
  last_fault text,
  list_cursor text,
  listed_at timestamp with time zone,
  created_at timestamp with time zone NOT NULL,
  accepts_terms boolean NOT NULL DEFAULT false,
  first_hold_hours integer,
  new_payer_most bigint,
  new_payer_days integer NOT NULL DEFAULT 30,
  most_a_day bigint,
  failures_a_day integer,
  CONSTRAINT payment_methods_pkey PRIMARY KEY (id),
  CONSTRAINT payment_methods_name_key UNIQUE (name),
  CONSTRAINT payment_methods_bonus_from_positive CHECK ((bonus_from > 0)),
  CONSTRAINT payment_methods_bonus_range CHECK (((bonus_percent >= 0) AND (bonus_percent <= 100))),
  CONSTRAINT payment_methods_failures_range CHECK (((failures_a_day >= 1) AND (failures_a_day <= 100))),
  CONSTRAINT payment_methods_first_hold_range CHECK (((first_hold_hours >= 0) AND (first_hold_hours <= 720))),
  CONSTRAINT payment_methods_max_above_min CHECK ((max_amount >= min_amount)),
  CONSTRAINT payment_methods_min_positive CHECK ((min_amount > 0)),
  CONSTRAINT payment_methods_minutes_range CHECK (((invoice_minutes >= 5) AND (invoice_minutes <= 1440))),
  CONSTRAINT payment_methods_most_a_day_positive CHECK ((most_a_day > 0)),
  CONSTRAINT payment_methods_new_payer_days_range CHECK (((new_payer_days >= 1) AND (new_payer_days <= 365))),
  CONSTRAINT payment_methods_new_payer_most_positive CHECK ((new_payer_most > 0)),
  CONSTRAINT payment_methods_rate_positive CHECK ((rate > (0)::numeric))
);

CREATE TABLE payment_receipts (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  method_id integer NOT NULL,
  receipt_key text NOT NULL,
  payment_id bigint,
  user_id bigint,
  received numeric NOT NULL,
  currency text NOT NULL,
  amount bigint,
  bonus bigint NOT NULL DEFAULT 0,
  unclaimed text,
  returned bigint NOT NULL DEFAULT 0,
  arrived_at timestamp with time zone NOT NULL,
  created_at timestamp with time zone NOT NULL,
  fee bigint,
  payer_mark bytea,
  CONSTRAINT payment_receipts_pkey PRIMARY KEY (id),
  CONSTRAINT payment_receipts_once UNIQUE (method_id, receipt_key),
  CONSTRAINT payment_receipts_method_fk FOREIGN KEY (method_id) REFERENCES payment_methods(id),
  CONSTRAINT payment_receipts_payment_fk FOREIGN KEY (payment_id) REFERENCES payments(id),
  CONSTRAINT payment_receipts_user_fk FOREIGN KEY (user_id) REFERENCES users(id),
  CONSTRAINT payment_receipts_amount_positive CHECK ((amount > 0)),
  CONSTRAINT payment_receipts_bonus_not_negative CHECK ((bonus >= 0)),
  CONSTRAINT payment_receipts_credited_or_unclaimed CHECK ((((amount IS NULL) = (unclaimed IS NOT NULL)) AND ((amount IS NULL) OR (user_id IS NOT NULL)))),
  CONSTRAINT payment_receipts_fee_not_negative CHECK ((fee >= 0)),
  CONSTRAINT payment_receipts_returned_within CHECK (((returned >= 0) AND (returned <= COALESCE(amount, (0)::bigint))))
);

CREATE TABLE payment_refunds (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  key text NOT NULL,
  receipt_id bigint NOT NULL,
  amount bigint NOT NULL,
  bonus bigint NOT NULL DEFAULT 0,
  state refund_state NOT NULL DEFAULT 'WAITING'::refund_state,
  actor_type actor_type NOT NULL,
  actor_id text NOT NULL,
  reason text NOT NULL DEFAULT ''::text,
  reference text,
  problem text,
  due_at timestamp with time zone,
  tries integer NOT NULL DEFAULT 0,
  created_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  CONSTRAINT payment_refunds_pkey PRIMARY KEY (id),
  CONSTRAINT payment_refunds_key_key UNIQUE (key),
  CONSTRAINT payment_refunds_receipt_fk FOREIGN KEY (receipt_id) REFERENCES payment_receipts(id),
  CONSTRAINT payment_refunds_amount_positive CHECK ((amount > 0)),
  CONSTRAINT payment_refunds_bonus_not_negative CHECK ((bonus >= 0))
);

CREATE TABLE payments (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  key text NOT NULL,
  token text NOT NULL,
  user_id bigint NOT NULL,
  method_id integer NOT NULL,
  amount bigint NOT NULL,
  bonus bigint NOT NULL DEFAULT 0,
  price numeric NOT NULL,
  currency text NOT NULL,
  rate numeric(16,10) NOT NULL,
  external_id text,
  pay_url text,
  status payment_status NOT NULL DEFAULT 'OPEN'::payment_status,
  credited bigint NOT NULL DEFAULT 0,
  approved_at timestamp with time zone,
  expires_at timestamp with time zone NOT NULL,
  offer_id integer,
  offer_price bigint,
  read_at timestamp with time zone,
  reads integer NOT NULL DEFAULT 0,
  created_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  CONSTRAINT payments_pkey PRIMARY KEY (id),
  CONSTRAINT payments_key_key UNIQUE (key),
  CONSTRAINT payments_token_key UNIQUE (token),
  CONSTRAINT payments_method_fk FOREIGN KEY (method_id) REFERENCES payment_methods(id),
  CONSTRAINT payments_offer_fk FOREIGN KEY (offer_id) REFERENCES offers(id) ON DELETE SET NULL,
  CONSTRAINT payments_user_fk FOREIGN KEY (user_id) REFERENCES users(id),
  CONSTRAINT payments_amount_positive CHECK ((amount > 0)),
  CONSTRAINT payments_bonus_not_negative CHECK ((bonus >= 0)),
  CONSTRAINT payments_credited_not_negative CHECK ((credited >= 0)),
  CONSTRAINT payments_paid_has_money CHECK (((credited > 0) OR (status = ANY (ARRAY['OPEN'::payment_status, 'SEEN'::payment_status, 'UNDERPAID'::payment_status, 'EXPIRED'::payment_status, 'CANCELED'::payment_status, 'FAILED'::payment_status])))),
  CONSTRAINT payments_price_positive CHECK ((price > (0)::numeric))
);

CREATE TABLE person_mark_keys (
  id smallint NOT NULL,
  key_sealed bytea NOT NULL,
  CONSTRAINT person_mark_keys_pkey PRIMARY KEY (id),
  CONSTRAINT person_mark_keys_one CHECK ((id = 1))
);

CREATE TABLE price_batches (
  id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
  changes jsonb NOT NULL,
  made_at timestamp with time zone NOT NULL,
  undo_until timestamp with time zone NOT NULL,
  undone_at timestamp with time zone,
  CONSTRAINT price_batches_pkey PRIMARY KEY (id)
);

CREATE TABLE price_groups (
  id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
  name text NOT NULL,
  mark_down real NOT NULL,
  may_sell_below_cost boolean NOT NULL DEFAULT false,
  created_at timestamp with time zone NOT NULL,
  is_active boolean NOT NULL DEFAULT true,
  CONSTRAINT price_groups_pkey PRIMARY KEY (id),
  CONSTRAINT price_groups_name_key UNIQUE (name),
  CONSTRAINT price_groups_mark_down_range CHECK (((mark_down >= ((0)::numeric)::double precision) AND (mark_down <= ((90)::numeric)::double precision)))
);

CREATE TABLE price_rules (
  id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
  service_id integer,
  country_id integer,
  kind price_rule_kind NOT NULL,
  fixed_price bigint,
  markup_bp integer,
  minimum bigint NOT NULL DEFAULT 0,
  round_to bigint NOT NULL DEFAULT 1,
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT price_rules_pkey PRIMARY KEY (id),
  CONSTRAINT price_rules_scope_once UNIQUE NULLS NOT DISTINCT (service_id, country_id),
  CONSTRAINT price_rules_country_fk FOREIGN KEY (country_id) REFERENCES countries(id),
  CONSTRAINT price_rules_service_fk FOREIGN KEY (service_id) REFERENCES services(id),
  CONSTRAINT price_rules_complete CHECK ((((kind = 'FIXED'::price_rule_kind) AND (fixed_price > 0) AND (fixed_price IS NOT NULL) AND (markup_bp IS NULL)) OR ((kind = 'MARKUP'::price_rule_kind) AND (markup_bp >= 0) AND (markup_bp IS NOT NULL) AND (fixed_price IS NULL)))),
  CONSTRAINT price_rules_minimum_range CHECK ((minimum >= 0)),
  CONSTRAINT price_rules_round_to_positive CHECK ((round_to > 0))
);

CREATE TABLE promo_choices (
  user_id bigint NOT NULL,
  code_id integer NOT NULL,
  chosen_at timestamp with time zone NOT NULL,
  CONSTRAINT promo_choices_pkey PRIMARY KEY (user_id),
  CONSTRAINT promo_choices_code_fk FOREIGN KEY (code_id) REFERENCES promo_codes(id),
  CONSTRAINT promo_choices_user_fk FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

CREATE TABLE promo_codes (
  id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
  code text NOT NULL,
  kind promo_kind NOT NULL,
  amount bigint,
  percent integer,
  max_uses integer NOT NULL DEFAULT 1,
  uses integer NOT NULL DEFAULT 0,
  max_uses_of_user integer NOT NULL DEFAULT 1,
  is_for_new boolean NOT NULL DEFAULT false,
  starts_at timestamp with time zone,
  ends_at timestamp with time zone,
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamp with time zone NOT NULL,
  service_id integer,
  country_id integer,
  min_price bigint,
  max_discount bigint,
  budget bigint,
  spent bigint NOT NULL DEFAULT 0,
  CONSTRAINT promo_codes_pkey PRIMARY KEY (id),
  CONSTRAINT promo_codes_code_key UNIQUE (code),
  CONSTRAINT promo_codes_country_fk FOREIGN KEY (country_id) REFERENCES countries(id),
  CONSTRAINT promo_codes_service_fk FOREIGN KEY (service_id) REFERENCES services(id),
  CONSTRAINT promo_codes_amount_positive CHECK ((amount > 0)),
  CONSTRAINT promo_codes_budget_positive CHECK ((budget > 0)),
  CONSTRAINT promo_codes_capitals CHECK ((code = upper(code))),
  CONSTRAINT promo_codes_kind_fits CHECK (
CASE kind
    WHEN 'BALANCE'::promo_kind THEN ((amount IS NOT NULL) AND (percent IS NULL))
    WHEN 'TOPUP_BONUS'::promo_kind THEN ((amount IS NULL) AND (percent IS NOT NULL))
    ELSE ((amount IS NULL) <> (percent IS NULL))
END),
  CONSTRAINT promo_codes_max_discount_positive CHECK ((max_discount > 0)),
  CONSTRAINT promo_codes_max_uses_of_user_positive CHECK ((max_uses_of_user > 0)),
  CONSTRAINT promo_codes_max_uses_positive CHECK ((max_uses > 0)),
  CONSTRAINT promo_codes_min_price_positive CHECK ((min_price > 0)),
  CONSTRAINT promo_codes_percent_range CHECK (((percent >= 1) AND (percent <= 100))),
  CONSTRAINT promo_codes_terms_fit CHECK (((kind = 'PURCHASE_DISCOUNT'::promo_kind) OR ((service_id IS NULL) AND (country_id IS NULL) AND (min_price IS NULL) AND (max_discount IS NULL) AND (budget IS NULL) AND (spent = 0)))),
  CONSTRAINT promo_codes_within_budget CHECK (((spent >= 0) AND ((budget IS NULL) OR (spent <= budget)))),
  CONSTRAINT promo_codes_within_uses CHECK (((uses >= 0) AND (uses <= max_uses)))
);

CREATE TABLE promo_tries (
  user_id bigint NOT NULL,
  wrong integer NOT NULL,
  since timestamp with time zone NOT NULL,
  CONSTRAINT promo_tries_pkey PRIMARY KEY (user_id),
  CONSTRAINT promo_tries_user_fk FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

CREATE TABLE promo_uses (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  code_id integer NOT NULL,
  user_id bigint NOT NULL,
  n integer NOT NULL,
  payment_id bigint,
  created_at timestamp with time zone NOT NULL,
  reservation_id bigint,
  discount bigint,
  released_at timestamp with time zone,
  is_beyond boolean NOT NULL DEFAULT false,
  CONSTRAINT promo_uses_pkey PRIMARY KEY (id),
  CONSTRAINT promo_uses_once UNIQUE (code_id, user_id, n),
  CONSTRAINT promo_uses_reservation_key UNIQUE (reservation_id),
  CONSTRAINT promo_uses_code_fk FOREIGN KEY (code_id) REFERENCES promo_codes(id),
  CONSTRAINT promo_uses_payment_fk FOREIGN KEY (payment_id) REFERENCES payments(id),
  CONSTRAINT promo_uses_reservation_fk FOREIGN KEY (reservation_id) REFERENCES reservations(id),
  CONSTRAINT promo_uses_user_fk FOREIGN KEY (user_id) REFERENCES users(id),
  CONSTRAINT promo_uses_discount_named CHECK (((reservation_id IS NULL) = (discount IS NULL))),
  CONSTRAINT promo_uses_discount_positive CHECK ((discount > 0)),
  CONSTRAINT promo_uses_only_discounts_return CHECK (((reservation_id IS NOT NULL) OR ((released_at IS NULL) AND (NOT is_beyond))))
);

CREATE TABLE providers (
  id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
  name text NOT NULL,
  protocol text NOT NULL,
  base_url text NOT NULL,
  api_key_sealed bytea,
  mode provider_mode NOT NULL DEFAULT 'POLL'::provider_mode,
  options jsonb NOT NULL DEFAULT '{}'::jsonb,
  poll_interval_ms integer NOT NULL DEFAULT 3000,
  timeout_ms integer NOT NULL DEFAULT 10000,
  budget_per_second real NOT NULL DEFAULT 5,
  budget_burst integer NOT NULL DEFAULT 10,
  early_cancel_s integer NOT NULL DEFAULT 120,
  is_active boolean NOT NULL DEFAULT true,
  revision integer NOT NULL DEFAULT 1,
  paused_until timestamp with time zone,
  pause_reason text,
  last_fault text,
  next_poll_at timestamp with time zone NOT NULL,
  poll_leased_until timestamp with time zone,
  poll_cursor text,
  balance bigint,
  balance_at timestamp with time zone,
  created_at timestamp with time zone NOT NULL,
  poll_failures integer NOT NULL DEFAULT 0,
  balance_low bigint,
  catalogue_at timestamp with time zone,
  catalogue_due_at timestamp with time zone,
  catalogue_fault text,
  webhook_key_sealed bytea,
  webhook_seen_at timestamp with time zone,
  webhook_missed_at timestamp with time zone,
  currency text,
  exchange_rate numeric(16,10),
  CONSTRAINT providers_pkey PRIMARY KEY (id),
  CONSTRAINT providers_name_key UNIQUE (name),
  CONSTRAINT providers_balance_low_range CHECK ((balance_low >= 0)),
  CONSTRAINT providers_budget_positive CHECK ((budget_per_second > (0)::double precision)),
  CONSTRAINT providers_burst_positive CHECK ((budget_burst > 0)),
  CONSTRAINT providers_early_cancel_range CHECK ((early_cancel_s >= 0)),
  CONSTRAINT providers_poll_failures_range CHECK ((poll_failures >= 0)),
  CONSTRAINT providers_poll_interval_range CHECK ((poll_interval_ms >= 100)),
  CONSTRAINT providers_rate_needs_currency CHECK (((exchange_rate IS NULL) OR (currency IS NOT NULL))),
  CONSTRAINT providers_rate_positive CHECK ((exchange_rate > (0)::numeric)),
  CONSTRAINT providers_timeout_positive CHECK ((timeout_ms > 0))
);

CREATE TABLE rate_limits (
  fingerprint bytea NOT NULL,
  paid_off_at timestamp with time zone NOT NULL,
  quiet_until timestamp with time zone,
  CONSTRAINT rate_limits_pkey PRIMARY KEY (fingerprint)
) WITH (fillfactor=50);

CREATE TABLE referral_marks (
  mark bytea NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT referral_marks_pkey PRIMARY KEY (mark)
);

CREATE TABLE referral_rewards (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  receipt_id bigint NOT NULL,
  inviter_id bigint NOT NULL,
  invitee_id bigint NOT NULL,
  amount bigint NOT NULL,
  state referral_state NOT NULL DEFAULT 'WAITING'::referral_state,
  matures_at timestamp with time zone NOT NULL,
  taken_back bigint NOT NULL DEFAULT 0,
  created_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  CONSTRAINT referral_rewards_pkey PRIMARY KEY (id),
  CONSTRAINT referral_rewards_once UNIQUE (receipt_id),
  CONSTRAINT referral_rewards_invitee_fk FOREIGN KEY (invitee_id) REFERENCES users(id),
  CONSTRAINT referral_rewards_inviter_fk FOREIGN KEY (inviter_id) REFERENCES users(id),
  CONSTRAINT referral_rewards_receipt_fk FOREIGN KEY (receipt_id) REFERENCES payment_receipts(id),
  CONSTRAINT referral_rewards_amount_positive CHECK ((amount > 0)),
  CONSTRAINT referral_rewards_taken_back_within CHECK (((taken_back >= 0) AND (taken_back <= amount)))
);

CREATE TABLE refund_requests (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  receipt_id bigint NOT NULL,
  user_id bigint NOT NULL,
  amount bigint NOT NULL,
  bonus bigint NOT NULL DEFAULT 0,
  state refund_request_state NOT NULL DEFAULT 'WAITING'::refund_request_state,
  refund_id bigint,
  reason text NOT NULL DEFAULT ''::text,
  created_at timestamp with time zone NOT NULL,
  answered_at timestamp with time zone,
  CONSTRAINT refund_requests_pkey PRIMARY KEY (id),
  CONSTRAINT refund_requests_once UNIQUE (receipt_id),
  CONSTRAINT refund_requests_refund_key UNIQUE (refund_id),
  CONSTRAINT refund_requests_receipt_fk FOREIGN KEY (receipt_id) REFERENCES payment_receipts(id),
  CONSTRAINT refund_requests_refund_fk FOREIGN KEY (refund_id) REFERENCES payment_refunds(id),
  CONSTRAINT refund_requests_user_fk FOREIGN KEY (user_id) REFERENCES users(id),
  CONSTRAINT refund_requests_amount_positive CHECK ((amount > 0)),
  CONSTRAINT refund_requests_answered CHECK (((state = 'WAITING'::refund_request_state) = (answered_at IS NULL))),
  CONSTRAINT refund_requests_approved_by_a_refund CHECK (((state = 'APPROVED'::refund_request_state) = (refund_id IS NOT NULL))),
  CONSTRAINT refund_requests_bonus_not_negative CHECK ((bonus >= 0))
);

CREATE TABLE required_channels (
  channel_id integer NOT NULL,
  "position" integer NOT NULL DEFAULT 0,
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamp with time zone NOT NULL,
  approves_joins boolean NOT NULL DEFAULT false,
  CONSTRAINT required_channels_pkey PRIMARY KEY (channel_id),
  CONSTRAINT required_channels_channel_fk FOREIGN KEY (channel_id) REFERENCES channels(id)
);

CREATE TABLE resale_keys (
  id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
  user_id bigint NOT NULL,
  name text NOT NULL,
  hash bytea NOT NULL,
  hint text NOT NULL,
  scopes resale_scope[] NOT NULL,
  created_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone,
  revoked_at timestamp with time zone,
  addresses inet[] NOT NULL DEFAULT '{}'::inet[],
  daily_cap bigint,
  price_group_id integer,
  wording resale_wording NOT NULL DEFAULT 'CLASSIC'::resale_wording,
  repeated_order repeated_order_rule NOT NULL DEFAULT 'SAME'::repeated_order_rule,
  is_quiet boolean NOT NULL DEFAULT false,
  last_used_at timestamp with time zone,
  CONSTRAINT resale_keys_pkey PRIMARY KEY (id),
  CONSTRAINT resale_keys_hash_key UNIQUE (hash),
  CONSTRAINT resale_keys_price_group_fk FOREIGN KEY (price_group_id) REFERENCES price_groups(id) ON DELETE SET NULL,
  CONSTRAINT resale_keys_user_fk FOREIGN KEY (user_id) REFERENCES users(id),
  CONSTRAINT resale_keys_daily_cap_positive CHECK ((daily_cap > 0)),
  CONSTRAINT resale_keys_scopes_some CHECK ((cardinality(scopes) > 0))
);

CREATE TABLE resale_orders (
  id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
  key_id integer NOT NULL,
  user_id bigint NOT NULL,
  reservation_id bigint,
  order_id text,
  input_hash bytea NOT NULL,
  end_customer text,
  ref text,
  operators text[],
  avoid_prefixes text[],
  daily_cap bigint,
  test_kind text,
  finished_at timestamp with time zone,
  created_at timestamp with time zone NOT NULL,
  webhook_url text,
  CONSTRAINT resale_orders_pkey PRIMARY KEY (id),
  CONSTRAINT resale_orders_reservation_once UNIQUE (reservation_id),
  CONSTRAINT resale_orders_key_fk FOREIGN KEY (key_id) REFERENCES resale_keys(id),
  CONSTRAINT resale_orders_reservation_fk FOREIGN KEY (reservation_id) REFERENCES reservations(id),
  CONSTRAINT resale_orders_user_fk FOREIGN KEY (user_id) REFERENCES users(id),
  CONSTRAINT resale_orders_test_or_real CHECK (((reservation_id IS NULL) = (test_kind IS NOT NULL)))
);

CREATE TABLE reservation_cards (
  reservation_id bigint NOT NULL,
  message_id integer NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT reservation_cards_pkey PRIMARY KEY (reservation_id),
  CONSTRAINT reservation_cards_reservation_fk FOREIGN KEY (reservation_id) REFERENCES reservations(id)
);

CREATE TABLE reservation_transitions (
  from_status reservation_status NOT NULL,
  to_status reservation_status NOT NULL,
  CONSTRAINT reservation_transitions_pkey PRIMARY KEY (from_status, to_status)
);

CREATE TABLE reservations (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  key uuid NOT NULL,
  user_id bigint NOT NULL,
  offer_id integer NOT NULL,
  service_id integer NOT NULL,
  country_id integer NOT NULL,
  route_id integer,
  provider_id integer,
  number_id bigint,
  phone text,
  origin number_origin NOT NULL,
  price bigint NOT NULL,
  status reservation_status NOT NULL,
  end_reason text,
  upstream_order_id text,
  upstream_cost bigint,
  tried_routes integer[] NOT NULL DEFAULT '{}'::integer[],
  asked_at timestamp with time zone,
  reconcile_at timestamp with time zone,
  absent_at timestamp with time zone,
  cancelable_at timestamp with time zone,
  cancel_due_at timestamp with time zone,
  expires_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  more_asked_at timestamp with time zone,
  replaces_id bigint,
  claim_of_id bigint,
  created_at timestamp with time zone NOT NULL,
  numbered_at timestamp with time zone,
  is_erased boolean NOT NULL DEFAULT false,
  cancel_asked_at timestamp with time zone,
  brought_code boolean,
  upstream_charged bigint,
  upstream_currency text,
  list_price bigint,
  promo_id integer,
  resale_key_id integer,
  CONSTRAINT reservations_pkey PRIMARY KEY (id),
  CONSTRAINT reservations_claim_of_key UNIQUE (claim_of_id),
  CONSTRAINT reservations_key_key UNIQUE (key),
  CONSTRAINT reservations_replaces_key UNIQUE (replaces_id),
  CONSTRAINT reservations_claim_of_fk FOREIGN KEY (claim_of_id) REFERENCES reservations(id),
  CONSTRAINT reservations_country_fk FOREIGN KEY (country_id) REFERENCES countries(id),
  CONSTRAINT reservations_number_fk FOREIGN KEY (number_id) REFERENCES numbers(id),
  CONSTRAINT reservations_offer_fk FOREIGN KEY (offer_id) REFERENCES offers(id),
  CONSTRAINT reservations_promo_fk FOREIGN KEY (promo_id) REFERENCES promo_codes(id),
  CONSTRAINT reservations_provider_fk FOREIGN KEY (provider_id) REFERENCES providers(id),
  CONSTRAINT reservations_replaces_fk FOREIGN KEY (replaces_id) REFERENCES reservations(id),
  CONSTRAINT reservations_resale_key_fk FOREIGN KEY (resale_key_id) REFERENCES resale_keys(id),
  CONSTRAINT reservations_route_fk FOREIGN KEY (route_id) REFERENCES routes(id),
  CONSTRAINT reservations_service_fk FOREIGN KEY (service_id) REFERENCES services(id),
  CONSTRAINT reservations_user_fk FOREIGN KEY (user_id) REFERENCES users(id),
  CONSTRAINT reservations_discount_fits CHECK (((list_price > price) OR ((list_price IS NULL) AND (promo_id IS NULL)))),
  CONSTRAINT reservations_end_dated CHECK (((status = ANY (ARRAY['COMPLETED'::reservation_status, 'EXPIRED'::reservation_status, 'CANCELED'::reservation_status])) = (ended_at IS NOT NULL))),
  CONSTRAINT reservations_price_positive CHECK ((price > 0)),
  CONSTRAINT reservations_waiting_has_number CHECK (((status <> ALL (ARRAY['WAITING_CODE'::reservation_status, 'CANCEL_PENDING'::reservation_status, 'COMPLETED'::reservation_status])) OR ((number_id IS NOT NULL) AND ((phone IS NOT NULL) OR is_erased))))
) WITH (fillfactor=80);

CREATE TABLE restock_wishes (
  user_id bigint NOT NULL,
  offer_id integer NOT NULL,
  ceiling bigint NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT restock_wishes_pkey PRIMARY KEY (user_id, offer_id),
  CONSTRAINT restock_wishes_offer_fk FOREIGN KEY (offer_id) REFERENCES offers(id),
  CONSTRAINT restock_wishes_user_fk FOREIGN KEY (user_id) REFERENCES users(id),
  CONSTRAINT restock_wishes_ceiling_positive CHECK ((ceiling > 0))
);

CREATE TABLE reward_channels (
  channel_id integer NOT NULL,
  amount bigint NOT NULL,
  budget_total bigint,
  budget_per_day bigint,
  max_claims_per_day integer,
  min_account_minutes integer NOT NULL DEFAULT 0,
  claw_back_days integer,
  "position" integer NOT NULL DEFAULT 0,
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamp with time zone NOT NULL,
  claims integer NOT NULL DEFAULT 0,
  spent bigint NOT NULL DEFAULT 0,
  counted_day date,
  claims_today integer NOT NULL DEFAULT 0,
  spent_today bigint NOT NULL DEFAULT 0,
  approves_joins boolean NOT NULL DEFAULT false,
  CONSTRAINT reward_channels_pkey PRIMARY KEY (channel_id),
  CONSTRAINT reward_channels_channel_fk FOREIGN KEY (channel_id) REFERENCES channels(id),
  CONSTRAINT reward_channels_account_not_negative CHECK ((min_account_minutes >= 0)),
  CONSTRAINT reward_channels_amount_positive CHECK ((amount > 0)),
  CONSTRAINT reward_channels_claims_within_day CHECK ((claims_today <= max_claims_per_day)),
  CONSTRAINT reward_channels_days_positive CHECK ((claw_back_days > 0)),
  CONSTRAINT reward_channels_within_day CHECK ((spent_today <= budget_per_day)),
  CONSTRAINT reward_channels_within_total CHECK ((spent <= budget_total))
);

CREATE TABLE reward_claims (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  user_id bigint NOT NULL,
  channel_id integer NOT NULL,
  amount bigint NOT NULL,
  created_at timestamp with time zone NOT NULL,
  claw_back_until timestamp with time zone,
  clawed_back_at timestamp with time zone,
  clawed_back bigint NOT NULL DEFAULT 0,
  person_mark bytea,
  left_at timestamp with time zone,
  CONSTRAINT reward_claims_pkey PRIMARY KEY (id),
  CONSTRAINT reward_claims_once UNIQUE (user_id, channel_id),
  CONSTRAINT reward_claims_channel_fk FOREIGN KEY (channel_id) REFERENCES reward_channels(channel_id),
  CONSTRAINT reward_claims_user_fk FOREIGN KEY (user_id) REFERENCES users(id),
  CONSTRAINT reward_claims_amount_positive CHECK ((amount > 0)),
  CONSTRAINT reward_claims_clawed_back_fits CHECK (((clawed_back >= 0) AND (clawed_back <= amount))),
  CONSTRAINT reward_claims_mark_form CHECK ((octet_length(person_mark) = 32))
);

CREATE TABLE route_figures (
  route_id integer NOT NULL,
  ended integer NOT NULL,
  completed integer NOT NULL,
  weight real NOT NULL,
  success real NOT NULL,
  median_s real,
  cost bigint,
  figured_at timestamp with time zone NOT NULL,
  usual_s real,
  CONSTRAINT route_figures_pkey PRIMARY KEY (route_id),
  CONSTRAINT route_figures_route_fk FOREIGN KEY (route_id) REFERENCES routes(id) ON DELETE CASCADE,
  CONSTRAINT route_figures_success_range CHECK (((success >= (0)::double precision) AND (success <= (1)::double precision)))
);

CREATE TABLE routes (
  id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
  offer_id integer NOT NULL,
  provider_id integer NOT NULL,
  is_pool boolean NOT NULL,
  service_code text,
  country_code text,
  operator text,
  max_cost bigint,
  priority integer NOT NULL DEFAULT 0,
  is_active boolean NOT NULL DEFAULT true,
  stock integer,
  stock_at timestamp with time zone,
  created_at timestamp with time zone NOT NULL,
  rank integer NOT NULL DEFAULT 0,
  is_failing boolean NOT NULL DEFAULT false,
  listed_cost bigint,
  CONSTRAINT routes_pkey PRIMARY KEY (id),
  CONSTRAINT routes_offer_provider_key UNIQUE (offer_id, provider_id),
  CONSTRAINT routes_offer_fk FOREIGN KEY (offer_id) REFERENCES offers(id),
  CONSTRAINT routes_provider_fk FOREIGN KEY (provider_id) REFERENCES providers(id),
  CONSTRAINT routes_listed_cost_range CHECK ((listed_cost >= 0)),
  CONSTRAINT routes_max_cost_positive CHECK ((max_cost > 0)),
  CONSTRAINT routes_on_demand_complete CHECK ((is_pool OR ((service_code IS NOT NULL) AND (country_code IS NOT NULL) AND (max_cost IS NOT NULL)))),
  CONSTRAINT routes_stock_range CHECK ((stock >= 0))
);

CREATE TABLE sale_prices (
  sale_id bigint NOT NULL,
  service_code text NOT NULL,
  country_code text NOT NULL,
  cost bigint NOT NULL,
  stock integer,
  CONSTRAINT sale_prices_pkey PRIMARY KEY (sale_id, service_code, country_code),
  CONSTRAINT sale_prices_sale_fk FOREIGN KEY (sale_id) REFERENCES sales(id) ON DELETE CASCADE
);

CREATE TABLE sales (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  choices jsonb NOT NULL DEFAULT '{}'::jsonb,
  content bytea,
  import_id bigint,
  created_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  CONSTRAINT sales_pkey PRIMARY KEY (id)
);

CREATE TABLE service_codes (
  dialect trade_dialect NOT NULL,
  code text NOT NULL,
  service_id integer NOT NULL,
  is_alias boolean NOT NULL DEFAULT false,
  CONSTRAINT service_codes_pkey PRIMARY KEY (dialect, code),
  CONSTRAINT service_codes_service_fk FOREIGN KEY (service_id) REFERENCES services(id) ON DELETE CASCADE,
  CONSTRAINT service_codes_form CHECK ((code ~ '^[a-z0-9_-]{1,40}$'::text))
);

CREATE TABLE services (
  id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  emoji text NOT NULL DEFAULT ''::text,
  code_pattern text,
  timeout_s integer NOT NULL DEFAULT 1200,
  "position" integer NOT NULL DEFAULT 0,
  is_active boolean NOT NULL DEFAULT true,
  deleted_at timestamp with time zone,
  created_at timestamp with time zone NOT NULL,
  aliases text[] NOT NULL,
  CONSTRAINT services_pkey PRIMARY KEY (id),
  CONSTRAINT services_code_key UNIQUE (code),
  CONSTRAINT services_timeout_positive CHECK ((timeout_s > 0))
);

CREATE TABLE settings (
  key text NOT NULL,
  value jsonb NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT settings_pkey PRIMARY KEY (key)
);

CREATE TABLE shop_texts (
  language text NOT NULL,
  key text NOT NULL,
  text text NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT shop_texts_pkey PRIMARY KEY (language, key),
  CONSTRAINT shop_texts_language_known CHECK ((language = ANY (ARRAY['en'::text, 'ar'::text, 'ru'::text]))),
  CONSTRAINT shop_texts_not_blank CHECK ((text ~ '\S'::text))
);

CREATE TABLE sim_probes (
  word text NOT NULL,
  phone text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  sim_id integer,
  found_at timestamp with time zone,
  CONSTRAINT sim_probes_pkey PRIMARY KEY (word),
  CONSTRAINT sim_probes_sim_fk FOREIGN KEY (sim_id) REFERENCES sims(id) ON DELETE CASCADE,
  CONSTRAINT sim_probes_phone_form CHECK ((phone ~ '^[1-9][0-9]{6,14}$'::text))
);

CREATE TABLE sims (
  id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
  provider_id integer NOT NULL,
  slot text NOT NULL,
  imsi text,
  iccid text,
  phone text,
  country_id integer,
  services text,
  is_active boolean NOT NULL DEFAULT true,
  is_blocked boolean NOT NULL DEFAULT false,
  silent_at timestamp with time zone,
  is_resting boolean NOT NULL DEFAULT false,
  last_sms_at timestamp with time zone,
  sms_count integer NOT NULL DEFAULT 0,
  usual_gap_s integer,
  signal integer,
  seen_at timestamp with time zone,
  watched_from timestamp with time zone NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT sims_pkey PRIMARY KEY (id),
  CONSTRAINT sims_imsi_once UNIQUE (provider_id, imsi),
  CONSTRAINT sims_phone_once UNIQUE (provider_id, phone),
  CONSTRAINT sims_slot_once UNIQUE (provider_id, slot),
  CONSTRAINT sims_country_fk FOREIGN KEY (country_id) REFERENCES countries(id),
  CONSTRAINT sims_provider_fk FOREIGN KEY (provider_id) REFERENCES providers(id),
  CONSTRAINT sims_phone_form CHECK ((phone ~ '^[1-9][0-9]{6,14}$'::text)),
  CONSTRAINT sims_signal_range CHECK (((signal >= 0) AND (signal <= 100)))
);

CREATE TABLE support_messages (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  thread_id bigint NOT NULL,
  key text NOT NULL,
  writer support_writer NOT NULL,
  actor_type actor_type NOT NULL,
  actor_id text NOT NULL,
  text text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  delivered_at timestamp with time zone,
  chat_message_id integer,
  failure text,
  is_failure_told boolean NOT NULL DEFAULT false,
  CONSTRAINT support_messages_pkey PRIMARY KEY (id),
  CONSTRAINT support_messages_key_key UNIQUE (key),
  CONSTRAINT support_messages_thread_fk FOREIGN KEY (thread_id) REFERENCES support_threads(id) ON DELETE CASCADE
);

CREATE TABLE support_pictures (
  message_id bigint NOT NULL,
  content bytea NOT NULL,
  reference jsonb,
  CONSTRAINT support_pictures_pkey PRIMARY KEY (message_id),
  CONSTRAINT support_pictures_message_fk FOREIGN KEY (message_id) REFERENCES support_messages(id) ON DELETE CASCADE
);

CREATE TABLE support_threads (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  user_id bigint NOT NULL,
  topic support_topic NOT NULL,
  reservation_id bigint,
  payment_id bigint,
  receipt_id bigint,
  state support_state NOT NULL DEFAULT 'OPEN'::support_state,
  waiting_since timestamp with time zone,
  last_message_id bigint,
  last_at timestamp with time zone NOT NULL,
  created_at timestamp with time zone NOT NULL,
  closed_at timestamp with time zone,
  closed_by actor_type,
  CONSTRAINT support_threads_pkey PRIMARY KEY (id),
  CONSTRAINT support_threads_payment_fk FOREIGN KEY (payment_id) REFERENCES payments(id),
  CONSTRAINT support_threads_receipt_fk FOREIGN KEY (receipt_id) REFERENCES payment_receipts(id),
  CONSTRAINT support_threads_reservation_fk FOREIGN KEY (reservation_id) REFERENCES reservations(id),
  CONSTRAINT support_threads_user_fk FOREIGN KEY (user_id) REFERENCES users(id),
  CONSTRAINT support_threads_closed_fits CHECK ((((state = 'CLOSED'::support_state) = (closed_at IS NOT NULL)) AND ((state = 'CLOSED'::support_state) = (closed_by IS NOT NULL)) AND ((state = 'OPEN'::support_state) OR (waiting_since IS NULL)))),
  CONSTRAINT support_threads_subject_fits CHECK (((num_nonnulls(reservation_id, payment_id, receipt_id) <= 1) AND ((topic = 'ORDER'::support_topic) = (reservation_id IS NOT NULL)) AND ((topic = 'PAYMENT'::support_topic) OR (num_nonnulls(payment_id, receipt_id) = 0))))
);

CREATE TABLE telegram_channel_states (
  channel_id bigint NOT NULL,
  pts integer NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT telegram_channel_states_pkey PRIMARY KEY (channel_id)
);

CREATE TABLE telegram_flood_waits (
  scope text NOT NULL,
  until timestamp with time zone NOT NULL,
  CONSTRAINT telegram_flood_waits_pkey PRIMARY KEY (scope)
);

CREATE TABLE telegram_memberships (
  channel_id bigint NOT NULL,
  telegram_id bigint NOT NULL,
  status membership_status NOT NULL,
  checked_at timestamp with time zone NOT NULL,
  requested_at timestamp with time zone,
  CONSTRAINT telegram_memberships_pkey PRIMARY KEY (channel_id, telegram_id)
);

CREATE TABLE telegram_peers (
  kind peer_kind NOT NULL,
  id bigint NOT NULL,
  access_hash bigint NOT NULL DEFAULT 0,
  username text,
  title text,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT telegram_peers_pkey PRIMARY KEY (kind, id)
);

CREATE TABLE telegram_sessions (
  bot_id bigint NOT NULL,
  session_sealed bytea NOT NULL,
  pts integer NOT NULL DEFAULT 0,
  qts integer NOT NULL DEFAULT 0,
  date integer NOT NULL DEFAULT 0,
  seq integer NOT NULL DEFAULT 0,
  updated_at timestamp with time zone NOT NULL,
  username text,
  CONSTRAINT telegram_sessions_pkey PRIMARY KEY (bot_id)
);

CREATE TABLE trade_countries (
  iso text NOT NULL,
  handler text NOT NULL,
  five_sim text NOT NULL,
  CONSTRAINT trade_countries_pkey PRIMARY KEY (iso),
  CONSTRAINT trade_countries_five_sim_key UNIQUE (five_sim),
  CONSTRAINT trade_countries_handler_key UNIQUE (handler)
);

CREATE TABLE trade_services (
  handler text NOT NULL,
  name text NOT NULL,
  five_sim text NOT NULL,
  CONSTRAINT trade_services_pkey PRIMARY KEY (handler),
  CONSTRAINT trade_services_five_sim_key UNIQUE (five_sim)
);

CREATE TABLE transfers (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  key text NOT NULL,
  type transfer_type NOT NULL,
  from_account ledger_account NOT NULL,
  to_account ledger_account NOT NULL,
  amount bigint NOT NULL,
  user_id bigint NOT NULL,
  reservation_id bigint,
  actor_type actor_type NOT NULL,
  actor_id text NOT NULL,
  reason text NOT NULL DEFAULT ''::text,
  available_after bigint NOT NULL,
  held_after bigint NOT NULL,
  created_at timestamp with time zone NOT NULL,
  receipt_id bigint,
  CONSTRAINT transfers_pkey PRIMARY KEY (id),
  CONSTRAINT transfers_key_key UNIQUE (key),
  CONSTRAINT transfers_receipt_fk FOREIGN KEY (receipt_id) REFERENCES payment_receipts(id),
  CONSTRAINT transfers_reservation_fk FOREIGN KEY (reservation_id) REFERENCES reservations(id),
  CONSTRAINT transfers_user_fk FOREIGN KEY (user_id) REFERENCES users(id),
  CONSTRAINT transfers_accounts_fit_type CHECK ((((((((((((((((((((((((type = 'ADD'::transfer_type) AND (from_account = 'FUNDING'::ledger_account) AND (to_account = 'AVAILABLE'::ledger_account)) OR ((type = 'DEDUCT'::transfer_type) AND (from_account = 'AVAILABLE'::ledger_account) AND (to_account = 'FUNDING'::ledger_account))) OR ((type = 'HOLD'::transfer_type) AND (from_account = 'AVAILABLE'::ledger_account) AND (to_account = 'HELD'::ledger_account))) OR ((type = 'RELEASE'::transfer_type) AND (from_account = 'HELD'::ledger_account) AND (to_account = 'AVAILABLE'::ledger_account))) OR ((type = 'PURCHASE'::transfer_type) AND (from_account = 'HELD'::ledger_account) AND (to_account = 'SALES'::ledger_account))) OR ((type = 'REWARD'::transfer_type) AND (from_account = 'REWARDS'::ledger_account) AND (to_account = 'AVAILABLE'::ledger_account))) OR ((type = 'REFUND'::transfer_type) AND (from_account = 'SALES'::ledger_account) AND (to_account = 'AVAILABLE'::ledger_account))) OR ((type = 'TOPUP'::transfer_type) AND (from_account = 'PAYMENTS'::ledger_account) AND (to_account = 'AVAILABLE'::ledger_account))) OR ((type = 'TOPUP_REFUND'::transfer_type) AND (from_account = 'AVAILABLE'::ledger_account) AND (to_account = 'CLEARING'::ledger_account))) OR ((type = 'TOPUP_REFUND'::transfer_type) AND (from_account = 'CLEARING'::ledger_account) AND (to_account = 'PAYMENTS'::ledger_account))) OR ((type = 'TOPUP_REFUND'::transfer_type) AND (from_account = 'CLEARING'::ledger_account) AND (to_account = 'AVAILABLE'::ledger_account))) OR ((type = 'CHARGEBACK'::transfer_type) AND (from_account = 'AVAILABLE'::ledger_account) AND (to_account = 'PAYMENTS'::ledger_account))) OR ((type = 'CHARGEBACK'::transfer_type) AND (from_account = 'PAYMENTS'::ledger_account) AND (to_account = 'AVAILABLE'::ledger_account))) OR ((type = 'BONUS'::transfer_type) AND (from_account = 'PROMOTIONS'::ledger_account) AND (to_account = 'AVAILABLE'::ledger_account))) OR ((type = 'BONUS'::transfer_type) AND (from_account = 'AVAILABLE'::ledger_account) AND (to_account = 'PROMOTIONS'::ledger_account))) OR ((type = 'PROMO'::transfer_type) AND (from_account = 'PROMOTIONS'::ledger_account) AND (to_account = 'AVAILABLE'::ledger_account))) OR ((type = 'REFERRAL'::transfer_type) AND (from_account = 'REFERRALS'::ledger_account) AND (to_account = 'AVAILABLE'::ledger_account))) OR ((type = 'REFERRAL'::transfer_type) AND (from_account = 'AVAILABLE'::ledger_account) AND (to_account = 'REFERRALS'::ledger_account))) OR ((type = 'GIFT'::transfer_type) AND (from_account = 'AVAILABLE'::ledger_account) AND (to_account = 'GIFTS'::ledger_account))) OR ((type = 'GIFT'::transfer_type) AND (from_account = 'GIFTS'::ledger_account) AND (to_account = 'AVAILABLE'::ledger_account))) OR ((type = 'PENDING'::transfer_type) AND (from_account = 'AVAILABLE'::ledger_account) AND (to_account = 'PENDING'::ledger_account))) OR ((type = 'PENDING'::transfer_type) AND (from_account = 'PENDING'::ledger_account) AND (to_account = 'AVAILABLE'::ledger_account)))),
  CONSTRAINT transfers_amount_positive CHECK ((amount > 0)),
  CONSTRAINT transfers_available_after_not_negative CHECK ((available_after >= 0)),
  CONSTRAINT transfers_held_after_not_negative CHECK ((held_after >= 0)),
  CONSTRAINT transfers_receipt_named CHECK (((receipt_id IS NOT NULL) = (type = ANY (ARRAY['TOPUP'::transfer_type, 'TOPUP_REFUND'::transfer_type, 'CHARGEBACK'::transfer_type, 'BONUS'::transfer_type, 'PENDING'::transfer_type])))),
  CONSTRAINT transfers_reservation_named CHECK (((reservation_id IS NOT NULL) OR (type <> ALL (ARRAY['HOLD'::transfer_type, 'RELEASE'::transfer_type, 'PURCHASE'::transfer_type, 'REFUND'::transfer_type]))))
);

CREATE TABLE unanswered_purchases (
  reservation_id bigint NOT NULL,
  route_id integer NOT NULL,
  provider_id integer NOT NULL,
  asked_at timestamp with time zone NOT NULL,
  upstream_order_id text,
  CONSTRAINT unanswered_purchases_pkey PRIMARY KEY (reservation_id, route_id),
  CONSTRAINT unanswered_purchases_provider_fk FOREIGN KEY (provider_id) REFERENCES providers(id) ON DELETE CASCADE,
  CONSTRAINT unanswered_purchases_reservation_fk FOREIGN KEY (reservation_id) REFERENCES reservations(id) ON DELETE CASCADE,
  CONSTRAINT unanswered_purchases_route_fk FOREIGN KEY (route_id) REFERENCES routes(id) ON DELETE CASCADE
);

CREATE TABLE unclear_purchases (
  reservation_id bigint NOT NULL,
  route_id integer NOT NULL,
  provider_id integer NOT NULL,
  amount bigint NOT NULL,
  asked_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone NOT NULL,
  told_at timestamp with time zone,
  CONSTRAINT unclear_purchases_pkey PRIMARY KEY (reservation_id, route_id),
  CONSTRAINT unclear_purchases_provider_fk FOREIGN KEY (provider_id) REFERENCES providers(id),
  CONSTRAINT unclear_purchases_reservation_fk FOREIGN KEY (reservation_id) REFERENCES reservations(id),
  CONSTRAINT unclear_purchases_route_fk FOREIGN KEY (route_id) REFERENCES routes(id),
  CONSTRAINT unclear_purchases_amount_positive CHECK ((amount > 0))
);

CREATE TABLE upstream_order_ends (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  provider_id integer NOT NULL,
  upstream_order_id text NOT NULL,
  action upstream_order_action NOT NULL,
  due_at timestamp with time zone NOT NULL,
  leased_until timestamp with time zone,
  attempts integer NOT NULL DEFAULT 0,
  done_at timestamp with time zone,
  outcome text,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT upstream_order_ends_pkey PRIMARY KEY (id),
  CONSTRAINT upstream_order_ends_order_key UNIQUE (provider_id, upstream_order_id),
  CONSTRAINT upstream_order_ends_provider_fk FOREIGN KEY (provider_id) REFERENCES providers(id)
);

CREATE TABLE user_data_channels (
  channel_id integer NOT NULL,
  is_active boolean NOT NULL DEFAULT true,
  fields text[] NOT NULL,
  language text NOT NULL DEFAULT 'en'::text,
  summary_due_at timestamp with time zone,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT user_data_channels_pkey PRIMARY KEY (channel_id),
  CONSTRAINT user_data_channels_channel_fk FOREIGN KEY (channel_id) REFERENCES channels(id),
  CONSTRAINT user_data_channels_fields_known CHECK (((cardinality(fields) > 0) AND (fields <@ ARRAY['id'::text, 'name'::text, 'username'::text, 'joined'::text, 'balance'::text, 'service'::text, 'country'::text, 'number'::text]))),
  CONSTRAINT user_data_channels_language_known CHECK ((language = ANY (ARRAY['en'::text, 'ar'::text, 'ru'::text])))
);

CREATE TABLE users (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  telegram_id bigint,
  first_name text NOT NULL DEFAULT ''::text,
  last_name text,
  username text,
  language text NOT NULL DEFAULT 'en'::text,
  language_chosen boolean NOT NULL DEFAULT false,
  is_banned boolean NOT NULL DEFAULT false,
  is_blocking_bot boolean NOT NULL DEFAULT false,
  buying_paused_until timestamp with time zone,
  joined_via text,
  created_at timestamp with time zone NOT NULL,
  last_seen_at timestamp with time zone NOT NULL,
  erased_at timestamp with time zone,
  referral_code text,
  invited_by bigint,
  CONSTRAINT users_pkey PRIMARY KEY (id),
  CONSTRAINT users_referral_code_key UNIQUE (referral_code),
  CONSTRAINT users_telegram_id_key UNIQUE (telegram_id),
  CONSTRAINT users_invited_by_fk FOREIGN KEY (invited_by) REFERENCES users(id),
  CONSTRAINT users_invited_by_another CHECK ((invited_by <> id)),
  CONSTRAINT users_language_known CHECK ((language = ANY (ARRAY['en'::text, 'ar'::text, 'ru'::text])))
);

CREATE TABLE usual_aliases (
  of_table text NOT NULL,
  name text NOT NULL,
  words text[] NOT NULL,
  CONSTRAINT usual_aliases_pkey PRIMARY KEY (of_table, name),
  CONSTRAINT usual_aliases_of_table_known CHECK ((of_table = ANY (ARRAY['services'::text, 'countries'::text])))
);

CREATE TABLE vendor_changes (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  provider_id integer NOT NULL,
  kind vendor_change_kind NOT NULL,
  service_code text,
  country_code text,
  name text NOT NULL,
  cost_before bigint,
  cost_after bigint,
  noted_at timestamp with time zone NOT NULL,
  CONSTRAINT vendor_changes_pkey PRIMARY KEY (id),
  CONSTRAINT vendor_changes_provider_fk FOREIGN KEY (provider_id) REFERENCES providers(id)
);

CREATE TABLE vendor_countries (
  provider_id integer NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  iso text,
  country_id integer,
  is_manual boolean NOT NULL DEFAULT false,
  seen_at timestamp with time zone NOT NULL,
  gone_at timestamp with time zone,
  CONSTRAINT vendor_countries_pkey PRIMARY KEY (provider_id, code),
  CONSTRAINT vendor_countries_country_fk FOREIGN KEY (country_id) REFERENCES countries(id),
  CONSTRAINT vendor_countries_provider_fk FOREIGN KEY (provider_id) REFERENCES providers(id)
);

CREATE TABLE vendor_prices (
  provider_id integer NOT NULL,
  service_code text NOT NULL,
  country_code text NOT NULL,
  cost bigint NOT NULL,
  stock integer,
  seen_at timestamp with time zone NOT NULL,
  gone_at timestamp with time zone,
  CONSTRAINT vendor_prices_pkey PRIMARY KEY (provider_id, service_code, country_code),
  CONSTRAINT vendor_prices_provider_fk FOREIGN KEY (provider_id) REFERENCES providers(id),
  CONSTRAINT vendor_prices_cost_range CHECK ((cost >= 0)),
  CONSTRAINT vendor_prices_stock_range CHECK ((stock >= 0))
);

CREATE TABLE vendor_services (
  provider_id integer NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  service_id integer,
  is_manual boolean NOT NULL DEFAULT false,
  seen_at timestamp with time zone NOT NULL,
  gone_at timestamp with time zone,
  CONSTRAINT vendor_services_pkey PRIMARY KEY (provider_id, code),
  CONSTRAINT vendor_services_provider_fk FOREIGN KEY (provider_id) REFERENCES providers(id),
  CONSTRAINT vendor_services_service_fk FOREIGN KEY (service_id) REFERENCES services(id)
);

CREATE TABLE wallets (
  user_id bigint NOT NULL,
  available bigint NOT NULL DEFAULT 0,
  held bigint NOT NULL DEFAULT 0,
  open_holds integer NOT NULL DEFAULT 0,
  debt bigint NOT NULL DEFAULT 0,
  pending bigint NOT NULL DEFAULT 0,
  CONSTRAINT wallets_pkey PRIMARY KEY (user_id),
  CONSTRAINT wallets_user_fk FOREIGN KEY (user_id) REFERENCES users(id),
  CONSTRAINT wallets_available_not_negative CHECK ((available >= 0)),
  CONSTRAINT wallets_debt_not_negative CHECK ((debt >= 0)),
  CONSTRAINT wallets_held_not_negative CHECK ((held >= 0)),
  CONSTRAINT wallets_open_holds_not_negative CHECK ((open_holds >= 0)),
  CONSTRAINT wallets_pending_not_negative CHECK ((pending >= 0))
) WITH (fillfactor=70);

CREATE TABLE webhook_deliveries (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  provider_id integer NOT NULL,
  digest bytea NOT NULL,
  sealed bytea NOT NULL,
  body_bytes integer NOT NULL,
  status webhook_status NOT NULL,
  problem text,
  messages integer NOT NULL DEFAULT 0,
  times integer NOT NULL DEFAULT 1,
  claims jsonb,
  confirm_due_at timestamp with time zone,
  confirm_tries integer NOT NULL DEFAULT 0,
  replayed_at timestamp with time zone,
  received_at timestamp with time zone NOT NULL,
  last_at timestamp with time zone NOT NULL,
  about text[],
  CONSTRAINT webhook_deliveries_pkey PRIMARY KEY (id),
  CONSTRAINT webhook_deliveries_digest_key UNIQUE (provider_id, digest),
  CONSTRAINT webhook_deliveries_provider_fk FOREIGN KEY (provider_id) REFERENCES providers(id),
  CONSTRAINT webhook_deliveries_digest_form CHECK ((octet_length(digest) = 32)),
  CONSTRAINT webhook_deliveries_unconfirmed_due CHECK (((status = 'UNCONFIRMED'::webhook_status) = ((confirm_due_at IS NOT NULL) AND (claims IS NOT NULL))))
);

CREATE TABLE webhook_secrets (
  id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
  provider_id integer NOT NULL,
  hash bytea NOT NULL,
  created_at timestamp with time zone NOT NULL,
  valid_until timestamp with time zone,
  CONSTRAINT webhook_secrets_pkey PRIMARY KEY (id),
  CONSTRAINT webhook_secrets_provider_fk FOREIGN KEY (provider_id) REFERENCES providers(id),
  CONSTRAINT webhook_secrets_hash_form CHECK ((octet_length(hash) = 32))
);

CREATE INDEX act_keys_created_idx ON act_keys USING btree (created_at);

CREATE UNIQUE INDEX admin_sessions_live_once ON admin_sessions USING btree (user_id) WHERE (revoked_at IS NULL);

CREATE INDEX admin_sessions_user_idx ON admin_sessions USING btree (user_id, id);

CREATE INDEX audit_log_actor_idx ON audit_log USING btree (actor_type, actor_id, id);

CREATE INDEX audit_log_created_idx ON audit_log USING brin (created_at);

CREATE INDEX audit_log_entity_idx ON audit_log USING btree (entity, entity_id, id);

CREATE UNIQUE INDEX broadcasts_one_running ON broadcasts USING btree (status) WHERE (status = 'RUNNING'::broadcast_status);

CREATE INDEX channel_posts_place_idx ON channel_posts USING btree (chat_id, message_id);

CREATE INDEX channel_posts_user_idx ON channel_posts USING btree (user_id) WHERE (user_id IS NOT NULL);

CREATE INDEX charge_backs_created_idx ON charge_backs USING btree (created_at);

CREATE INDEX charge_backs_receipt_idx ON charge_backs USING btree (receipt_id);

CREATE UNIQUE INDEX country_codes_one_name ON country_codes USING btree (country_id, dialect) WHERE (NOT is_alias);

CREATE INDEX debts_open_idx ON debts USING btree (user_id) WHERE ((paid + forgiven) < amount);

CREATE INDEX deleted_rows_entity_idx ON deleted_rows USING btree (entity, entity_id);

CREATE INDEX deleted_rows_until_idx ON deleted_rows USING btree (undo_until);

CREATE INDEX event_deliveries_endpoint_idx ON event_deliveries USING btree (endpoint_id, id);

CREATE INDEX event_deliveries_waiting_idx ON event_deliveries USING btree (endpoint_id, due_at) WHERE (state = 'WAITING'::event_delivery_state);

CREATE INDEX event_tries_at_idx ON event_tries USING brin (at);

CREATE INDEX event_tries_delivery_idx ON event_tries USING btree (delivery_id, id);

CREATE INDEX events_at_idx ON events USING brin (at);

CREATE INDEX events_buyer_idx ON events USING btree (buyer_id, "position") WHERE (buyer_id IS NOT NULL);

CREATE UNIQUE INDEX events_position_key ON events USING btree ("position");

CREATE INDEX events_unpublished_idx ON events USING btree (id) WHERE ("position" IS NULL);

CREATE INDEX exports_expires_idx ON exports USING btree (expires_at);

CREATE INDEX exports_waiting_idx ON exports USING btree (id) WHERE (state = 'WAITING'::export_state);

CREATE INDEX feed_changes_at_idx ON feed_changes USING btree (at);

CREATE INDEX foreign_orders_seen_idx ON foreign_orders USING btree (seen_at);

CREATE INDEX gifts_giver_idx ON gifts USING btree (giver_id, created_at);

CREATE INDEX gifts_open_idx ON gifts USING btree (expires_at) WHERE (state = 'OPEN'::gift_state);

CREATE INDEX inbox_handled_idx ON inbox USING btree (handled_at) WHERE (state <> 'WAITING'::inbox_state);

CREATE INDEX inbox_waiting_idx ON inbox USING btree (telegram_id, id) WHERE (state = 'WAITING'::inbox_state);

CREATE INDEX lost_purchases_provider_idx ON lost_purchases USING btree (provider_id, booked_at);

CREATE INDEX message_parts_open_idx ON message_parts USING btree (provider_id, group_key) WHERE (joined_at IS NULL);

CREATE INDEX message_parts_stored_idx ON message_parts USING btree (stored_at);

CREATE INDEX messages_orphan_idx ON messages USING btree (id) WHERE (status = 'ORPHAN'::message_status);

CREATE INDEX messages_reservation_idx ON messages USING btree (reservation_id, id) WHERE (reservation_id IS NOT NULL);

CREATE INDEX messages_to_erase_idx ON messages USING btree (stored_at) WHERE (erased_at IS NULL);

CREATE INDEX messages_unapplied_idx ON messages USING btree (stored_at) WHERE (status = 'STORED'::message_status);

CREATE INDEX mirrored_messages_seen_idx ON mirrored_messages USING btree (seen_at) WHERE (twin_of IS NULL);

CREATE INDEX mirrored_messages_twin_idx ON mirrored_messages USING btree (provider_id, twin_key, seen_at);

CREATE UNIQUE INDEX mirrored_messages_twin_once ON mirrored_messages USING btree (provider_id, twin_of) WHERE ((feed = 'DIRECT'::text) AND (twin_of IS NOT NULL));

CREATE INDEX number_deletions_open_idx ON number_deletions USING btree (id) WHERE (state = ANY (ARRAY['DELETING'::deletion_state, 'RESTORING'::deletion_state]));

CREATE INDEX number_deletions_service_idx ON number_deletions USING btree (service_id, id) WHERE (service_id IS NOT NULL);

CREATE INDEX number_imports_open_idx ON number_imports USING btree (id) WHERE (ended_at IS NULL);

CREATE INDEX numbers_due_idx ON numbers USING btree (available_at) WHERE (status = ANY (ARRAY['USED'::number_status, 'QUARANTINED'::number_status]));

CREATE INDEX numbers_phone_idx ON numbers USING btree (phone);

CREATE INDEX numbers_pick_idx ON numbers USING btree (provider_id, service_id, country_id, pick_key) WHERE (status = 'AVAILABLE'::number_status);

CREATE INDEX offers_country_idx ON offers USING btree (country_id);

CREATE INDEX outbox_broadcast_idx ON outbox USING btree (broadcast_id) WHERE ((state = 'WAITING'::outbox_state) AND (broadcast_id IS NOT NULL));

CREATE INDEX outbox_done_idx ON outbox USING btree (sent_at) WHERE (state <> 'WAITING'::outbox_state);

CREATE INDEX outbox_edit_idx ON outbox USING btree (((payload ->> 'edit'::text)), id) WHERE ((state = 'WAITING'::outbox_state) AND (payload ? 'edit'::text));

CREATE INDEX outbox_user_idx ON outbox USING btree (user_id) WHERE (state = 'WAITING'::outbox_state);

CREATE INDEX outbox_waiting_idx ON outbox USING btree (lane, due_at, id) WHERE (state = 'WAITING'::outbox_state);

CREATE INDEX payment_days_due_idx ON payment_days USING btree (due_at) WHERE (due_at IS NOT NULL);

CREATE INDEX payment_events_due_idx ON payment_events USING btree (due_at) WHERE (due_at IS NOT NULL);

CREATE INDEX payment_events_received_idx ON payment_events USING btree (received_at);

CREATE INDEX payment_holds_due_idx ON payment_holds USING btree (usable_at) WHERE (state = 'WAITING'::payment_hold_state);

CREATE INDEX payment_holds_user_idx ON payment_holds USING btree (user_id) WHERE (state = 'WAITING'::payment_hold_state);

CREATE UNIQUE INDEX payment_holds_waiting_once ON payment_holds USING btree (receipt_id) WHERE (state = 'WAITING'::payment_hold_state);

CREATE UNIQUE INDEX payment_methods_stars_once ON payment_methods USING btree (protocol) WHERE (protocol = 'stars'::text);

CREATE INDEX payment_receipts_arrived_idx ON payment_receipts USING btree (arrived_at);

CREATE INDEX payment_receipts_payer_idx ON payment_receipts USING btree (payer_mark) WHERE (payer_mark IS NOT NULL);

CREATE INDEX payment_receipts_payment_idx ON payment_receipts USING btree (payment_id);

CREATE INDEX payment_receipts_unclaimed_idx ON payment_receipts USING btree (id) WHERE (amount IS NULL);

CREATE INDEX payment_receipts_user_idx ON payment_receipts USING btree (user_id, id);

CREATE INDEX payment_refunds_due_idx ON payment_refunds USING btree (due_at) WHERE (state = 'WAITING'::refund_state);

CREATE INDEX payment_refunds_ended_idx ON payment_refunds USING btree (ended_at) WHERE (state = 'DONE'::refund_state);

CREATE INDEX payment_refunds_receipt_idx ON payment_refunds USING btree (receipt_id);

CREATE UNIQUE INDEX payment_refunds_waiting_once ON payment_refunds USING btree (receipt_id) WHERE (state = 'WAITING'::refund_state);

CREATE UNIQUE INDEX payments_external_once ON payments USING btree (method_id, external_id);

CREATE INDEX payments_open_idx ON payments USING btree (expires_at) WHERE (status = ANY (ARRAY['OPEN'::payment_status, 'SEEN'::payment_status]));

CREATE INDEX payments_read_idx ON payments USING btree (read_at) WHERE (read_at IS NOT NULL);

CREATE INDEX payments_user_idx ON payments USING btree (user_id, id);

CREATE INDEX promo_uses_payment_idx ON promo_uses USING btree (payment_id);

CREATE INDEX promo_uses_user_idx ON promo_uses USING btree (user_id);

CREATE INDEX providers_due_poll_idx ON providers USING btree (next_poll_at) WHERE is_active;

CREATE UNIQUE INDEX providers_source_chat_once ON providers USING btree (((options ->> 'chatId'::text))) WHERE (protocol = 'source_chat'::text);

CREATE INDEX referral_rewards_due_idx ON referral_rewards USING btree (matures_at) WHERE (state = 'WAITING'::referral_state);

CREATE INDEX referral_rewards_invitee_idx ON referral_rewards USING btree (invitee_id);

CREATE INDEX referral_rewards_inviter_idx ON referral_rewards USING btree (inviter_id, created_at);

CREATE INDEX refund_requests_user_idx ON refund_requests USING btree (user_id);

CREATE INDEX refund_requests_waiting_idx ON refund_requests USING btree (id) WHERE (state = 'WAITING'::refund_request_state);

CREATE UNIQUE INDEX resale_keys_name_once ON resale_keys USING btree (user_id, lower(name)) WHERE (revoked_at IS NULL);

CREATE INDEX resale_keys_price_group_idx ON resale_keys USING btree (price_group_id) WHERE (price_group_id IS NOT NULL);

CREATE INDEX resale_keys_user_idx ON resale_keys USING btree (user_id);

CREATE INDEX resale_orders_key_idx ON resale_orders USING btree (key_id, created_at);

CREATE UNIQUE INDEX resale_orders_once ON resale_orders USING btree (key_id, order_id) WHERE (order_id IS NOT NULL);

CREATE INDEX resale_orders_user_idx ON resale_orders USING btree (user_id, id DESC);

CREATE INDEX reservation_cards_message_idx ON reservation_cards USING btree (message_id);

CREATE INDEX reservations_created_idx ON reservations USING brin (created_at);

CREATE INDEX reservations_due_cancel_idx ON reservations USING btree (cancel_due_at) WHERE (status = 'CANCEL_PENDING'::reservation_status);

CREATE INDEX reservations_due_expiry_idx ON reservations USING btree (expires_at) WHERE (status = ANY (ARRAY['REQUESTED'::reservation_status, 'WAITING_CODE'::reservation_status, 'CANCEL_PENDING'::reservation_status]));

CREATE INDEX reservations_due_reconcile_idx ON reservations USING btree (reconcile_at) WHERE (status = 'REQUESTED'::reservation_status);

CREATE UNIQUE INDEX reservations_number_open_once ON reservations USING btree (number_id) WHERE (status = ANY (ARRAY['REQUESTED'::reservation_status, 'WAITING_CODE'::reservation_status, 'CANCEL_PENDING'::reservation_status]));

CREATE INDEX reservations_offer_told_idx ON reservations USING btree (offer_id, id) WHERE (brought_code IS NOT NULL);

CREATE INDEX reservations_phone_idx ON reservations USING btree (phone, id) WHERE (phone IS NOT NULL);

CREATE INDEX reservations_resale_key_idx ON reservations USING btree (resale_key_id, ended_at) WHERE (resale_key_id IS NOT NULL);

CREATE INDEX reservations_route_told_idx ON reservations USING btree (route_id, ended_at) WHERE (brought_code IS NOT NULL);

CREATE UNIQUE INDEX reservations_upstream_order_once ON reservations USING btree (provider_id, upstream_order_id) WHERE ((upstream_order_id IS NOT NULL) AND (claim_of_id IS NULL));

CREATE INDEX reservations_user_completed_idx ON reservations USING btree (user_id, number_id) WHERE (status = 'COMPLETED'::reservation_status);

CREATE INDEX reservations_user_idx ON reservations USING btree (user_id, id);

CREATE INDEX reservations_user_open_idx ON reservations USING btree (user_id) WHERE (status = ANY (ARRAY['REQUESTED'::reservation_status, 'WAITING_CODE'::reservation_status, 'CANCEL_PENDING'::reservation_status]));

CREATE INDEX reservations_watched_idx ON reservations USING btree (provider_id, expires_at) WHERE (upstream_order_id IS NOT NULL);

CREATE INDEX restock_wishes_offer_idx ON restock_wishes USING btree (offer_id);

CREATE INDEX reward_claims_channel_idx ON reward_claims USING btree (channel_id, created_at);

CREATE UNIQUE INDEX reward_claims_mark_once ON reward_claims USING btree (person_mark) WHERE (person_mark IS NOT NULL);

CREATE INDEX reward_claims_owed_idx ON reward_claims USING btree (user_id) WHERE ((left_at IS NOT NULL) AND (clawed_back_at IS NULL));

CREATE INDEX routes_provider_idx ON routes USING btree (provider_id);

CREATE INDEX sales_created_at ON sales USING btree (created_at);

CREATE UNIQUE INDEX service_codes_one_name ON service_codes USING btree (service_id, dialect) WHERE (NOT is_alias);

CREATE INDEX sims_resting_idx ON sims USING btree (provider_id, phone) WHERE is_resting;

CREATE INDEX support_messages_thread_idx ON support_messages USING btree (thread_id, id);

CREATE INDEX support_messages_untold_idx ON support_messages USING btree (id) WHERE ((failure IS NOT NULL) AND (NOT is_failure_told));

CREATE INDEX support_threads_closed_idx ON support_threads USING btree (closed_at) WHERE (state = 'CLOSED'::support_state);

CREATE UNIQUE INDEX support_threads_open_once ON support_threads USING btree (user_id, topic, COALESCE(reservation_id, (0)::bigint), COALESCE(payment_id, (0)::bigint), COALESCE(receipt_id, (0)::bigint)) WHERE (state = 'OPEN'::support_state);

CREATE INDEX support_threads_payment_idx ON support_threads USING btree (payment_id) WHERE (payment_id IS NOT NULL);

CREATE INDEX support_threads_receipt_idx ON support_threads USING btree (receipt_id) WHERE (receipt_id IS NOT NULL);

CREATE INDEX support_threads_reservation_idx ON support_threads USING btree (reservation_id) WHERE (reservation_id IS NOT NULL);

CREATE INDEX support_threads_user_idx ON support_threads USING btree (user_id, id);

CREATE INDEX support_threads_waiting_idx ON support_threads USING btree (waiting_since) WHERE (waiting_since IS NOT NULL);

CREATE INDEX telegram_memberships_members_idx ON telegram_memberships USING btree (checked_at) WHERE (status = 'MEMBER'::membership_status);

CREATE INDEX transfers_created_idx ON transfers USING brin (created_at);

CREATE UNIQUE INDEX transfers_hold_ends_once ON transfers USING btree (reservation_id) WHERE (type = ANY (ARRAY['RELEASE'::transfer_type, 'PURCHASE'::transfer_type]));

CREATE UNIQUE INDEX transfers_hold_once ON transfers USING btree (reservation_id) WHERE (type = 'HOLD'::transfer_type);

CREATE INDEX transfers_receipt_idx ON transfers USING btree (receipt_id) WHERE (receipt_id IS NOT NULL);

CREATE UNIQUE INDEX transfers_refund_once ON transfers USING btree (reservation_id) WHERE (type = 'REFUND'::transfer_type);

CREATE UNIQUE INDEX transfers_topup_once ON transfers USING btree (receipt_id) WHERE (type = 'TOPUP'::transfer_type);

CREATE INDEX transfers_user_idx ON transfers USING btree (user_id, id);

CREATE UNIQUE INDEX unanswered_purchases_order_key ON unanswered_purchases USING btree (provider_id, upstream_order_id);

CREATE INDEX unanswered_purchases_provider_idx ON unanswered_purchases USING btree (provider_id, asked_at);

CREATE INDEX unclear_purchases_provider_idx ON unclear_purchases USING btree (provider_id, asked_at);

CREATE INDEX unclear_purchases_untold_idx ON unclear_purchases USING btree (provider_id) WHERE (told_at IS NULL);

CREATE INDEX upstream_order_ends_due_idx ON upstream_order_ends USING btree (due_at) WHERE (done_at IS NULL);

CREATE UNIQUE INDEX user_data_channels_one_active ON user_data_channels USING btree (is_active) WHERE is_active;

CREATE INDEX users_created_idx ON users USING btree (created_at);

CREATE INDEX users_invited_by_idx ON users USING btree (invited_by) WHERE (invited_by IS NOT NULL);

CREATE INDEX users_username_idx ON users USING btree (lower(username)) WHERE (username IS NOT NULL);

CREATE INDEX vendor_changes_provider_idx ON vendor_changes USING btree (provider_id, id);

CREATE INDEX vendor_countries_country_idx ON vendor_countries USING btree (country_id) WHERE (country_id IS NOT NULL);

CREATE INDEX vendor_services_service_idx ON vendor_services USING btree (service_id) WHERE (service_id IS NOT NULL);

CREATE INDEX webhook_deliveries_due_idx ON webhook_deliveries USING btree (confirm_due_at) WHERE (status = 'UNCONFIRMED'::webhook_status);

CREATE INDEX webhook_deliveries_received_idx ON webhook_deliveries USING btree (received_at);

CREATE UNIQUE INDEX webhook_secrets_present_once ON webhook_secrets USING btree (provider_id) WHERE (valid_until IS NULL);

CREATE INDEX webhook_secrets_provider_idx ON webhook_secrets USING btree (provider_id);

-- The supplier gave a number. kind: accepted | too_late | number_taken | order_owned (another purchase of unknown
-- outcome was faster) | number_spent (used too often, dead, or this user completed with it before, or it begins as an
-- order by a key says that it must not). Only an accepted order is kept; any other one that nobody owns is handed to
-- closing. Remembers when the number came and what the supplier named as its price. Locks wallet, reservation, number.
CREATE OR REPLACE FUNCTION accept_number(p_id bigint, p_route integer, p_order text, p_phone text, p_cost bigint, p_now timestamp with time zone, p_cancelable timestamp with time zone, p_expires timestamp with time zone, p_max_uses integer, p_max_expiries integer, p_charged bigint DEFAULT NULL::bigint, p_currency text DEFAULT NULL::text, OUT kind text, OUT status reservation_status, OUT until timestamp with time zone)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
DECLARE
  v_row reservations;
  v_number bigint;
  v_provider integer;
  v_cancelable timestamptz;
BEGIN
  v_row := lock_reservation(p_id);
  status := v_row.status;
  IF v_row.status = 'WAITING_CODE' AND v_row.upstream_order_id = p_order THEN
    kind := 'accepted'; until := v_row.expires_at; RETURN;
  END IF;
  SELECT r.provider_id, COALESCE(p_cancelable, p_now + make_interval(secs => p.early_cancel_s))
    INTO v_provider, v_cancelable
  FROM routes r JOIN providers p ON p.id = r.provider_id WHERE r.id = p_route;
  IF v_row.status <> 'REQUESTED' OR v_row.route_id <> p_route THEN
    kind := 'too_late';
  ELSIF EXISTS (SELECT 1 FROM numbers n WHERE n.provider_id = v_provider AND n.service_id = v_row.service_id
      AND n.phone = p_phone AND (n.usage_count >= p_max_uses OR n.expiries_in_a_row >= p_max_expiries
        OR EXISTS (SELECT 1 FROM reservations x
                   WHERE x.user_id = v_row.user_id AND x.number_id = n.id AND x.status = 'COMPLETED'))) THEN
    kind := 'number_spent';
  ELSIF v_row.resale_key_id IS NOT NULL AND EXISTS (SELECT 1 FROM resale_orders o, unnest(o.avoid_prefixes) a
      WHERE o.reservation_id = p_id AND starts_with(p_phone, a)) THEN
    kind := 'number_spent';
  ELSE
    INSERT INTO numbers (provider_id, service_id, country_id, phone, origin, status, created_at)
    VALUES (v_provider, v_row.service_id, v_row.country_id, p_phone, 'ON_DEMAND', 'RESERVED', p_now)
    ON CONFLICT (provider_id, service_id, phone) DO UPDATE
      SET status = 'RESERVED', available_at = NULL, deleted_at = NULL
      WHERE numbers.origin = 'ON_DEMAND' AND numbers.status <> 'RESERVED'
    RETURNING id INTO v_number;
    IF v_number IS NULL THEN kind := 'number_taken'; END IF;
  END IF;
  IF kind IS NOT NULL THEN
    IF NOT EXISTS (SELECT 1 FROM reservations x WHERE x.provider_id = v_provider AND x.upstream_order_id = p_order) THEN
      PERFORM put_upstream_order_end(v_provider, p_order, 'CANCEL', v_cancelable, p_now);
    ELSIF kind = 'number_taken' THEN
      kind := 'order_owned';
    END IF;
    RETURN;
  END IF;
  UPDATE reservations r SET status = 'WAITING_CODE', number_id = v_number, phone = p_phone,
    upstream_order_id = p_order, upstream_cost = p_cost, upstream_charged = p_charged,
    upstream_currency = p_currency, numbered_at = p_now, cancelable_at = v_cancelable, reconcile_at = NULL,
    absent_at = NULL, expires_at = COALESCE(LEAST(r.expires_at, p_expires), r.expires_at)
  WHERE r.id = p_id RETURNING r.status, r.expires_at INTO status, until;
  kind := 'accepted';
END $function$
;

-- The route asked did not sell. kind: next_route | from_pool | canceled | not_asking. A sold-out route is noted as
-- such. Locks wallet, reservation, number.
CREATE OR REPLACE FUNCTION advance_route(p_id bigint, p_route integer, p_reason text, p_now timestamp with time zone, p_start integer, p_ask_timeout_ms integer, p_notify boolean, OUT kind text, OUT status reservation_status, OUT phone text, OUT route_id integer, OUT provider_id integer, OUT service_code text, OUT country_code text, OUT operator text, OUT max_cost bigint)
 RETURNS record
 LANGUAGE plpgsql
 SET enable_seqscan TO 'off'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
DECLARE
  v_row reservations;
  v_next chosen_route;
BEGIN
  v_row := lock_reservation(p_id);
  status := v_row.status;
  IF v_row.status IS DISTINCT FROM 'REQUESTED' OR v_row.route_id <> p_route THEN kind := 'not_asking'; RETURN; END IF;
  -- What a supplier says of its stock holds until the next word from it; buyers see it, and the order of routes does.
  IF p_reason = 'OUT_OF_STOCK' THEN
    UPDATE routes t SET stock = 0, stock_at = p_now
    WHERE t.id = p_route AND NOT t.is_pool
      AND (t.stock IS DISTINCT FROM 0 OR t.stock_at < p_now - interval '30 seconds');
  END IF;
  v_next := choose_route(v_row.offer_id, v_row.service_id, v_row.country_id, v_row.user_id,
    v_row.tried_routes || p_route, p_now, p_start, NULL, CASE WHEN v_row.resale_key_id IS NOT NULL THEN
      (SELECT o.avoid_prefixes FROM resale_orders o WHERE o.reservation_id = p_id) END);
  IF v_next.route_id IS NULL THEN
    PERFORM close_reservation(v_row, 'CANCELED', p_reason, p_now, 'JOB', 'route', 2147483647, false);
    IF p_notify AND chat_hears(v_row.resale_key_id) THEN
      PERFORM put_notice('ended:' || p_id, 1::smallint, v_row.user_id, 'reservation_ended',
        jsonb_build_object('reservationId', p_id::text), p_now);
    END IF;
    kind := 'canceled'; status := 'CANCELED'; RETURN;
  END IF;
  UPDATE reservations r SET
    route_id = v_next.route_id, provider_id = v_next.provider_id, number_id = v_next.number_id,
    phone = v_next.phone, tried_routes = r.tried_routes || p_route,
    origin = (CASE WHEN v_next.is_pool THEN 'POOL' ELSE 'ON_DEMAND' END)::number_origin,
    status = (CASE WHEN v_next.is_pool THEN 'WAITING_CODE' ELSE 'REQUESTED' END)::reservation_status,
    absent_at = NULL,
    asked_at = NULL,
    reconcile_at = CASE WHEN v_next.is_pool THEN NULL
                   ELSE p_now + make_interval(secs => p_ask_timeout_ms / 1000.0) END
  WHERE r.id = p_id RETURNING r.status INTO status;
  kind := CASE WHEN v_next.is_pool THEN 'from_pool' ELSE 'next_route' END;
  IF v_next.is_pool AND p_notify AND chat_hears(v_row.resale_key_id) THEN
    PERFORM put_notice('numbered:' || p_id, 0::smallint, v_row.user_id, 'number_arrived',
      jsonb_build_object('reservationId', p_id::text), p_now);
  END IF;
  phone := v_next.phone; route_id := v_next.route_id; provider_id := v_next.provider_id;
  service_code := v_next.service_code; country_code := v_next.country_code;
  operator := v_next.operator; max_cost := v_next.max_cost;
END $function$
;

-- What operators are told of now, programs are told of too.
CREATE OR REPLACE FUNCTION alert_event()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  v_type text := CASE
    WHEN NEW.kind LIKE 'provider\_%' THEN 'provider.down'
    WHEN NEW.kind = 'stock_low' THEN 'stock.low'
    WHEN NEW.kind = 'books_broken' THEN 'ledger.broken' END;
BEGIN
  IF v_type IS NOT NULL AND NEW.told_at IS NOT NULL AND NEW.told_at IS DISTINCT FROM OLD.told_at THEN
    PERFORM put_event(v_type, jsonb_build_object('reason', NEW.kind) || NEW.facts, NEW.told_at);
  END IF;
  RETURN NULL;
END $function$
;

-- An operator's answer, on its way to the buyer in the same transaction. kind: answered | repeated | key_conflict |
-- not_found | closed (open it again first) | overtaken (another operator answered after p_seen, the last message that
-- this one saw). What the buyer wrote after p_seen waits on. Locks the thread.
CREATE OR REPLACE FUNCTION answer_support(p_key text, p_thread bigint, p_text text, p_actor_type actor_type, p_actor_id text, p_seen bigint, p_now timestamp with time zone, OUT kind text, OUT message_id bigint)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
DECLARE
  v support_threads;
  v_old support_messages;
BEGIN
  SELECT * INTO v FROM support_threads t WHERE t.id = p_thread FOR UPDATE;
  SELECT * INTO v_old FROM support_messages m WHERE m.key = p_key;
  kind := CASE
    WHEN v_old.thread_id = p_thread AND v_old.text = p_text THEN 'repeated'
    WHEN v_old.id IS NOT NULL THEN 'key_conflict'
    WHEN v.id IS NULL THEN 'not_found'
    WHEN v.state = 'CLOSED' THEN 'closed'
    WHEN EXISTS (SELECT 1 FROM support_messages m
      WHERE m.thread_id = p_thread AND m.id > p_seen AND m.writer = 'OPERATOR') THEN 'overtaken'
  END;
  IF kind = 'repeated' THEN message_id := v_old.id; END IF;
  IF kind IS NOT NULL THEN RETURN; END IF;
  INSERT INTO support_messages (thread_id, key, writer, actor_type, actor_id, text, created_at)
  VALUES (p_thread, p_key, 'OPERATOR', p_actor_type, p_actor_id, p_text, p_now)
  ON CONFLICT ON CONSTRAINT support_messages_key_key DO NOTHING RETURNING id INTO message_id;
  IF message_id IS NULL THEN kind := 'key_conflict'; RETURN; END IF;
  UPDATE support_threads t SET last_message_id = message_id, last_at = p_now, waiting_since = (
    SELECT min(m.created_at) FROM support_messages m
    WHERE m.thread_id = p_thread AND m.writer = 'BUYER' AND m.id > p_seen)
  WHERE t.id = p_thread;
  PERFORM put_notice('support:' || message_id, 1::smallint, v.user_id, 'support_answer',
    jsonb_build_object('messageId', message_id::text), p_now);
  kind := 'answered';
END $function$
;

-- A stored message meets its reservation. kind: captured | appended | late | too_late | already_applied. 'captured'
-- completed it and took the price; 'late' is offered to the buyer; 'too_late' leaves the message an orphan. Locks
-- wallet, reservation, message, number.
CREATE OR REPLACE FUNCTION apply_message(p_message bigint, p_reservation bigint, p_code text, p_now timestamp with time zone, p_max_uses integer, p_late_window_s integer, OUT kind text, OUT status reservation_status, OUT user_id bigint)
 RETURNS record
 LANGUAGE plpgsql
 SET enable_seqscan TO 'off'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
DECLARE
  v_row reservations;
  v_message messages;
BEGIN
  v_row := lock_reservation(p_reservation);
  SELECT * INTO v_message FROM messages m WHERE m.id = p_message FOR UPDATE;
  status := v_row.status;
  user_id := v_row.user_id;
  IF v_message.status IN ('APPLIED', 'LATE') THEN kind := 'already_applied'; RETURN; END IF;

  IF v_row.status IN ('WAITING_CODE', 'CANCEL_PENDING') THEN
    UPDATE reservations r SET status = 'COMPLETED', ended_at = p_now, cancel_due_at = NULL WHERE r.id = v_row.id;
    INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, reservation_id,
      actor_type, actor_id, created_at)
    VALUES ('purchase:' || v_row.id, 'PURCHASE', 'HELD', 'SALES', v_row.price, v_row.user_id, v_row.id,
      'JOB', 'message', p_now);
    PERFORM count_use(v_row.number_id, p_max_uses, v_row.expires_at, p_now);
    IF v_row.upstream_order_id IS NOT NULL THEN
      PERFORM put_upstream_order_end(v_row.provider_id, v_row.upstream_order_id, 'FINISH', v_row.expires_at, p_now);
    END IF;
    kind := 'captured'; status := 'COMPLETED';
  ELSIF v_row.status = 'COMPLETED' AND v_row.expires_at > p_now THEN
    kind := 'appended';
  ELSIF v_row.status IN ('EXPIRED', 'CANCELED') AND v_row.number_id IS NOT NULL
    AND v_row.ended_at > p_now - make_interval(secs => p_late_window_s)
    AND NOT EXISTS (SELECT 1 FROM reservations r WHERE r.number_id = v_row.number_id AND r.id > v_row.id) THEN
    kind := 'late';
  ELSE
    kind := 'too_late';
    UPDATE messages m SET status = 'ORPHAN', orphan_reason = 'RESERVATION_OVER', code = p_code, applied_at = p_now
    WHERE m.id = p_message;
    RETURN;
  END IF;

  UPDATE messages m SET status = (CASE WHEN kind = 'late' THEN 'LATE' ELSE 'APPLIED' END)::message_status,
    reservation_id = v_row.id, code = p_code, applied_at = p_now, orphan_reason = NULL WHERE m.id = p_message;
  IF chat_hears(v_row.resale_key_id) THEN
    PERFORM put_notice('message:' || p_message, 0::smallint, v_row.user_id,
      (CASE WHEN kind = 'late' THEN 'late_code' ELSE 'code_received' END)::outbox_kind,
      jsonb_build_object('messageId', p_message::text, 'reservationId', v_row.id::text), p_now);
  END IF;
END $function$
;

-- Several stored messages meet their reservations in one transaction, in the order given: an answer of apply_message
-- for each, in that order. Locks all their wallets first, in the order of their users, then as apply_message does.
CREATE OR REPLACE FUNCTION apply_messages(p_messages bigint[], p_reservations bigint[], p_codes text[], p_now timestamp with time zone, p_max_uses integer, p_late_window_s integer)
 RETURNS TABLE(kind text, status reservation_status, user_id bigint)
 LANGUAGE plpgsql
 SET enable_seqscan TO 'off'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
BEGIN
  PERFORM 1 FROM wallets w
  WHERE w.user_id IN (SELECT r.user_id FROM reservations r WHERE r.id = ANY (p_reservations))
  ORDER BY w.user_id FOR UPDATE;
  FOR v_index IN 1 .. cardinality(p_messages) LOOP
    RETURN QUERY SELECT a.kind, a.status, a.user_id FROM apply_message(p_messages[v_index], p_reservations[v_index],
      p_codes[v_index], p_now, p_max_uses, p_late_window_s) a;
  END LOOP;
END $function$
;

-- Whether somebody may pay an invoice, asked while Telegram waits: approved | unknown | foreign | banned | paid |
-- expired | changed. language: of the payer whom it was made for. Approving promises nothing; that it was done in time
-- is written down, since money that comes a moment later is in time then. Locks the payment.
CREATE OR REPLACE FUNCTION approve_payment(p_token text, p_telegram bigint, p_currency text, p_amount bigint, p_now timestamp with time zone, OUT kind text, OUT language text)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
DECLARE
  v record;
BEGIN
  SELECT p.id, p.status, p.credited, p.expires_at, p.currency, p.price, u.telegram_id, u.is_banned, u.language INTO v
  FROM payments p JOIN users u ON u.id = p.user_id WHERE p.token = p_token;
  language := v.language;
  kind := CASE
    WHEN v.id IS NULL THEN 'unknown'
    WHEN v.telegram_id IS DISTINCT FROM p_telegram THEN 'foreign'
    WHEN v.is_banned THEN 'banned'
    WHEN v.credited > 0 THEN 'paid'
    WHEN v.status <> 'OPEN' OR v.expires_at <= p_now THEN 'expired'
    WHEN p_currency <> 'XTR' OR v.currency <> 'XTR' OR v.price <> p_amount THEN 'changed'
    ELSE 'approved'
  END;
  IF kind = 'approved' THEN UPDATE payments SET approved_at = p_now WHERE id = v.id; END IF;
END $function$
;

-- An operator says whose unclaimed money it is: assigned | repeated | not_found | already_claimed | user_not_found.
-- repeated: it was credited to this very user with this amount before. Locks the wallet, then the receipt.
CREATE OR REPLACE FUNCTION assign_receipt(p_receipt bigint, p_user bigint, p_amount bigint, p_actor_type actor_type, p_actor text, p_now timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
DECLARE
  v payment_receipts;
BEGIN
  PERFORM 1 FROM wallets w JOIN users u ON u.id = w.user_id
  WHERE w.user_id = p_user AND u.erased_at IS NULL FOR UPDATE OF w;
  IF NOT FOUND THEN RETURN 'user_not_found'; END IF;
  SELECT * INTO v FROM payment_receipts r WHERE r.id = p_receipt FOR UPDATE;
  IF NOT FOUND THEN RETURN 'not_found'; END IF;
  IF v.amount IS NOT NULL THEN
    RETURN CASE WHEN v.user_id = p_user AND v.amount = p_amount THEN 'repeated' ELSE 'already_claimed' END;
  END IF;
  PERFORM post_receipt(p_receipt, p_user, p_amount, 0, p_actor_type, p_actor, p_now);
  RETURN 'assigned';
END $function$
;

-- Notes who brought a user, at the first meeting. p_mark: a keyed hash of the person, so that somebody who was erased
-- and comes back is brought by nobody. False when there is no such code, or the person was brought before. The invited
-- one is new, so that nobody is brought by himself and no circle can be made.
CREATE OR REPLACE FUNCTION attach_referral(p_user bigint, p_code text, p_mark bytea, p_now timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
DECLARE
  v_inviter bigint;
BEGIN
  SELECT u.id INTO v_inviter FROM users u
  WHERE u.referral_code = p_code AND u.erased_at IS NULL AND NOT u.is_banned AND u.id < p_user;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO referral_marks (mark, created_at) VALUES (p_mark, p_now) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN RETURN false; END IF;
  UPDATE users u SET invited_by = v_inviter WHERE u.id = p_user AND u.invited_by IS NULL
    AND NOT EXISTS (SELECT 1 FROM transfers t WHERE t.user_id = p_user);
  RETURN FOUND;
END $function$
;

-- Puts money of a receipt into the part of its wallet that buys nothing yet: what of p_amount is still there, until the
-- method's time after the user's first payment is over. Nothing when it is, or when a debt took it. What of the receipt
-- waits already waits by the same row's successor. The caller holds the wallet's lock; the key, payment-hold:<id>, and
-- payment_holds_waiting_once forbid a second time.
CREATE OR REPLACE FUNCTION begin_payment_hold(p_receipt payment_receipts, p_amount bigint, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  v_usable_at timestamptz;
  v_amount bigint;
  v_hold bigint;
BEGIN
  SELECT min(r.created_at) + make_interval(hours => min(first_hold_hours(m))) INTO v_usable_at
  FROM payment_methods m JOIN payment_receipts r ON r.method_id = m.id
  WHERE m.id = p_receipt.method_id AND r.user_id = p_receipt.user_id AND r.amount > r.returned;
  IF v_usable_at IS NULL OR v_usable_at <= p_now THEN RETURN; END IF;
  v_amount := end_payment_hold(p_receipt.id, p_now) + p_amount;
  SELECT LEAST(v_amount, w.available) INTO v_amount FROM wallets w WHERE w.user_id = p_receipt.user_id;
  IF v_amount <= 0 THEN RETURN; END IF;
  INSERT INTO payment_holds (receipt_id, user_id, amount, usable_at, created_at)
  VALUES (p_receipt.id, p_receipt.user_id, v_amount, v_usable_at, p_now) RETURNING id INTO v_hold;
  PERFORM move_payment('payment-hold:' || v_hold, 'PENDING', 'AVAILABLE', 'PENDING', v_amount, p_receipt,
    'JOB', 'payments', p_now);
END $function$
;

-- Sets money aside that is to be given back to where it came from; the provider is asked afterwards. kind: waiting |
-- repeated | key_conflict | not_found | too_much | insufficient_funds | in_progress. The bonus of what is given back is
-- taken back first. most: what of the receipt could be given back. Locks the wallet, then the receipt.
CREATE OR REPLACE FUNCTION begin_refund(p_key text, p_receipt bigint, p_amount bigint, p_actor_type actor_type, p_actor text, p_reason text, p_now timestamp with time zone, OUT kind text, OUT refund_id bigint, OUT most bigint, OUT available bigint)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
DECLARE
  v payment_receipts;
  v_old payment_refunds;
  v_bonus bigint;
  v_waiting bigint;
BEGIN
  SELECT w.available INTO available FROM wallets w WHERE w.user_id = (
    SELECT r.user_id FROM payment_receipts r WHERE r.id = p_receipt AND r.amount IS NOT NULL) FOR UPDATE;
  SELECT * INTO v_old FROM payment_refunds f WHERE f.key = p_key;
  IF FOUND THEN
    kind := CASE WHEN v_old.receipt_id = p_receipt AND v_old.amount = p_amount THEN 'repeated' ELSE 'key_conflict' END;
    refund_id := CASE WHEN kind = 'repeated' THEN v_old.id END;
    RETURN;
  END IF;
  SELECT * INTO v FROM payment_receipts r WHERE r.id = p_receipt AND r.amount IS NOT NULL FOR UPDATE;
  IF NOT FOUND THEN kind := 'not_found'; RETURN; END IF;
  most := v.amount - v.returned;
  -- What of it could not be spent yet can go back.
  SELECT COALESCE(sum(h.amount), 0) INTO v_waiting FROM payment_holds h
  WHERE h.receipt_id = v.id AND h.state = 'WAITING';
  available := available + v_waiting;
  v_bonus := bonus_share(v.amount, v.bonus, v.returned, p_amount);
  kind := CASE
    WHEN EXISTS (SELECT 1 FROM payment_refunds f WHERE f.receipt_id = v.id AND f.state = 'WAITING') THEN 'in_progress'
    WHEN p_amount > most THEN 'too_much'
    WHEN p_amount + v_bonus > available THEN 'insufficient_funds'
  END;
  IF kind IS NOT NULL THEN RETURN; END IF;
  PERFORM end_payment_hold(v.id, p_now);
  INSERT INTO payment_refunds (key, receipt_id, amount, bonus, actor_type, actor_id, reason, due_at, created_at)
  VALUES (p_key, p_receipt, p_amount, v_bonus, p_actor_type, p_actor, p_reason, p_now, p_now)
  RETURNING id INTO refund_id;
  PERFORM move_payment('refund:' || refund_id || ':bonus', 'BONUS', 'AVAILABLE', 'PROMOTIONS', v_bonus, v,
    p_actor_type, p_actor, p_now);
  PERFORM move_payment('refund:' || refund_id, 'TOPUP_REFUND', 'AVAILABLE', 'CLEARING', p_amount, v,
    p_actor_type, p_actor, p_now, p_reason);
  UPDATE payment_receipts SET returned = returned + p_amount WHERE id = v.id;
  PERFORM begin_payment_hold(v, v_waiting - p_amount - v_bonus, p_now) WHERE v_waiting > p_amount + v_bonus;
  kind := 'waiting';
END $function$
;

-- Which part of a receipt's bonus goes with a part of its amount that goes back; rounded up, and together all shares
-- are the bonus. p_returned: of the amount, what went back before.
CREATE OR REPLACE FUNCTION bonus_share(p_amount bigint, p_bonus bigint, p_returned bigint, p_part bigint)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE
AS $function$
  SELECT (ceil(p_bonus::numeric * (p_returned + p_part) / p_amount)
    - ceil(p_bonus::numeric * p_returned / p_amount))::bigint
$function$
;

-- The buyer's own cancel. kind: canceled | pending | still_asking | already_ended | not_yours. When the buyer asked is
-- kept, since a supplier may let them wait for the end. An hour's pause follows when too many cancels fell into the
-- last hour. Locks wallet, reservation, number.
CREATE OR REPLACE FUNCTION cancel_reservation(p_id bigint, p_user bigint, p_now timestamp with time zone, p_max_cancels integer, OUT kind text, OUT status reservation_status, OUT due_at timestamp with time zone)
 RETURNS record
 LANGUAGE plpgsql
 SET enable_seqscan TO 'off'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
DECLARE
  v_row reservations;
BEGIN
  v_row := lock_reservation(p_id);
  status := v_row.status;
  IF v_row.id IS NULL OR v_row.user_id <> p_user THEN kind := 'not_yours'; RETURN; END IF;
  IF v_row.ended_at IS NOT NULL THEN kind := 'already_ended'; RETURN; END IF;
  IF v_row.status = 'REQUESTED' THEN kind := 'still_asking'; RETURN; END IF;
  IF v_row.status = 'CANCEL_PENDING' THEN kind := 'pending'; due_at := v_row.cancel_due_at; RETURN; END IF;
  IF v_row.origin = 'POOL' THEN
    PERFORM close_reservation(v_row, 'CANCELED', 'BUYER_CANCELED', p_now, 'USER', p_user::text, 2147483647, true);
    kind := 'canceled'; status := 'CANCELED';
  ELSE
    due_at := GREATEST(p_now, COALESCE(v_row.cancelable_at, p_now));
    UPDATE reservations r SET status = 'CANCEL_PENDING', cancel_due_at = cancel_reservation.due_at,
      cancel_asked_at = p_now
    WHERE r.id = p_id;
    kind := 'pending'; status := 'CANCEL_PENDING';
  END IF;
  -- A cancel that the supplier has yet to grant counts as well; those of orders by keys and of the chat count apart.
  -- The last 2000 are more than an hour can hold.
  IF (SELECT count(*) FROM (SELECT r.status, r.end_reason, r.ended_at FROM reservations r
        WHERE r.user_id = p_user AND (r.resale_key_id IS NULL) = (v_row.resale_key_id IS NULL)
        ORDER BY r.id DESC LIMIT 2000) recent
      WHERE recent.status = 'CANCEL_PENDING'
        OR (recent.end_reason = 'BUYER_CANCELED' AND recent.ended_at > p_now - interval '1 hour')) >= p_max_cancels THEN
    UPDATE users u SET buying_paused_until = p_now + interval '1 hour'
    WHERE u.id = p_user AND (u.buying_paused_until IS NULL OR u.buying_paused_until <= p_now);
  END IF;
END $function$
;

-- Another number for the same money and the same deadline. kind: changed | repeated | too_early | not_waiting |
-- not_yours | out_of_stock. Old and new change in one transaction, or neither does. An order by a key goes with the
-- new one. Locks wallet, reservation, numbers.
CREATE OR REPLACE FUNCTION change_number(p_key uuid, p_old bigint, p_user bigint, p_now timestamp with time zone, p_start integer, p_ask_timeout_ms integer, OUT kind text, OUT reservation_id bigint, OUT status reservation_status, OUT phone text, OUT route_id integer, OUT provider_id integer, OUT service_code text, OUT country_code text, OUT operator text, OUT max_cost bigint, OUT until timestamp with time zone)
 RETURNS record
 LANGUAGE plpgsql
 SET enable_seqscan TO 'off'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
DECLARE
  v_old reservations;
  v_next chosen_route;
  v_left integer[] := '{}';
  v_avoid text[];
BEGIN
  v_old := lock_reservation(p_old);
  IF v_old.id IS NULL OR v_old.user_id <> p_user THEN kind := 'not_yours'; RETURN; END IF;
  SELECT r.id, r.status, r.phone, r.expires_at INTO reservation_id, status, phone, until
  FROM reservations r WHERE r.replaces_id = p_old;
  IF FOUND THEN kind := 'repeated'; RETURN; END IF;
  status := v_old.status;
  IF v_old.status <> 'WAITING_CODE' OR v_old.expires_at <= p_now THEN kind := 'not_waiting'; RETURN; END IF;
  IF v_old.cancelable_at > p_now THEN kind := 'too_early'; until := v_old.cancelable_at; RETURN; END IF;
  IF v_old.resale_key_id IS NOT NULL THEN
    SELECT routes_without(v_old.offer_id, o.operators), o.avoid_prefixes INTO v_left, v_avoid
    FROM resale_orders o WHERE o.reservation_id = p_old;
  END IF;
  v_next := choose_route(v_old.offer_id, v_old.service_id, v_old.country_id, p_user, v_left, p_now, p_start,
    v_old.number_id, v_avoid);
  IF v_next.route_id IS NULL THEN kind := 'out_of_stock'; RETURN; END IF;
  PERFORM close_reservation(v_old, 'CANCELED', 'BUYER_CHANGED_NUMBER', p_now, 'USER', p_user::text, 2147483647, true);
  until := v_old.expires_at;
  reservation_id := insert_reservation(p_key, p_user, v_old.offer_id, v_old.service_id, v_old.country_id,
    v_old.price, v_old.list_price, v_old.promo_id, v_next, p_old, p_now, until, p_ask_timeout_ms, v_old.resale_key_id,
    v_left);
  IF v_old.resale_key_id IS NOT NULL THEN
    UPDATE resale_orders o SET reservation_id = change_number.reservation_id WHERE o.reservation_id = p_old;
  END IF;
  IF v_old.promo_id IS NOT NULL THEN
    UPDATE promo_uses u SET reservation_id = change_number.reservation_id
    WHERE u.reservation_id = p_old AND u.released_at IS NULL;
  END IF;
  kind := 'changed';
  status := CASE WHEN v_next.is_pool THEN 'WAITING_CODE' ELSE 'REQUESTED' END;
  phone := v_next.phone; route_id := v_next.route_id; provider_id := v_next.provider_id;
  service_code := v_next.service_code; country_code := v_next.country_code;
  operator := v_next.operator; max_cost := v_next.max_cost;
END $function$
;

-- A provider took money back, or gave back what it had taken. kind: taken | repeated | won | unknown_receipt. Takes
-- what is available at once; what is missing becomes a debt. Only a first telling of a taking moves money, and only a
-- won dispute moves it back. Locks the wallet, then the receipt. Runs as the schema's owner, since the program may not
-- touch wallets.
CREATE OR REPLACE FUNCTION charge_back(p_method integer, p_taking text, p_receipt_key text, p_amount bigint, p_state charge_back_state, p_now timestamp with time zone, OUT kind text, OUT buyer bigint, OUT taken bigint, OUT owed bigint)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  v payment_receipts;
  v_back charge_backs;
  v_available bigint;
BEGIN
  SELECT * INTO v FROM payment_receipts r
  WHERE r.method_id = p_method AND r.receipt_key = p_receipt_key AND r.amount IS NOT NULL;
  IF NOT FOUND THEN kind := 'unknown_receipt'; RETURN; END IF;
  buyer := v.user_id;
  SELECT w.available INTO v_available FROM wallets w WHERE w.user_id = v.user_id FOR UPDATE;
  SELECT * INTO v FROM payment_receipts r WHERE r.id = v.id FOR UPDATE;
  SELECT * INTO v_back FROM charge_backs b WHERE b.method_id = p_method AND b.taking_key = p_taking FOR UPDATE;
  IF FOUND THEN
    kind := 'repeated';
    IF v_back.state <> 'DISPUTED' OR p_state = 'DISPUTED' THEN RETURN; END IF;
    UPDATE charge_backs SET state = p_state WHERE id = v_back.id;
    UPDATE payments p SET status = p_state::text::payment_status WHERE p.id = v.payment_id;
    IF p_state = 'WON' THEN
      kind := 'won';
      PERFORM undo_charge_back(v_back, v, p_now);
    END IF;
    RETURN;
  END IF;
  -- A dispute that was won before anybody heard of it, or of money that is back already, takes nothing.
  IF p_state = 'WON' OR v.amount = v.returned THEN kind := 'repeated'; RETURN; END IF;
  -- What could not be spent yet is there, and goes first.
  PERFORM end_payment_hold(v.id, p_now);
  SELECT w.available INTO v_available FROM wallets w WHERE w.user_id = v.user_id;
  kind := 'taken';
  INSERT INTO charge_backs (method_id, taking_key, receipt_id, amount, state, created_at)
  VALUES (p_method, p_taking, v.id, LEAST(p_amount, v.amount - v.returned), p_state, p_now) RETURNING * INTO v_back;
  UPDATE payment_receipts SET returned = returned + v_back.amount WHERE id = v.id;
  taken := LEAST(v_back.amount, v_available);
  owed := v_back.amount - taken;
  PERFORM move_payment('chargeback:' || v_back.id, 'CHARGEBACK', 'AVAILABLE', 'PAYMENTS', taken, v,
    'JOB', 'payments', p_now);
  -- The bonus goes, too, as far as it is there; what was spent of it is the shop's loss.
  PERFORM move_payment('chargeback:' || v_back.id || ':bonus', 'BONUS', 'AVAILABLE', 'PROMOTIONS',
    LEAST(v.bonus * v_back.amount / v.amount, v_available - taken), v, 'JOB', 'payments', p_now);
  PERFORM undo_referral(v.id, p_now);
  IF owed > 0 THEN
    INSERT INTO debts (user_id, charge_back_id, amount, created_at) VALUES (v.user_id, v_back.id, owed, p_now);
    UPDATE wallets w SET debt = w.debt + owed WHERE w.user_id = v.user_id;
  END IF;
  UPDATE payments p SET status = CASE WHEN p_state <> 'REFUNDED' THEN p_state::text
      WHEN v.returned + v_back.amount >= p.credited THEN 'REFUNDED' ELSE 'PART_REFUNDED' END::payment_status
  WHERE p.id = v.payment_id;
  PERFORM put_notice('chargeback:' || v_back.id, 1::smallint, v.user_id, 'payment_taken_back',
    jsonb_build_object('chargeBackId', v_back.id::text), p_now);
END $function$
;

-- A provider took money back, or said how a dispute ended. debt: what of it could not be taken, and is owed. At the
-- first telling the wallet, which the caller holds, has not paid yet.
CREATE OR REPLACE FUNCTION charge_back_event()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM put_event('payment.taken_back', jsonb_build_object('chargeBackId', NEW.id::text, 'receiptId', r.id::text,
    'userId', r.user_id::text, 'method', m.name, 'amount', (NEW.amount * 0.0001)::text,
    'debt', (CASE WHEN TG_OP = 'INSERT' THEN GREATEST(0, NEW.amount - w.available) WHEN NEW.state = 'WON' THEN 0
      ELSE COALESCE(d.amount - d.paid - d.forgiven, 0) END * 0.0001)::text,
    'state', NEW.state), NEW.created_at)
  FROM payment_receipts r JOIN payment_methods m ON m.id = r.method_id JOIN wallets w ON w.user_id = r.user_id
    LEFT JOIN debts d ON d.charge_back_id = NEW.id
  WHERE r.id = NEW.receipt_id;
  RETURN NULL;
END $function$
;

-- Whether the chat is told of what happens to a reservation: not of orders by a quiet key, whose program is told.
CREATE OR REPLACE FUNCTION chat_hears(p_resale_key integer)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  SELECT p_resale_key IS NULL OR NOT EXISTS (SELECT 1 FROM resale_keys k WHERE k.id = p_resale_key AND k.is_quiet)
$function$
;

-- The verdicts of a whole file, without changing the stock. Locks the import.
CREATE OR REPLACE FUNCTION check_import(p_import bigint, p_max_uses integer, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  v number_imports;
BEGIN
  SELECT * INTO v FROM number_imports i WHERE i.id = p_import AND i.state = 'CHECKING' FOR UPDATE;
  IF NOT FOUND THEN RETURN; END IF;
  UPDATE number_import_lines l SET verdict = 'DOUBLE'
  FROM (SELECT x.entry, row_number() OVER (PARTITION BY x.phone ORDER BY x.entry) AS turn
        FROM number_import_lines x WHERE x.import_id = p_import AND x.verdict IS NULL) seen
  WHERE l.import_id = p_import AND l.entry = seen.entry AND seen.turn > 1;
  UPDATE number_import_lines l SET verdict = (
      CASE WHEN n.status <> 'DELETED' THEN 'IN_STOCK' WHEN NOT v.revives THEN 'DELETED'
        WHEN n.usage_count >= p_max_uses THEN 'SPENT' ELSE 'REVIVED' END)::import_verdict
  FROM numbers n
  WHERE l.import_id = p_import AND l.verdict IS NULL
    AND n.provider_id = v.provider_id AND n.service_id = v.service_id AND n.phone = l.phone;
  UPDATE number_imports i SET state = 'DONE', ended_at = p_now, position = i.entries, counts = COALESCE((
      SELECT jsonb_object_agg(c.verdict, c.number) FROM (
        SELECT COALESCE(l.verdict, 'ADDED') AS verdict, count(*) AS number
        FROM number_import_lines l WHERE l.import_id = p_import GROUP BY 1) c), '{}')
  WHERE i.id = p_import;
END $function$
;

-- A reservation goes only the ways that stand in reservation_transitions. Raises check_violation.
CREATE OR REPLACE FUNCTION check_reservation_transition()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM reservation_transitions
                 WHERE from_status = OLD.status AND to_status = NEW.status) THEN
    RAISE EXCEPTION 'reservation % cannot go from % to %', OLD.id, OLD.status, NEW.status
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $function$
;

-- The best route that can still be tried, in the order that rank_routes made; null without one. A pool route counts
-- only when a number was taken from it. Where nobody has said what the supplier's money is worth, nothing is bought.
-- Locks the number with SKIP LOCKED. p_not: a number that it must not be; p_avoid:
-- how it must not begin.
CREATE OR REPLACE FUNCTION choose_route(p_offer integer, p_service integer, p_country integer, p_user bigint, p_tried integer[], p_now timestamp with time zone, p_start integer, p_not bigint, p_avoid text[] DEFAULT NULL::text[])
 RETURNS chosen_route
 LANGUAGE plpgsql
AS $function$
DECLARE
  v_choice chosen_route;
BEGIN
  FOR v_choice IN
    SELECT r.id, r.provider_id, r.is_pool, NULL::bigint, NULL::text,
           r.service_code, r.country_code, r.operator, r.max_cost
    FROM routes r JOIN providers p ON p.id = r.provider_id
    WHERE r.offer_id = p_offer AND r.is_active AND p.is_active AND r.id <> ALL (p_tried)
      AND (r.is_pool OR p.currency IS NULL OR p.exchange_rate IS NOT NULL)
      AND (p.paused_until IS NULL OR p.paused_until <= p_now)
    ORDER BY r.is_failing, r.priority, r.rank, r.id
  LOOP
    IF NOT v_choice.is_pool THEN RETURN v_choice; END IF;
    SELECT o_id, o_phone INTO v_choice.number_id, v_choice.phone
    FROM take_pool_number(v_choice.provider_id, p_service, p_country, p_user, p_start, p_not, p_avoid);
    IF v_choice.number_id IS NOT NULL THEN RETURN v_choice; END IF;
  END LOOP;
  RETURN NULL;
END $function$
;

-- Takes orders on an account of ours for the answers to questions that were given up on: asked by one of the account's
-- rows for that service and country, at the time at which the order was made. A question has one answer. What is taken
-- is canceled at the supplier. An order without a country fits any. Returns the orders that were taken.
CREATE OR REPLACE FUNCTION claim_answers(p_provider integer, p_account integer[], p_orders text[], p_services text[], p_countries text[], p_created timestamp with time zone[], p_skew interval, p_now timestamp with time zone)
 RETURNS SETOF text
 LANGUAGE plpgsql
AS $function$
BEGIN
  FOR v_at IN 1 .. COALESCE(array_length(p_orders, 1), 0) LOOP
    UPDATE unanswered_purchases u SET upstream_order_id = p_orders[v_at]
    WHERE (u.reservation_id, u.route_id) = (
      SELECT q.reservation_id, q.route_id FROM unanswered_purchases q JOIN routes t ON t.id = q.route_id
      WHERE q.provider_id = ANY (p_account) AND q.upstream_order_id IS NULL
        AND t.service_code = p_services[v_at] AND (p_countries[v_at] IS NULL OR t.country_code = p_countries[v_at])
        AND p_created[v_at] BETWEEN q.asked_at - p_skew AND q.asked_at + 2 * p_skew
      ORDER BY q.asked_at LIMIT 1 FOR UPDATE OF q SKIP LOCKED);
    IF FOUND THEN
      PERFORM put_upstream_order_end(p_provider, p_orders[v_at], 'CANCEL', p_now, p_now);
      RETURN NEXT p_orders[v_at];
    END IF;
  END LOOP;
END $function$
;

-- The buyer takes a late code at the old price: a reservation of its own, held and captured at once. kind: claimed |
-- repeated | not_yours | too_late | insufficient_funds | banned. A discount that was agreed stands, also when its
-- promo code is used up by now. Locks wallet, reservation, message, number, promo code.
CREATE OR REPLACE FUNCTION claim_late_code(p_key uuid, p_message bigint, p_user bigint, p_now timestamp with time zone, p_max_uses integer, p_late_window_s integer, OUT kind text, OUT reservation_id bigint, OUT price bigint, OUT available bigint)
 RETURNS record
 LANGUAGE plpgsql
 SET enable_seqscan TO 'off'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
DECLARE
  v_old reservations;
  v_message messages;
  v_banned boolean;
BEGIN
  SELECT w.available, u.is_banned INTO available, v_banned FROM wallets w JOIN users u ON u.id = w.user_id
  WHERE w.user_id = p_user FOR UPDATE OF w;
  SELECT r.* INTO v_old FROM messages m JOIN reservations r ON r.id = m.reservation_id
  WHERE m.id = p_message FOR UPDATE OF r;
  SELECT * INTO v_message FROM messages m WHERE m.id = p_message FOR UPDATE;
  IF v_old.id IS NULL OR v_old.user_id <> p_user THEN kind := 'not_yours'; RETURN; END IF;
  price := v_old.price;
  IF v_message.status = 'APPLIED' AND v_old.claim_of_id IS NOT NULL THEN
    kind := 'repeated'; reservation_id := v_old.id; RETURN;
  END IF;
  IF v_message.status <> 'LATE' OR v_old.ended_at <= p_now - make_interval(secs => p_late_window_s)
    OR EXISTS (SELECT 1 FROM reservations r WHERE r.number_id = v_old.number_id AND r.id > v_old.id)
    -- Locked here, so that nobody reserves it between this look and the count of its use.
    OR (SELECT n.status FROM numbers n WHERE n.id = v_old.number_id FOR UPDATE) = 'RESERVED' THEN
    kind := 'too_late'; RETURN;
  END IF;
  IF v_banned THEN kind := 'banned'; RETURN; END IF;
  IF available < v_old.price THEN kind := 'insufficient_funds'; RETURN; END IF;
  INSERT INTO reservations (key, user_id, offer_id, service_id, country_id, route_id, provider_id, number_id, phone,
    origin, price, list_price, promo_id, status, upstream_cost, expires_at, ended_at, claim_of_id, created_at)
  VALUES (p_key, p_user, v_old.offer_id, v_old.service_id, v_old.country_id, v_old.route_id, v_old.provider_id,
    v_old.number_id, v_old.phone, v_old.origin, v_old.price, v_old.list_price, v_old.promo_id, 'COMPLETED',
    v_old.upstream_cost, p_now, p_now,
    v_old.id, p_now)
  RETURNING id INTO reservation_id;
  INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, reservation_id,
    actor_type, actor_id, created_at)
  VALUES ('hold:' || reservation_id, 'HOLD', 'AVAILABLE', 'HELD', v_old.price, p_user, reservation_id,
    'USER', p_user::text, p_now);
  INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, reservation_id,
    actor_type, actor_id, created_at)
  VALUES ('purchase:' || reservation_id, 'PURCHASE', 'HELD', 'SALES', v_old.price, p_user, reservation_id,
    'USER', p_user::text, p_now);
  PERFORM count_use(v_old.number_id, p_max_uses, p_now, p_now);
  IF v_old.promo_id IS NOT NULL THEN
    PERFORM take_promo_use(
      v_old.promo_id, p_user, reservation_id, v_old.list_price - v_old.price, true, p_now);
  END IF;
  UPDATE messages m SET status = 'APPLIED', reservation_id = claim_late_code.reservation_id, applied_at = p_now
  WHERE m.reservation_id = v_old.id AND m.status = 'LATE';
  PERFORM put_notice('claimed:' || p_message, 0::smallint, p_user, 'code_received',
    jsonb_build_object('messageId', p_message::text, 'reservationId', reservation_id::text), p_now);
  available := available - v_old.price;
  kind := 'claimed';
END $function$
;

-- A reward for somebody of whom Telegram has just said that they are in the channel. kind: claimed | already | banned |
-- not_offered | too_young | budget_spent | day_spent | user_day_spent. Only 'claimed' changed anything. p_mark: a keyed
-- hash of person and channel, which refuses as well who had it before they were erased. p_tell: who did not ask for it
-- is told. Locks the wallet, then the channel.
CREATE OR REPLACE FUNCTION claim_reward(p_user bigint, p_channel integer, p_now timestamp with time zone, p_max_a_day integer, p_mark bytea, p_tell boolean DEFAULT false, OUT kind text, OUT amount bigint, OUT available bigint, OUT until timestamp with time zone)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
DECLARE
  v_user record;
  v_reward record;
  v_today date := (p_now AT TIME ZONE 'UTC')::date;
  v_day date;
  v_transfer bigint;
BEGIN
  -- The lock lets one act of a user through at a time: that they have no claim yet stays true below.
  SELECT w.available INTO available FROM wallets w WHERE w.user_id = p_user FOR UPDATE;
  SELECT u.is_banned, u.created_at, u.telegram_id IS NULL AS is_erased INTO v_user FROM users u WHERE u.id = p_user;
  IF v_user.is_erased OR EXISTS (SELECT 1 FROM reward_claims c WHERE c.user_id = p_user AND c.channel_id = p_channel)
    OR EXISTS (SELECT 1 FROM reward_claims c WHERE c.person_mark = p_mark) THEN
    kind := 'already'; RETURN;
  END IF;
  IF v_user.is_banned IS DISTINCT FROM false THEN kind := 'banned'; RETURN; END IF;
  IF p_max_a_day > 0 AND (SELECT count(*) FROM reward_claims c
      WHERE c.user_id = p_user AND (c.created_at AT TIME ZONE 'UTC')::date = v_today) >= p_max_a_day THEN
    kind := 'user_day_spent'; RETURN;
  END IF;
  SELECT r.*, t.telegram_id, t.title INTO v_reward
  FROM reward_channels r JOIN channels t ON t.id = r.channel_id
  WHERE r.channel_id = p_channel AND r.is_active FOR UPDATE OF r;
  IF NOT FOUND THEN kind := 'not_offered'; RETURN; END IF;
  amount := v_reward.amount;
  until := v_user.created_at + make_interval(mins => v_reward.min_account_minutes);
  IF until > p_now THEN kind := 'too_young'; RETURN; END IF;
  until := NULL;
  IF v_reward.spent + amount > v_reward.budget_total THEN kind := 'budget_spent'; RETURN; END IF;
  -- A clock that is behind begins no day anew that another has ended: it counts into the later one.
  v_day := GREATEST(v_today, v_reward.counted_day);
  IF v_reward.counted_day IS DISTINCT FROM v_day THEN
    v_reward.claims_today := 0;
    v_reward.spent_today := 0;
  END IF;
  IF v_reward.spent_today + amount > v_reward.budget_per_day
    OR v_reward.claims_today >= v_reward.max_claims_per_day THEN
    kind := 'day_spent'; RETURN;
  END IF;

  UPDATE reward_channels r SET claims = r.claims + 1, spent = r.spent + v_reward.amount, counted_day = v_day,
    claims_today = v_reward.claims_today + 1, spent_today = v_reward.spent_today + v_reward.amount
  WHERE r.channel_id = p_channel;
  INSERT INTO reward_claims (user_id, channel_id, amount, created_at, claw_back_until, person_mark)
  VALUES (p_user, p_channel, amount, p_now, p_now + make_interval(days => v_reward.claw_back_days), p_mark);
  INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, actor_type, actor_id, reason, created_at)
  VALUES ('reward:' || v_reward.telegram_id || ':' || p_user, 'REWARD', 'REWARDS', 'AVAILABLE', amount, p_user,
    'USER', p_user::text, v_reward.title, p_now) RETURNING id INTO v_transfer;
  IF p_tell THEN
    PERFORM put_notice('balance:' || v_transfer, 1::smallint, p_user, 'balance_changed',
      jsonb_build_object('transferId', v_transfer::text), p_now);
  END IF;
  available := available + amount;
  kind := 'claimed';
END $function$
;

-- However a departure becomes known, what hangs on it follows in the same transaction.
CREATE OR REPLACE FUNCTION claw_back_on_departure()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM claw_back_reward(u.id, c.id, NEW.checked_at)
  FROM channels c, users u WHERE c.telegram_id = NEW.channel_id AND u.telegram_id = NEW.telegram_id;
  RETURN NULL;
END $function$
;

-- Takes a reward back from somebody who left the channel too soon: at most what they have available, once; what is
-- missing while money is on hold stays owed. Answers what was taken; null when there was nothing to take back. Locks
-- the wallet, then the claim.
CREATE OR REPLACE FUNCTION claw_back_reward(p_user bigint, p_channel integer, p_now timestamp with time zone)
 RETURNS bigint
 LANGUAGE plpgsql
AS $function$
DECLARE
  v_wallet wallets;
  v_claim reward_claims;
  v_taken bigint;
  v_owes boolean;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM reward_claims c WHERE c.user_id = p_user AND c.channel_id = p_channel
      AND c.claw_back_until > p_now AND c.clawed_back_at IS NULL AND c.left_at IS NULL) THEN RETURN NULL; END IF;
  SELECT * INTO v_wallet FROM wallets w WHERE w.user_id = p_user FOR UPDATE;
  SELECT * INTO v_claim FROM reward_claims c WHERE c.user_id = p_user AND c.channel_id = p_channel
    AND c.clawed_back_at IS NULL AND c.left_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  v_taken := LEAST(v_claim.amount, v_wallet.available);
  v_owes := v_taken < v_claim.amount AND v_wallet.held > 0;
  UPDATE reward_claims SET clawed_back = v_taken, clawed_back_at = CASE WHEN NOT v_owes THEN p_now END,
    left_at = CASE WHEN v_owes THEN p_now END WHERE id = v_claim.id;
  PERFORM take_back_reward(v_claim, v_taken, 'clawback:' || v_claim.id, p_now);
  RETURN v_taken;
END $function$
;

-- The end of a reservation that is locked and open, without a code: status, release of the price, number back, use of a
-- promo code back, word to the supplier.
CREATE OR REPLACE FUNCTION close_reservation(p_row reservations, p_to reservation_status, p_reason text, p_now timestamp with time zone, p_actor actor_type, p_actor_id text, p_max_expiries integer, p_tell_upstream boolean)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  UPDATE reservations SET status = p_to, end_reason = p_reason, ended_at = p_now, cancel_due_at = NULL,
    reconcile_at = NULL WHERE id = p_row.id;
  INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, reservation_id,
    actor_type, actor_id, reason, created_at)
  VALUES ('release:' || p_row.id, 'RELEASE', 'HELD', 'AVAILABLE', p_row.price, p_row.user_id, p_row.id,
    p_actor, p_actor_id, p_reason, p_now);
  IF p_row.number_id IS NOT NULL THEN
    PERFORM give_back_number(p_row.number_id, p_to = 'EXPIRED', p_max_expiries, p_now);
  END IF;
  -- A number that is changed for another hands its use on.
  IF p_row.promo_id IS NOT NULL AND p_reason <> 'BUYER_CHANGED_NUMBER' THEN
    PERFORM release_promo_use(p_row.id, p_now);
  END IF;
  IF p_tell_upstream AND p_row.upstream_order_id IS NOT NULL THEN
    PERFORM put_upstream_order_end(p_row.provider_id, p_row.upstream_order_id, 'CANCEL',
      GREATEST(p_now, COALESCE(p_row.cancelable_at, p_now)), p_now);
  END IF;
END $function$
;

-- Ends a thread, by an operator or by its buyer (p_user). kind: closed | already_closed | not_found | overtaken (the
-- buyer wrote after p_seen, the last message that the operator saw). A buyer is told of what an operator did. Locks the
-- thread.
CREATE OR REPLACE FUNCTION close_support(p_thread bigint, p_user bigint, p_actor_type actor_type, p_seen bigint, p_now timestamp with time zone, OUT kind text)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
DECLARE
  v support_threads;
BEGIN
  SELECT * INTO v FROM support_threads t
  WHERE t.id = p_thread AND t.user_id = COALESCE(p_user, t.user_id) FOR UPDATE;
  kind := CASE
    WHEN v.id IS NULL THEN 'not_found'
    WHEN v.state = 'CLOSED' THEN 'already_closed'
    WHEN EXISTS (SELECT 1 FROM support_messages m WHERE m.thread_id = p_thread AND m.id > p_seen AND m.writer = 'BUYER')
      THEN 'overtaken'
  END;
  IF kind IS NOT NULL THEN RETURN; END IF;
  UPDATE support_threads t SET state = 'CLOSED', waiting_since = NULL, closed_at = p_now, closed_by = p_actor_type
  WHERE t.id = p_thread;
  IF p_user IS NULL THEN
    PERFORM put_notice('support-closed:' || p_thread || ':' || v.last_message_id, 1::smallint, v.user_id,
      'support_closed', jsonb_build_object('threadId', p_thread::text), p_now);
  END IF;
  kind := 'closed';
END $function$
;

-- One more completed use of a number; the last one deletes it at once and for good, its buyer keeps it until the
-- deadline.
CREATE OR REPLACE FUNCTION count_use(p_number bigint, p_max_uses integer, p_until timestamp with time zone, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE sql
AS $function$
  UPDATE numbers SET
    usage_count = usage_count + 1, expiries_in_a_row = 0,
    status = (CASE WHEN status = 'DELETED' OR usage_count + 1 >= p_max_uses THEN 'DELETED'
      ELSE 'USED' END)::number_status,
    deleted_at = CASE WHEN status <> 'DELETED' AND usage_count + 1 >= p_max_uses THEN p_now ELSE deleted_at END,
    -- Worn out it does not come back when the deletion of its service is undone.
    deletion_id = CASE WHEN usage_count + 1 >= p_max_uses THEN NULL ELSE deletion_id END,
    available_at = p_until
  WHERE id = p_number
$function$
;

-- Every user has a wallet from the first moment. Runs as the schema's owner, since the program may not touch wallets.
CREATE OR REPLACE FUNCTION create_wallet()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  INSERT INTO wallets (user_id) VALUES (NEW.id);
  RETURN NULL;
END $function$
;

-- Money arrived. kind: credited | unclaimed | repeated | changed. Stores its receipt, once for each method and key
-- for ever, and credits it in the same act; the second arrival stores nothing and moves nothing. p_unclaimed: why it
-- is nobody's (p_amount is null then). p_before: what of the payment was credited when p_amount was reckoned; when
-- more came meanwhile nothing is done (changed), and it is to be reckoned anew. p_fee: what the provider kept, in the
-- shop's currency; null: it does not say. p_payer: a keyed hash of what paid. An erased person can be given nothing:
-- what comes for one is unclaimed. Locks the wallet.
CREATE OR REPLACE FUNCTION credit_receipt(p_method integer, p_key text, p_payment bigint, p_user bigint, p_received numeric, p_currency text, p_amount bigint, p_bonus bigint, p_unclaimed text, p_before bigint, p_fee bigint, p_arrived timestamp with time zone, p_now timestamp with time zone, p_payer bytea, OUT kind text, OUT receipt_id bigint)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
DECLARE
  v_unclaimed text := p_unclaimed;
BEGIN
  PERFORM 1 FROM wallets w WHERE w.user_id = p_user FOR UPDATE;
  -- Behind the lock: two receipts of one payment are reckoned one after the other.
  IF (SELECT p.credited FROM payments p WHERE p.id = p_payment) <> p_before AND NOT EXISTS (
    SELECT 1 FROM payment_receipts r WHERE r.method_id = p_method AND r.receipt_key = p_key) THEN
    kind := 'changed';
    RETURN;
  END IF;
  IF EXISTS (SELECT 1 FROM users u WHERE u.id = p_user AND u.erased_at IS NOT NULL) THEN
    v_unclaimed := COALESCE(v_unclaimed, 'erased');
  END IF;
  INSERT INTO payment_receipts (method_id, receipt_key, payment_id, user_id, received, currency, unclaimed, fee,
    arrived_at, created_at, payer_mark)
  VALUES (p_method, p_key, p_payment, p_user, p_received, p_currency, COALESCE(v_unclaimed, 'being_credited'), p_fee,
    p_arrived, p_now, p_payer)
  ON CONFLICT ON CONSTRAINT payment_receipts_once DO NOTHING RETURNING id INTO receipt_id;
  IF receipt_id IS NULL THEN
    SELECT id INTO receipt_id FROM payment_receipts r WHERE r.method_id = p_method AND r.receipt_key = p_key;
    kind := 'repeated';
    RETURN;
  END IF;
  IF v_unclaimed IS NOT NULL THEN kind := 'unclaimed'; RETURN; END IF;
  -- A bonus code may have gone to another payment meanwhile.
  PERFORM post_receipt(receipt_id, p_user, p_amount,
    LEAST(p_bonus, COALESCE((SELECT p.bonus FROM payments p WHERE p.id = p_payment), p_bonus)),
    'USER', p_user::text, p_now);
  kind := 'credited';
END $function$
;

-- One step of a deletion: the numbers whose ids lie in the next window. kind: more | wait | done | not_deleting. A
-- service's deletion goes through twice, the second time once nobody can still be reserving by what they read before.
-- Locks the deletion, then numbers with SKIP LOCKED.
CREATE OR REPLACE FUNCTION delete_numbers(p_deletion bigint, p_window bigint, p_settled_s integer, p_now timestamp with time zone, OUT kind text, OUT deleted integer)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
DECLARE
  v number_deletions;
BEGIN
  SELECT * INTO v FROM number_deletions d WHERE d.id = p_deletion FOR UPDATE;
  deleted := 0;
  IF v.state IS DISTINCT FROM 'DELETING' THEN kind := 'not_deleting'; RETURN; END IF;
  IF v.reason = 'SERVICE' AND v.passes = 1 AND p_now < v.created_at + make_interval(secs => p_settled_s) THEN
    kind := 'wait'; RETURN;
  END IF;
  WITH doomed AS (
    SELECT n.id FROM numbers n
    WHERE n.id > v.position AND n.id <= v.position + p_window
      AND CASE v.reason
        WHEN 'SERVICE' THEN n.service_id = v.service_id AND n.status IN ('AVAILABLE', 'QUARANTINED', 'USED')
        ELSE n.status IN ('AVAILABLE', 'QUARANTINED') AND number_fits(n, v.filter) END
    FOR UPDATE OF n SKIP LOCKED
  ), gone AS (
    UPDATE numbers n SET status = 'DELETED', deleted_at = p_now, deletion_id = p_deletion
    FROM doomed WHERE n.id = doomed.id RETURNING 1
  )
  SELECT count(*)::integer INTO deleted FROM gone;
  kind := 'more';
  v.position := v.position + p_window;
  IF v.position >= COALESCE((SELECT max(id) FROM numbers), 0) THEN
    v.passes := v.passes + 1;
    v.position := 0;
    kind := CASE WHEN v.reason = 'SERVICE' AND v.passes < 2 THEN 'wait' ELSE 'done' END;
  END IF;
  UPDATE number_deletions d SET position = v.position, passes = v.passes, deleted = d.deleted + delete_numbers.deleted,
    state = CASE WHEN kind = 'done' THEN 'DELETED' ELSE d.state END
  WHERE d.id = p_deletion;
END $function$
;

-- Has the posts about a person deleted, a hundred at a time. Returns how many.
CREATE OR REPLACE FUNCTION delete_posts_about(p_user bigint, p_now timestamp with time zone)
 RETURNS integer
 LANGUAGE sql
AS $function$
  WITH gone AS (
    DELETE FROM channel_posts WHERE user_id = p_user AND message_id IS NOT NULL RETURNING id, chat_id, message_id
  ), portions AS (
    SELECT chat_id, 'delete-posts:' || min(id) AS key, jsonb_agg(message_id ORDER BY id) AS ids
    FROM (SELECT *, (row_number() OVER (PARTITION BY chat_id ORDER BY id) - 1) / 100 AS portion FROM gone) n
    GROUP BY chat_id, portion
  ), put AS (
    INSERT INTO outbox (key, lane, chat_id, kind, payload, random_id, due_at, created_at)
    SELECT key, 1, chat_id, 'delete_posts', jsonb_build_object('ids', ids), hashtextextended(key, 0), p_now, p_now
    FROM portions
  )
  SELECT count(*)::integer FROM gone
$function$
;

-- A trouble is over: takes it off and, when somebody was told of it, tells these people so, once. Returns whether it
-- stood.
CREATE OR REPLACE FUNCTION end_alert(p_key text, p_people bigint[], p_now timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
DECLARE
  v_alert operator_alerts;
BEGIN
  DELETE FROM operator_alerts WHERE key = p_key RETURNING * INTO v_alert;
  IF NOT FOUND THEN RETURN false; END IF;
  IF v_alert.told_at IS NULL THEN RETURN true; END IF;
  PERFORM tell_operators('alert-over:' || p_key || ':' || extract(epoch FROM v_alert.told_at), p_people,
    jsonb_build_object('alert', v_alert.kind, 'facts', v_alert.facts, 'key', p_key, 'since', v_alert.first_at), p_now);
  RETURN true;
END $function$
;

-- A gift is taken by whoever brings its link, or goes back to its giver (p_taker null). kind: taken | returned |
-- repeated | own | banned | over | unknown. One of them ends it, once. Locks the gift, then the wallet that it goes to.
CREATE OR REPLACE FUNCTION end_gift(p_gift bigint, p_taker bigint, p_now timestamp with time zone, OUT kind text, OUT amount bigint, OUT available bigint)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
DECLARE
  v gifts;
  v_to bigint;
BEGIN
  SELECT * INTO v FROM gifts g WHERE g.id = p_gift FOR UPDATE;
  IF NOT FOUND THEN kind := 'unknown'; RETURN; END IF;
  amount := v.amount;
  kind := CASE
    WHEN v.state = 'TAKEN' AND v.taker_id = p_taker OR v.state = 'RETURNED' AND p_taker IS NULL THEN 'repeated'
    WHEN v.state <> 'OPEN' OR p_taker IS NOT NULL AND v.expires_at <= p_now THEN 'over'
    WHEN v.giver_id = p_taker THEN 'own'
    WHEN (SELECT u.is_banned FROM users u WHERE u.id = p_taker) THEN 'banned'
  END;
  IF kind IS NOT NULL THEN RETURN; END IF;
  v_to := COALESCE(p_taker, v.giver_id);
  PERFORM 1 FROM wallets w WHERE w.user_id = v_to FOR UPDATE;
  kind := CASE WHEN p_taker IS NULL THEN 'returned' ELSE 'taken' END;
  UPDATE gifts SET state = upper(kind)::gift_state, taker_id = p_taker, ended_at = p_now WHERE id = v.id;
  INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, actor_type, actor_id, created_at)
  VALUES ('gift:' || v.id || ':' || kind, 'GIFT', 'GIFTS', 'AVAILABLE', v.amount, v_to,
    CASE WHEN p_taker IS NULL THEN 'JOB' ELSE 'USER' END::actor_type, COALESCE(p_taker::text, 'gifts'), p_now);
  SELECT w.available INTO available FROM wallets w WHERE w.user_id = v_to;
  PERFORM put_notice('gift:' || v.id, 1::smallint, v.giver_id, ('gift_' || kind)::outbox_kind,
    jsonb_build_object('giftId', v.id::text), p_now);
END $function$
;

-- What of a receipt could not be spent yet is available from now on: its time is over, or it goes back. Returns how
-- much; 0: nothing waited. The key forbids a second time. Locks the wallet, then the row.
CREATE OR REPLACE FUNCTION end_payment_hold(p_receipt bigint, p_now timestamp with time zone)
 RETURNS bigint
 LANGUAGE plpgsql
AS $function$
DECLARE
  v payment_holds;
  v_receipt payment_receipts;
BEGIN
  SELECT * INTO v_receipt FROM payment_receipts r WHERE r.id = p_receipt;
  PERFORM 1 FROM wallets w WHERE w.user_id = v_receipt.user_id FOR UPDATE;
  UPDATE payment_holds h SET state = 'ENDED', ended_at = p_now
  WHERE h.receipt_id = p_receipt AND h.state = 'WAITING' RETURNING * INTO v;
  IF NOT FOUND THEN RETURN 0; END IF;
  PERFORM move_payment('payment-hold:' || v.id || ':ended', 'PENDING', 'PENDING', 'AVAILABLE', v.amount, v_receipt,
    'JOB', 'payments', p_now);
  RETURN v.amount;
END $function$
;

-- The provider has answered: what was set aside is paid out, or goes back to its wallet with its bonus. False when the
-- refund had ended before. Locks the wallet, then the refund.
CREATE OR REPLACE FUNCTION end_refund(p_refund bigint, p_is_done boolean, p_reference text, p_problem text, p_now timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
DECLARE
  v payment_receipts;
  v_refund payment_refunds;
BEGIN
  SELECT r.* INTO v FROM payment_refunds f JOIN payment_receipts r ON r.id = f.receipt_id WHERE f.id = p_refund;
  PERFORM 1 FROM wallets w WHERE w.user_id = v.user_id FOR UPDATE;
  UPDATE payment_refunds f SET state = CASE WHEN p_is_done THEN 'DONE' ELSE 'FAILED' END::refund_state, due_at = NULL,
    reference = COALESCE(p_reference, f.reference), problem = p_problem, ended_at = p_now
  WHERE f.id = p_refund AND f.state = 'WAITING' RETURNING * INTO v_refund;
  IF NOT FOUND THEN RETURN false; END IF;
  IF p_is_done THEN
    PERFORM move_payment('refund:' || p_refund || ':done', 'TOPUP_REFUND', 'CLEARING', 'PAYMENTS', v_refund.amount, v,
      'JOB', 'refund', p_now);
    PERFORM undo_referral(v.id, p_now);
    UPDATE payments p
    SET status = CASE WHEN s.returned >= s.amount THEN 'REFUNDED' ELSE 'PART_REFUNDED' END::payment_status
    FROM (SELECT sum(r.returned) AS returned, sum(r.amount) AS amount
          FROM payment_receipts r WHERE r.payment_id = v.payment_id) s
    WHERE p.id = v.payment_id;
  ELSE
    UPDATE payment_receipts SET returned = returned - v_refund.amount WHERE id = v.id;
    PERFORM move_payment('refund:' || p_refund || ':undone', 'TOPUP_REFUND', 'CLEARING', 'AVAILABLE', v_refund.amount,
      v, 'JOB', 'refund', p_now);
    PERFORM move_payment('refund:' || p_refund || ':bonus-undone', 'BONUS', 'PROMOTIONS', 'AVAILABLE', v_refund.bonus,
      v, 'JOB', 'refund', p_now);
    PERFORM begin_payment_hold(v, v_refund.amount + v_refund.bonus, p_now);
  END IF;
  PERFORM put_notice('refund:' || p_refund, 1::smallint, v.user_id, 'refund_ended',
    jsonb_build_object('refundId', p_refund::text), p_now);
  RETURN true;
END $function$
;

-- Ends an open reservation. kind: ended | already_ended | not_due | gone. Told to the buyer when p_notify. Locks
-- wallet, reservation, number.
CREATE OR REPLACE FUNCTION end_reservation(p_id bigint, p_to reservation_status, p_reason text, p_now timestamp with time zone, p_actor actor_type, p_actor_id text, p_max_expiries integer, p_tell_upstream boolean, p_notify boolean, OUT kind text, OUT status reservation_status)
 RETURNS record
 LANGUAGE plpgsql
 SET enable_seqscan TO 'off'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
DECLARE
  v_row reservations;
BEGIN
  v_row := lock_reservation(p_id);
  status := v_row.status;
  IF v_row.id IS NULL THEN kind := 'gone'; RETURN; END IF;
  IF v_row.ended_at IS NOT NULL THEN kind := 'already_ended'; RETURN; END IF;
  IF p_to = 'EXPIRED' AND v_row.expires_at > p_now THEN kind := 'not_due'; RETURN; END IF;
  PERFORM close_reservation(v_row, p_to, p_reason, p_now, p_actor, p_actor_id, p_max_expiries, p_tell_upstream);
  IF p_notify AND chat_hears(v_row.resale_key_id) THEN
    PERFORM put_notice('ended:' || p_id, 1::smallint, v_row.user_id, 'reservation_ended',
      jsonb_build_object('reservationId', p_id::text), p_now);
  END IF;
  kind := 'ended';
  status := p_to;
END $function$
;

-- What changed, for those who watch: in the transaction of the change, and only while somebody watches.
CREATE OR REPLACE FUNCTION feed_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF EXISTS (SELECT 1 FROM feed_watches w WHERE w.kind = TG_ARGV[0] AND w.until > clock_timestamp()) THEN
    INSERT INTO feed_changes (kind, entity_id, at) VALUES (TG_ARGV[0], NEW.id, clock_timestamp());
  END IF;
  RETURN NULL;
END $function$
;

-- Works out the figures of routes whose numbers ended since, and of old ones, since age changes what they weigh; from
-- what reservations say of their route, the last hundred of each. Without much experience a route counts as one of
-- which seven in ten numbers bring a code. Half the weight is gone after six hours. usual_s: the time within which nine
-- in ten codes came. Returns how many routes it figured.
CREATE OR REPLACE FUNCTION figure_routes(p_now timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SET enable_seqscan TO 'off'
AS $function$
DECLARE
  v_count integer;
BEGIN
  INSERT INTO route_figures (route_id, ended, completed, weight, success, median_s, usual_s, cost, figured_at)
  SELECT r.id, n.ended, n.completed, n.weight, (n.wins + 3.5) / (n.weight + 5), n.median_s, n.usual_s, n.cost, p_now
  FROM routes r LEFT JOIN route_figures f ON f.route_id = r.id
  CROSS JOIN LATERAL (
    SELECT max(e.ended_at) AS at FROM reservations e WHERE e.route_id = r.id AND e.brought_code IS NOT NULL) last
  CROSS JOIN LATERAL (
    SELECT count(*)::integer AS ended, (count(*) FILTER (WHERE brought_code))::integer AS completed,
      COALESCE(sum(age_weight), 0)::real AS weight,
      COALESCE(sum(age_weight) FILTER (WHERE brought_code), 0)::real AS wins,
      (percentile_cont(0.5) WITHIN GROUP (ORDER BY took_s) FILTER (WHERE brought_code))::real AS median_s,
      (percentile_cont(0.9) WITHIN GROUP (ORDER BY code_s) FILTER (WHERE brought_code))::real AS usual_s,
      (avg(upstream_cost) FILTER (WHERE brought_code))::bigint AS cost
    FROM (
      SELECT e.brought_code, e.upstream_cost,
        extract(epoch FROM e.ended_at - e.created_at) AS took_s,
        extract(epoch FROM e.ended_at - COALESCE(e.numbered_at, e.created_at)) AS code_s,
        power(0.5::float8, GREATEST(0, extract(epoch FROM p_now - e.ended_at))::float8 / 21600) AS age_weight
      FROM reservations e WHERE e.route_id = r.id AND e.brought_code IS NOT NULL
      ORDER BY e.ended_at DESC LIMIT 100) recent) n
  WHERE last.at IS NOT NULL
    AND (f.route_id IS NULL OR last.at >= f.figured_at - interval '1 minute'
      OR f.figured_at < p_now - interval '30 minutes')
  ON CONFLICT (route_id) DO UPDATE SET ended = EXCLUDED.ended, completed = EXCLUDED.completed,
    weight = EXCLUDED.weight, success = EXCLUDED.success, median_s = EXCLUDED.median_s, usual_s = EXCLUDED.usual_s,
    cost = EXCLUDED.cost, figured_at = EXCLUDED.figured_at;
  GET DIAGNOSTICS v_count = ROW_COUNT;
  RETURN v_count;
END $function$
;

-- For how long after somebody's first payment by a method nothing of it can be spent. Cards are taken back later than
-- anything else: a day, unless the operator says otherwise.
CREATE OR REPLACE FUNCTION first_hold_hours(p_method payment_methods)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$
  SELECT COALESCE(p_method.first_hold_hours, CASE WHEN p_method.protocol = 'stripe' THEN 24 ELSE 0 END)
$function$
;

-- Takes the words that operators typed about an erased person out of transfers and the audit log. The program may not
-- update history itself; this does it as its owner. p_pattern finds the person in a search.
CREATE OR REPLACE FUNCTION forget_words(p_user bigint, p_pattern text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  UPDATE transfers t SET reason = '' WHERE t.user_id = p_user AND t.reason <> ''
    AND t.actor_type IN ('ADMIN', 'API_KEY') AND t.key <> 'erase:' || p_user;
  UPDATE audit_log a SET facts = a.facts - 'reason'
  WHERE a.entity = 'user' AND a.entity_id = p_user::text AND a.facts ? 'reason';
  UPDATE audit_log a SET facts = a.facts - 'reason' FROM reservations r
  WHERE r.user_id = p_user AND a.entity = 'reservation' AND a.entity_id = r.id::text AND a.facts ? 'reason';
  UPDATE audit_log a SET facts = a.facts - 'filter'
  WHERE a.entity = 'export' AND a.action = 'export.read' AND (a.facts -> 'filter')::text ~* p_pattern;
END $function$
;

-- A new key deserves a new try: it ends the pause that the old one earned.
CREATE OR REPLACE FUNCTION forgive_provider()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  NEW.paused_until := NULL;
  NEW.pause_reason := NULL;
  NEW.poll_failures := 0;
  NEW.next_poll_at := LEAST(NEW.next_poll_at, statement_timestamp());
  RETURN NEW;
END $function$
;

-- A new service or country that is given no aliases (null) has the usual ones: a service those of its code, or of its
-- name, or of what the trade means by its code; a country those of its ISO letters. None that are known: an empty list.
CREATE OR REPLACE FUNCTION give_aliases()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NEW.aliases IS NOT NULL THEN
    RETURN NEW;
  END IF;
  IF TG_TABLE_NAME = 'countries' THEN
    NEW.aliases := (SELECT u.words FROM usual_aliases u WHERE u.of_table = 'countries' AND u.name = NEW.iso);
  ELSE
    NEW.aliases := (SELECT u.words FROM usual_aliases u WHERE u.of_table = 'services'
      AND u.name IN (lower(NEW.code), regexp_replace(lower(NEW.name), '[^a-z0-9]', '', 'g'),
        (SELECT t.five_sim FROM trade_services t WHERE t.handler = lower(NEW.code)))
      ORDER BY u.name = lower(NEW.code) DESC, u.name LIMIT 1);
  END IF;
  NEW.aliases := COALESCE(NEW.aliases, '{}');
  RETURN NEW;
END $function$
;

-- A number leaves an ended reservation. Pool: back to stock, unless its service was deleted meanwhile or it expired too
-- often in a row: then it rests for a while, where the shop is set to that, or is deleted. On demand: to history. Locks
-- the number.
CREATE OR REPLACE FUNCTION give_back_number(p_number bigint, p_expired boolean, p_max_expiries integer, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  v record;
  v_expiries integer;
  v_status number_status := 'AVAILABLE';
  v_rest_until timestamptz;
  v_deletion bigint;
BEGIN
  SELECT n.id, n.origin, n.expiries_in_a_row, n.service_id, s.deleted_at IS NOT NULL AS is_service_gone INTO v
  FROM numbers n JOIN services s ON s.id = n.service_id
  WHERE n.id = p_number AND n.status = 'RESERVED' FOR UPDATE OF n;
  IF NOT FOUND THEN RETURN; END IF;
  v_expiries := v.expiries_in_a_row + CASE WHEN p_expired THEN 1 ELSE 0 END;
  IF v.is_service_gone THEN
    v_status := 'DELETED';
    SELECT max(d.id) INTO v_deletion FROM number_deletions d WHERE d.service_id = v.service_id;
  ELSIF v.origin = 'ON_DEMAND' OR (p_expired AND v_expiries >= p_max_expiries) THEN
    v_status := 'DELETED';
  ELSIF p_expired THEN
    SELECT p_now + make_interval(hours => COALESCE(max(x.value) FILTER (WHERE x.key = 'quarantineHours'), 24)),
      CASE WHEN v_expiries >= max(x.value) FILTER (WHERE x.key = 'quarantineAfterExpiries' AND x.value > 0)
        THEN 'QUARANTINED' ELSE 'AVAILABLE' END
    INTO v_rest_until, v_status
    FROM (SELECT s.key, (s.value #>> '{}')::numeric::integer AS value FROM settings s
          WHERE s.key IN ('quarantineAfterExpiries', 'quarantineHours') AND jsonb_typeof(s.value) = 'number') x;
  END IF;
  UPDATE numbers n SET status = v_status, expiries_in_a_row = v_expiries, deletion_id = v_deletion,
    deleted_at = CASE WHEN v_status = 'DELETED' THEN p_now END,
    available_at = CASE WHEN v_status = 'QUARANTINED' THEN v_rest_until END,
    pick_key = floor(random() * 2147483647)::integer
  WHERE n.id = p_number;
END $function$
;

-- Takes money out of a wallet into a gift that a link carries. kind: given | repeated | key_conflict | banned |
-- not_enough | too_much_today. most: what could be given: what was paid in long ago (p_hold_hours), not given back, not
-- given away, not spent, and is available. What was spent counts as paid in, so that money that came free is never
-- given away, in whatever order. Locks the wallet.
CREATE OR REPLACE FUNCTION give_gift(p_key text, p_user bigint, p_amount bigint, p_token_hash bytea, p_hold_hours integer, p_most_a_day bigint, p_now timestamp with time zone, OUT kind text, OUT gift_id bigint, OUT most bigint)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
DECLARE
  v_old gifts;
  v_today bigint;
BEGIN
  SELECT w.available INTO most FROM wallets w WHERE w.user_id = p_user FOR UPDATE;
  SELECT * INTO v_old FROM gifts g WHERE g.key = p_key;
  IF FOUND THEN
    kind := CASE WHEN v_old.giver_id = p_user AND v_old.amount = p_amount THEN 'repeated' ELSE 'key_conflict' END;
    gift_id := CASE WHEN kind = 'repeated' THEN v_old.id END;
    RETURN;
  END IF;
  most := GREATEST(0, LEAST(most,
    (SELECT COALESCE(sum(r.amount - r.returned), 0) FROM payment_receipts r
     WHERE r.user_id = p_user AND r.created_at <= p_now - make_interval(hours => p_hold_hours))
    - (SELECT COALESCE(sum(g.amount), 0) FROM gifts g WHERE g.giver_id = p_user AND g.state <> 'RETURNED')
    - (SELECT w.held FROM wallets w WHERE w.user_id = p_user)
    - (SELECT COALESCE(sum(CASE t.type WHEN 'PURCHASE' THEN t.amount ELSE -t.amount END), 0) FROM transfers t
       WHERE t.user_id = p_user AND t.type IN ('PURCHASE', 'REFUND'))));
  SELECT COALESCE(sum(g.amount), 0) INTO v_today FROM gifts g
  WHERE g.giver_id = p_user AND g.state <> 'RETURNED' AND g.created_at > p_now - interval '1 day';
  kind := CASE
    WHEN (SELECT u.is_banned FROM users u WHERE u.id = p_user) IS DISTINCT FROM false THEN 'banned'
    WHEN p_amount > most THEN 'not_enough'
    WHEN p_most_a_day > 0 AND v_today + p_amount > p_most_a_day THEN 'too_much_today'
  END;
  IF kind IS NOT NULL THEN RETURN; END IF;
  INSERT INTO gifts (key, token_hash, giver_id, amount, expires_at, created_at)
  VALUES (p_key, p_token_hash, p_user, p_amount, p_now + interval '30 days', p_now) RETURNING id INTO gift_id;
  INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, actor_type, actor_id, created_at)
  VALUES ('gift:' || gift_id, 'GIFT', 'AVAILABLE', 'GIFTS', p_amount, p_user, 'USER', p_user::text, p_now);
  kind := 'given';
END $function$
;

-- Services and countries have words of the trade from their first moment; see name_services and name_countries.
CREATE OR REPLACE FUNCTION give_trade_codes()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF TG_TABLE_NAME = 'services' THEN PERFORM name_services(); ELSE PERFORM name_countries(); END IF;
  RETURN NULL;
END $function$
;

-- A list price with a group's per cent off, rounded up to a ten-thousandth and never above the list; the list price
-- where p_mark_down is null: no group. Never below what the best route costs (p_listed, and p_most where its supplier
-- has no price list; numbers of a pool cost nothing), unless the group may.
CREATE OR REPLACE FUNCTION group_price(p_list bigint, p_mark_down numeric, p_may_sell_below_cost boolean, p_is_pool boolean, p_listed bigint, p_most bigint)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE
AS $function$
  SELECT CASE WHEN p_mark_down IS NULL THEN p_list ELSE
    LEAST(p_list, GREATEST(ceil(p_list * (100 - p_mark_down) / 100)::bigint,
      CASE WHEN NOT p_may_sell_below_cost AND NOT p_is_pool THEN COALESCE(p_listed, p_most) END, 1)) END
$function$
;

-- Numbers whose buyer's time or quarantine is over go back to stock, on-demand ones to history. Returns how many, at
-- most p_limit. Locks them with SKIP LOCKED.
CREATE OR REPLACE FUNCTION hand_back_numbers(p_now timestamp with time zone, p_limit integer)
 RETURNS integer
 LANGUAGE sql
 SET enable_seqscan TO 'off'
AS $function$
  WITH due AS (
    SELECT id FROM numbers WHERE status IN ('USED', 'QUARANTINED') AND available_at <= p_now
    ORDER BY available_at LIMIT p_limit FOR UPDATE SKIP LOCKED
  ), back AS (
    UPDATE numbers n SET
      status = (CASE WHEN n.origin = 'POOL' THEN 'AVAILABLE' ELSE 'DELETED' END)::number_status,
      deleted_at = CASE WHEN n.origin = 'POOL' THEN NULL ELSE p_now END,
      available_at = NULL, pick_key = floor(random() * 2147483647)::integer
    FROM due WHERE n.id = due.id RETURNING 1
  )
  SELECT count(*)::integer FROM back
$function$
;

-- Opens a reservation and holds its price. p_list_price, p_promo: what it was before a discount, and by which promo
-- code; null: none. p_resale_key: the key that it was ordered by; p_tried: routes that are not to be asked. Returns its
-- id. Raises unique_violation when the key was used before: whoever asks then reads what that was. The wallet is locked
-- by the transfer, if it is not yet.
CREATE OR REPLACE FUNCTION insert_reservation(p_key uuid, p_user bigint, p_offer integer, p_service integer, p_country integer, p_price bigint, p_list_price bigint, p_promo integer, p_route chosen_route, p_replaces bigint, p_now timestamp with time zone, p_expires timestamp with time zone, p_ask_timeout_ms integer, p_resale_key integer DEFAULT NULL::integer, p_tried integer[] DEFAULT '{}'::integer[])
 RETURNS bigint
 LANGUAGE plpgsql
AS $function$
DECLARE
  v_id bigint;
BEGIN
  INSERT INTO reservations (key, user_id, offer_id, service_id, country_id, route_id, provider_id, number_id, phone,
    origin, price, list_price, promo_id, status, reconcile_at, expires_at, replaces_id, resale_key_id, tried_routes,
    created_at)
  VALUES (p_key, p_user, p_offer, p_service, p_country, p_route.route_id, p_route.provider_id, p_route.number_id,
    p_route.phone, (CASE WHEN p_route.is_pool THEN 'POOL' ELSE 'ON_DEMAND' END)::number_origin, p_price,
    p_list_price, p_promo,
    (CASE WHEN p_route.is_pool THEN 'WAITING_CODE' ELSE 'REQUESTED' END)::reservation_status,
    CASE WHEN NOT p_route.is_pool THEN p_now + make_interval(secs => p_ask_timeout_ms / 1000.0) END,
    p_expires, p_replaces, p_resale_key, p_tried, p_now)
  RETURNING id INTO v_id;
  INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, reservation_id,
    actor_type, actor_id, created_at)
  VALUES ('hold:' || v_id, 'HOLD', 'AVAILABLE', 'HELD', p_price, p_user, v_id, 'USER', p_user::text, p_now);
  RETURN v_id;
END $function$
;

-- Whether a reservation's number brought a code. Null while it is open, and when it says nothing of the route: no
-- number came, the buyer or the operator ended it before a code was due, or it only claims the late code of another.
CREATE OR REPLACE FUNCTION judge_reservation(r reservations)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
AS $function$
DECLARE
  v_waited_s double precision := extract(epoch FROM
    COALESCE(r.cancel_asked_at, r.ended_at) - COALESCE(r.numbered_at, r.created_at));
BEGIN
  IF r.ended_at IS NULL OR r.number_id IS NULL OR r.claim_of_id IS NOT NULL THEN RETURN NULL; END IF;
  IF r.status = 'COMPLETED' THEN RETURN true; END IF;
  -- The supplier took it away, or its whole time was over. A number that was changed for has what is left only.
  IF r.cancel_asked_at IS NULL
    AND (r.end_reason = 'PROVIDER_LOST_ORDER' OR (r.status = 'EXPIRED' AND r.replaces_id IS NULL)) THEN
    RETURN false;
  END IF;
  IF (r.status = 'EXPIRED' OR r.end_reason IN ('BUYER_CANCELED', 'BUYER_CHANGED_NUMBER', 'PROVIDER_LOST_ORDER'))
    AND v_waited_s >= patience_s(r.route_id) THEN
    RETURN false;
  END IF;
  RETURN NULL;
END $function$
;

-- Locks wallet, then reservation, in that order, and reads the reservation as it stands then. All null: there is none.
CREATE OR REPLACE FUNCTION lock_reservation(p_id bigint)
 RETURNS reservations
 LANGUAGE plpgsql
AS $function$
DECLARE
  v_row reservations;
BEGIN
  PERFORM 1 FROM wallets w
  WHERE w.user_id = (SELECT r.user_id FROM reservations r WHERE r.id = p_id) FOR UPDATE;
  SELECT * INTO v_row FROM reservations r WHERE r.id = p_id FOR UPDATE;
  RETURN v_row;
END $function$
;

-- Three letters of an id that no service of the trade has: the p_try-th of them.
CREATE OR REPLACE FUNCTION made_letters(p_id integer, p_try integer)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
  SELECT chr(97 + (n / 676) % 26) || chr(97 + (n / 26) % 26) || chr(97 + n % 26)
  -- 7919 and 26^3 have no common divisor: every id has letters of its own until all 17 576 are given.
  FROM (SELECT ((p_id::bigint + p_try) * 7919 % 17576)::integer AS n) of_id
$function$
;

-- A receipt's money has waited long enough: it buys from now on, and its owner is told. False when it is not due, or
-- was made so before. Locks the wallet.
CREATE OR REPLACE FUNCTION make_payment_usable(p_receipt bigint, p_now timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
DECLARE
  v_user bigint;
BEGIN
  SELECT r.user_id INTO v_user FROM payment_receipts r WHERE r.id = p_receipt;
  PERFORM 1 FROM wallets w WHERE w.user_id = v_user FOR UPDATE;
  IF NOT EXISTS (SELECT 1 FROM payment_holds h
    WHERE h.receipt_id = p_receipt AND h.state = 'WAITING' AND h.usable_at <= p_now) THEN RETURN false; END IF;
  PERFORM end_payment_hold(p_receipt, p_now);
  PERFORM put_notice('usable:' || p_receipt || ':' || extract(epoch FROM p_now), 1::smallint, v_user, 'payment_usable',
    jsonb_build_object('receiptId', p_receipt::text), p_now);
  RETURN true;
END $function$
;

-- What a route already asks for is the surest mapping; then the code, then the name.
CREATE OR REPLACE FUNCTION map_vendor_lists(p_provider integer)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  UPDATE vendor_services v SET service_id = COALESCE(
    (SELECT min(o.service_id) FROM routes r JOIN offers o ON o.id = r.offer_id
     WHERE r.provider_id = p_provider AND r.service_code = v.code HAVING count(DISTINCT o.service_id) = 1),
    (SELECT s.id FROM services s WHERE s.deleted_at IS NULL AND lower(s.code) = lower(v.code)),
    (SELECT min(s.id) FROM services s WHERE s.deleted_at IS NULL AND lower(s.name) = lower(v.name) HAVING count(*) = 1))
  WHERE v.provider_id = p_provider AND v.service_id IS NULL AND NOT v.is_manual;
  UPDATE vendor_countries v SET country_id = COALESCE(
    (SELECT min(o.country_id) FROM routes r JOIN offers o ON o.id = r.offer_id
     WHERE r.provider_id = p_provider AND r.country_code = v.code HAVING count(DISTINCT o.country_id) = 1),
    (SELECT c.id FROM countries c WHERE c.iso = upper(v.iso)),
    (SELECT min(c.id) FROM countries c WHERE lower(c.name) = lower(v.name) HAVING count(*) = 1))
  WHERE v.provider_id = p_provider AND v.country_id IS NULL AND NOT v.is_manual;
END $function$
;

-- After the wall clock was set back, all that was planned before lies ahead by the step. A tick that lies ahead tells
-- that, and how far; then whatever is still to come moves back by as much, but not into the past. Changes nothing while
-- the clock is right, and nothing when it is called again. Answers by how many seconds things were moved.
CREATE OR REPLACE FUNCTION mend_due_times(p_now timestamp with time zone)
 RETURNS double precision
 LANGUAGE plpgsql
AS $function$
DECLARE
  -- Ticks of workers whose clocks differ a little.
  c_skew CONSTANT interval := '2 seconds';
  -- Broadcasts that are held stay held.
  c_never CONSTANT timestamptz := '9000-01-01T00:00:00Z';
  v_step interval;
  v_column text;
BEGIN
  PERFORM 1 FROM job_ticks WHERE slot > p_now + c_skew FOR UPDATE;
  SELECT max(slot) - p_now INTO v_step FROM job_ticks WHERE slot > p_now + c_skew;
  IF v_step IS NULL THEN RETURN 0; END IF;
  -- With their beginning: what arrives from now on is not older than they are.
  FOREACH v_column IN ARRAY ARRAY['created_at', 'numbered_at', 'asked_at', 'reconcile_at', 'absent_at', 'cancelable_at',
    'cancel_due_at', 'cancel_asked_at', 'expires_at'] LOOP
    EXECUTE format('UPDATE reservations SET %I = %1$I - $1 WHERE %1$I > $2 AND expires_at > $2
      AND status IN (''REQUESTED'', ''WAITING_CODE'', ''CANCEL_PENDING'', ''COMPLETED'')', v_column)
      USING v_step, p_now;
  END LOOP;
  FOREACH v_column IN ARRAY ARRAY['outbox.due_at', 'outbox.leased_until', 'event_deliveries.due_at',
    'event_deliveries.leased_until', 'event_circuits.rests_until', 'upstream_order_ends.due_at',
    'upstream_order_ends.leased_until', 'webhook_deliveries.confirm_due_at', 'exports.leased_until',
    'number_imports.leased_until', 'numbers.available_at',
    'providers.next_poll_at', 'providers.poll_leased_until', 'providers.paused_until', 'providers.balance_at',
    'providers.catalogue_at', 'providers.catalogue_due_at', 'rate_limits.paid_off_at', 'rate_limits.quiet_until',
    'telegram_flood_waits.until', 'users.buying_paused_until', 'admin_attempts.locked_until'] LOOP
    EXECUTE format('UPDATE %I SET %I = GREATEST(%2$I - $1, $2) WHERE %2$I > $2 AND %2$I < $3',
      split_part(v_column, '.', 1), split_part(v_column, '.', 2)) USING v_step, p_now, c_never;
  END LOOP;
  DELETE FROM job_ticks WHERE slot > p_now + c_skew;
  RETURN extract(epoch FROM v_step);
END $function$
;

-- Writes one transfer of a receipt, once for its key for ever; nothing when there is nothing to move.
CREATE OR REPLACE FUNCTION move_payment(p_key text, p_type transfer_type, p_from ledger_account, p_to ledger_account, p_amount bigint, p_receipt payment_receipts, p_actor_type actor_type, p_actor text, p_now timestamp with time zone, p_reason text DEFAULT ''::text)
 RETURNS void
 LANGUAGE sql
AS $function$
  INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, receipt_id, actor_type, actor_id, reason,
    created_at)
  SELECT p_key, p_type, p_from, p_to, p_amount, p_receipt.user_id, p_receipt.id, p_actor_type, p_actor, p_reason, p_now
  WHERE p_amount > 0
$function$
;

-- Gives every country without a word of the trade one in each dialect: the trade's own by its ISO letters, and
-- otherwise 10000 and its id, which stays, and its ISO letters.
CREATE OR REPLACE FUNCTION name_countries()
 RETURNS void
 LANGUAGE sql
AS $function$
  INSERT INTO country_codes (dialect, code, country_id)
  SELECT d.dialect, COALESCE(CASE d.dialect WHEN 'HANDLER' THEN t.handler ELSE t.five_sim END,
    CASE d.dialect WHEN 'HANDLER' THEN (10000 + c.id)::text ELSE lower(c.iso) END), c.id
  FROM countries c CROSS JOIN unnest(enum_range(NULL::trade_dialect)) AS d(dialect)
  LEFT JOIN trade_countries t ON t.iso = c.iso
  WHERE NOT EXISTS (SELECT 1 FROM country_codes o
    WHERE o.country_id = c.id AND o.dialect = d.dialect AND NOT o.is_alias)
  ON CONFLICT (dialect, code) DO NOTHING
$function$
;

-- Gives every service without a word of the trade one in each dialect: the trade's own where the service's code or
-- name says which it is and nobody has that, and otherwise letters made of its id, which stay, and its own code. A
-- service that was deleted gives its words to whoever asks for them.
CREATE OR REPLACE FUNCTION name_services()
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  v record;
  v_code text;
  v_try integer;
BEGIN
  FOR v IN
    SELECT s.id, d.dialect, s.code,
      (SELECT CASE d.dialect WHEN 'HANDLER' THEN t.handler ELSE t.five_sim END FROM trade_services t
       WHERE t.handler = lower(s.code) OR t.five_sim = lower(s.code)
         OR t.five_sim = regexp_replace(lower(s.name), '[^a-z0-9]', '', 'g') OR lower(t.name) = lower(s.name)
       ORDER BY t.handler = lower(s.code) DESC, t.handler LIMIT 1) AS known
    FROM services s CROSS JOIN unnest(enum_range(NULL::trade_dialect)) AS d(dialect)
    WHERE s.deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM service_codes c
      WHERE c.service_id = s.id AND c.dialect = d.dialect AND NOT c.is_alias)
    ORDER BY s.id, d.dialect
  LOOP
    v_try := 0;
    v_code := COALESCE(v.known, CASE WHEN v.dialect = 'FIVE_SIM' THEN
      NULLIF(left(regexp_replace(lower(v.code), '[^a-z0-9_-]', '', 'g'), 40), '') END,
      CASE WHEN v.dialect = 'FIVE_SIM' THEN 's' || v.id ELSE made_letters(v.id, 0) END);
    LOOP
      INSERT INTO service_codes AS c (dialect, code, service_id)
      SELECT v.dialect, v_code, v.id
      WHERE v_code = v.known OR v.dialect = 'FIVE_SIM'
        OR NOT EXISTS (SELECT 1 FROM trade_services t WHERE t.handler = v_code)
      ON CONFLICT (dialect, code) DO UPDATE SET service_id = EXCLUDED.service_id, is_alias = false
        WHERE EXISTS (SELECT 1 FROM services g WHERE g.id = c.service_id AND g.deleted_at IS NOT NULL);
      EXIT WHEN FOUND OR v_try > 17576;
      v_code := CASE WHEN v.dialect = 'HANDLER' THEN made_letters(v.id, v_try) ELSE 's' || v.id END;
      v_try := v_try + 1;
    END LOOP;
  END LOOP;
END $function$
;

-- What a reservation says of its route stands in one column, decided when it ends. Every rate is counted from it.
CREATE OR REPLACE FUNCTION note_brought_code()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  NEW.brought_code := judge_reservation(NEW);
  RETURN NEW;
END $function$
;

-- Where our posts stand, so that they can be deleted again.
CREATE OR REPLACE FUNCTION note_channel_post()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  INSERT INTO channel_posts (outbox_key, chat_id, user_id, message_id, sent_at)
  VALUES (NEW.key, NEW.chat_id, NEW.user_id, NEW.message_id, NEW.sent_at) ON CONFLICT (outbox_key) DO NOTHING;
  -- It was under way while its person was erased.
  IF EXISTS (SELECT 1 FROM users WHERE id = NEW.user_id AND erased_at IS NOT NULL) THEN
    PERFORM delete_posts_about(NEW.user_id, NEW.sent_at);
  END IF;
  RETURN NULL;
END $function$
;

-- What became of an answer on its way to the buyer, in the transaction in which it became so.
CREATE OR REPLACE FUNCTION note_support_delivery()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  UPDATE support_messages SET chat_message_id = NEW.message_id,
    delivered_at = CASE WHEN NEW.state = 'SENT' THEN NEW.sent_at END,
    failure = CASE WHEN NEW.state = 'FAILED' THEN NEW.failure END
  WHERE id = (NEW.payload ->> 'messageId')::bigint;
  RETURN NULL;
END $function$
;

-- In the transaction that gives the buyer's money back, whatever ended the reservation: whether the supplier charged us
-- is not known. Of the reasons that are left out the supplier's answer is known.
CREATE OR REPLACE FUNCTION note_unclear_purchase()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  INSERT INTO unclear_purchases (reservation_id, route_id, provider_id, amount, asked_at, ended_at)
  SELECT NEW.id, t.id, t.provider_id, COALESCE(LEAST(t.listed_cost, t.max_cost), t.max_cost), OLD.asked_at, NEW.ended_at
  FROM routes t WHERE t.id = OLD.route_id AND t.max_cost > 0 AND t.listed_cost IS DISTINCT FROM 0
  ON CONFLICT (reservation_id, route_id) DO NOTHING;
  -- Should its order turn up after all, this shows that it is ours.
  INSERT INTO unanswered_purchases (reservation_id, route_id, provider_id, asked_at)
  VALUES (NEW.id, OLD.route_id, OLD.provider_id, OLD.asked_at) ON CONFLICT (reservation_id, route_id) DO NOTHING;
  RETURN NULL;
END $function$
;

-- Which numbers a cleanup means. The same words count before, delete, and are shown afterwards. One expression, so that
-- the planner reads it in place: called for each row it would take minutes for a million of them.
CREATE OR REPLACE FUNCTION number_fits(n numbers, f jsonb)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  SELECT n.origin = 'POOL'
    AND (f ->> 'serviceId' IS NULL OR n.service_id = (f ->> 'serviceId')::integer)
    AND (f ->> 'countryId' IS NULL OR n.country_id = (f ->> 'countryId')::integer)
    AND (f ->> 'providerId' IS NULL OR n.provider_id = (f ->> 'providerId')::integer)
    AND (f ->> 'minUses' IS NULL OR n.usage_count >= (f ->> 'minUses')::integer)
    AND (f ->> 'maxUses' IS NULL OR n.usage_count <= (f ->> 'maxUses')::integer)
    AND (f ->> 'minExpiries' IS NULL OR n.expiries_in_a_row >= (f ->> 'minExpiries')::integer)
    AND (f ->> 'createdBefore' IS NULL OR n.created_at < (f ->> 'createdBefore')::timestamptz)
    AND (f ->> 'isQuarantined' IS NULL OR (n.status = 'QUARANTINED') = (f ->> 'isQuarantined')::boolean)
    AND (f ->> 'idleSince' IS NULL OR (n.created_at < (f ->> 'idleSince')::timestamptz
      AND number_is_idle(n.id, n.phone, (f ->> 'idleSince')::timestamptz)))
$function$
;

-- Nobody reserved it since. Finds by the phone, which has an index.
CREATE OR REPLACE FUNCTION number_is_idle(p_number bigint, p_phone text, p_since timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
AS $function$
BEGIN
  RETURN NOT EXISTS (
    SELECT 1 FROM reservations r WHERE r.phone = p_phone AND r.number_id = p_number AND r.created_at >= p_since);
END $function$
;

-- What reserving needs to know of offers, as the tables say it. Where nobody has said what the supplier's money is
-- worth, nothing is bought.
CREATE OR REPLACE FUNCTION offer_availability(p_offers integer[])
 RETURNS TABLE(offer_id integer, is_available boolean, timeout_s integer, route_id integer, provider_id integer, is_pool boolean)
 LANGUAGE sql
 STABLE
AS $function$
  SELECT o.id, s.is_active AND s.deleted_at IS NULL AND c.is_active, s.timeout_s,
    b.id, b.provider_id, b.is_pool
  FROM offers o JOIN services s ON s.id = o.service_id JOIN countries c ON c.id = o.country_id
  LEFT JOIN LATERAL (
    SELECT r.id, r.provider_id, r.is_pool FROM routes r JOIN providers p ON p.id = r.provider_id
    WHERE r.offer_id = o.id AND r.is_active AND p.is_active
      AND (r.is_pool OR p.currency IS NULL OR p.exchange_rate IS NOT NULL)
    ORDER BY r.is_failing, r.priority, r.rank, r.id LIMIT 1) b ON true
  WHERE o.id = ANY (p_offers)
$function$
;

-- The one change that history allows: a reason goes, of a person who is erased, and nothing else moves. Any other
-- change is refused with insufficient_privilege, the owner's too.
CREATE OR REPLACE FUNCTION only_forgets()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF TG_TABLE_NAME = 'transfers' THEN
    IF NEW.reason = '' AND to_jsonb(NEW) - 'reason' = to_jsonb(OLD) - 'reason'
      AND EXISTS (SELECT 1 FROM users u WHERE u.id = OLD.user_id AND u.erased_at IS NOT NULL) THEN RETURN NEW; END IF;
  ELSIF to_jsonb(NEW) - 'facts' = to_jsonb(OLD) - 'facts' THEN
    IF NEW.facts = OLD.facts - 'reason' AND EXISTS (
      SELECT 1 FROM users u WHERE u.erased_at IS NOT NULL AND u.id::text = CASE OLD.entity
        WHEN 'user' THEN OLD.entity_id
        WHEN 'reservation' THEN (SELECT r.user_id::text FROM reservations r WHERE r.id::text = OLD.entity_id) END)
      THEN RETURN NEW; END IF;
    -- A list may have been searched for them by name.
    IF OLD.action = 'export.read' AND NEW.facts = OLD.facts - 'filter' THEN RETURN NEW; END IF;
  END IF;
  RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $function$
;

-- Begins a payment of a buyer. kind: opened | repeated | key_conflict | banned | method_off | amount_out_of_range |
-- too_many_an_hour | too_many_failures | new_payer_limit | day_limit. Only 'opened' changed anything. p_price: in
-- p_currency, by p_rate; refused as method_off when the method's are others by now. highest: what could be paid now.
-- Of more than p_max_open open ones the oldest end; what is paid for them all the same is credited by its receipt.
-- Locks the wallet, so that one act of a user is counted at a time.
CREATE OR REPLACE FUNCTION open_payment(p_key text, p_token text, p_user bigint, p_method integer, p_amount bigint, p_bonus bigint, p_price numeric, p_currency text, p_rate numeric, p_offer integer, p_offer_price bigint, p_max_open integer, p_max_an_hour integer, p_now timestamp with time zone, OUT kind text, OUT payment_id bigint, OUT lowest bigint, OUT highest bigint)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
DECLARE
  v_method payment_methods;
  v_old payments;
  v_promo record;
  v_open bigint;
  v_new_left bigint;
  v_day_left bigint;
BEGIN
  PERFORM 1 FROM wallets w WHERE w.user_id = p_user FOR UPDATE;
  SELECT * INTO v_old FROM payments p WHERE p.key = p_key;
  IF FOUND THEN
    kind := CASE WHEN v_old.user_id = p_user AND v_old.method_id = p_method AND v_old.amount = p_amount
      THEN 'repeated' ELSE 'key_conflict' END;
    payment_id := CASE WHEN kind = 'repeated' THEN v_old.id END;
    RETURN;
  END IF;
  SELECT * INTO v_method FROM payment_methods m WHERE m.id = p_method FOR SHARE;
  lowest := v_method.min_amount;
  highest := v_method.max_amount;
  -- What was paid by it, and what is open and may still be.
  SELECT COALESCE(sum(p.amount), 0) INTO v_open FROM payments p
  WHERE p.user_id = p_user AND p.method_id = p_method AND p.status IN ('OPEN', 'SEEN') AND p.expires_at > p_now;
  SELECT v_method.new_payer_most - v_open - COALESCE(sum(r.amount - r.returned), 0) INTO v_new_left
  FROM payment_receipts r WHERE r.user_id = p_user AND r.method_id = p_method AND r.amount IS NOT NULL
  HAVING COALESCE(min(r.created_at) FILTER (WHERE r.amount > r.returned), p_now)
    > p_now - make_interval(days => v_method.new_payer_days);
  SELECT v_method.most_a_day - v_open - COALESCE(sum(r.amount), 0) INTO v_day_left
  FROM payment_receipts r
  WHERE r.user_id = p_user AND r.method_id = p_method AND r.created_at > p_now - interval '1 day';
  kind := CASE
    WHEN (SELECT u.is_banned FROM users u WHERE u.id = p_user) IS DISTINCT FROM false THEN 'banned'
    WHEN v_method.is_active IS DISTINCT FROM true OR v_method.currency <> p_currency OR v_method.rate <> p_rate
      THEN 'method_off'
    WHEN p_amount NOT BETWEEN lowest AND highest THEN 'amount_out_of_range'
    WHEN (SELECT count(*) FROM payments p WHERE p.user_id = p_user AND p.created_at > p_now - interval '1 hour')
      >= p_max_an_hour THEN 'too_many_an_hour'
    WHEN (SELECT count(*) FROM payments p WHERE p.user_id = p_user AND p.method_id = p_method AND p.status = 'FAILED'
      AND p.created_at > p_now - interval '1 day') >= v_method.failures_a_day THEN 'too_many_failures'
    WHEN p_amount > v_new_left THEN 'new_payer_limit'
    WHEN p_amount > v_day_left THEN 'day_limit'
  END;
  IF kind IS NOT NULL THEN
    IF kind IN ('new_payer_limit', 'day_limit') THEN
      highest := GREATEST(0, LEAST(highest, v_new_left, v_day_left));
    END IF;
    RETURN;
  END IF;
  UPDATE payments SET status = 'CANCELED', ended_at = p_now WHERE id IN (
    SELECT p.id FROM payments p WHERE p.user_id = p_user AND p.status = 'OPEN' AND p.expires_at > p_now
    ORDER BY p.id DESC OFFSET p_max_open - 1);
  -- A bonus code that was given and waits for a payment; one whose payment brought nothing waits again.
  SELECT u.id, c.percent, p.id AS old_payment_id INTO v_promo FROM promo_uses u JOIN promo_codes c ON c.id = u.code_id
    LEFT JOIN payments p ON p.id = u.payment_id
  WHERE u.user_id = p_user AND c.kind = 'TOPUP_BONUS'
    AND (p.id IS NULL OR (p.credited = 0 AND p.status IN ('EXPIRED', 'CANCELED', 'FAILED')))
  ORDER BY u.id LIMIT 1;
  INSERT INTO payments (key, token, user_id, method_id, amount, bonus, price, currency, rate, offer_id, offer_price,
    expires_at, created_at)
  VALUES (p_key, p_token, p_user, p_method, p_amount,
    p_bonus + COALESCE(p_amount * v_promo.percent / 100, 0), p_price, p_currency, p_rate, p_offer, p_offer_price,
    p_now + make_interval(mins => v_method.invoice_minutes), p_now)
  RETURNING id INTO payment_id;
  -- Paid after all, that one brings its amount alone: the code counts once.
  UPDATE payments p SET bonus = 0 WHERE p.id = v_promo.old_payment_id;
  UPDATE promo_uses u SET payment_id = open_payment.payment_id WHERE u.id = v_promo.id;
  kind := 'opened';
END $function$
;

-- How many of a user's open reservations were bought by keys. The chat's limit and that of keys do not count each
-- other's.
CREATE OR REPLACE FUNCTION open_resale_orders(p_user bigint)
 RETURNS integer
 LANGUAGE sql
 STABLE
AS $function$
  SELECT count(*)::integer FROM reservations r
  WHERE r.user_id = p_user AND r.status IN ('REQUESTED', 'WAITING_CODE', 'CANCEL_PENDING')
    AND r.resale_key_id IS NOT NULL
$function$
;

-- An SMS came for an order by a key.
CREATE OR REPLACE FUNCTION order_sms_event()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM put_order_event('order.sms', NEW.reservation_id, NEW.id, 'completed', NEW.applied_at);
  RETURN NULL;
END $function$
;

-- How long a buyer has to wait, in seconds, before their leaving blames the route: until nine in ten of its codes have
-- usually come, and two minutes at least.
CREATE OR REPLACE FUNCTION patience_s(p_route integer)
 RETURNS double precision
 LANGUAGE sql
 STABLE
AS $function$
  SELECT GREATEST(120, COALESCE((SELECT f.usual_s FROM route_figures f WHERE f.route_id = p_route), 0))
$function$
;

-- Whatever comes into a wallet that owes something pays that first: while there is a debt, nothing is available, so
-- nothing can be bought. A number that is changed for another gives its money to that one in the same act. Runs as the
-- schema's owner, since the program may not touch wallets.
CREATE OR REPLACE FUNCTION pay_debts()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  v_wallet wallets;
  v_debt record;
  v_paid bigint;
BEGIN
  SELECT * INTO v_wallet FROM wallets w WHERE w.user_id = NEW.user_id AND w.debt > 0;
  IF NOT FOUND THEN RETURN NULL; END IF;
  FOR v_debt IN SELECT d.id, d.amount - d.paid - d.forgiven AS rest, r AS receipt
    FROM debts d JOIN charge_backs b ON b.id = d.charge_back_id JOIN payment_receipts r ON r.id = b.receipt_id
    WHERE d.user_id = NEW.user_id AND d.paid + d.forgiven < d.amount ORDER BY d.id
  LOOP
    v_paid := LEAST(v_debt.rest, v_wallet.available);
    EXIT WHEN v_paid = 0;
    v_wallet.available := v_wallet.available - v_paid;
    UPDATE debts SET paid = paid + v_paid WHERE id = v_debt.id;
    UPDATE wallets w SET debt = w.debt - v_paid WHERE w.user_id = NEW.user_id;
    PERFORM move_payment('debt:' || v_debt.id || ':' || NEW.id, 'CHARGEBACK', 'AVAILABLE', 'PAYMENTS', v_paid,
      v_debt.receipt, 'JOB', 'payments', NEW.created_at);
  END LOOP;
  RETURN NULL;
END $function$
;

-- Pays what was promised and has matured. paid | not_due | canceled | day_spent | budget_spent. Whoever is banned or
-- erased by then gets nothing. p_most_a_day, p_budget: the most for one person a day, and for all ever; 0: no limit.
-- Locks the wallet, then the reward.
CREATE OR REPLACE FUNCTION pay_referral(p_reward bigint, p_most_a_day bigint, p_budget bigint, p_now timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
DECLARE
  v referral_rewards;
  v_inviter users;
BEGIN
  SELECT * INTO v FROM referral_rewards r WHERE r.id = p_reward;
  PERFORM 1 FROM wallets w WHERE w.user_id = v.inviter_id FOR UPDATE;
  SELECT * INTO v FROM referral_rewards r WHERE r.id = p_reward FOR UPDATE;
  IF v.state IS DISTINCT FROM 'WAITING' OR v.matures_at > p_now THEN RETURN 'not_due'; END IF;
  SELECT * INTO v_inviter FROM users u WHERE u.id = v.inviter_id;
  IF v_inviter.is_banned OR v_inviter.erased_at IS NOT NULL THEN
    UPDATE referral_rewards SET state = 'CANCELED', ended_at = p_now WHERE id = v.id;
    RETURN 'canceled';
  END IF;
  IF p_most_a_day > 0 AND p_most_a_day < v.amount + (SELECT COALESCE(sum(r.amount), 0) FROM referral_rewards r
      WHERE r.inviter_id = v.inviter_id AND r.state = 'PAID' AND r.ended_at > p_now - interval '1 day') THEN
    UPDATE referral_rewards SET matures_at = p_now + interval '1 hour' WHERE id = v.id;
    RETURN 'day_spent';
  END IF;
  -- One at a time, so that the budget is kept.
  PERFORM pg_advisory_xact_lock(hashtext('referral budget'));
  IF p_budget > 0 AND v.amount + (SELECT COALESCE(sum(r.amount - r.taken_back), 0) FROM referral_rewards r
      WHERE r.state IN ('PAID', 'TAKEN_BACK')) > p_budget THEN
    UPDATE referral_rewards SET state = 'CANCELED', ended_at = p_now WHERE id = v.id;
    RETURN 'budget_spent';
  END IF;
  UPDATE referral_rewards SET state = 'PAID', ended_at = p_now WHERE id = v.id;
  INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, actor_type, actor_id, created_at)
  VALUES ('referral:' || v.id, 'REFERRAL', 'REFERRALS', 'AVAILABLE', v.amount, v.inviter_id, 'JOB', 'referrals', p_now);
  PERFORM put_notice('referral:' || v.id, 1::smallint, v.inviter_id, 'referral_paid',
    jsonb_build_object('rewardId', v.id::text), p_now);
  RETURN 'paid';
END $function$
;

-- An order by a key: a reservation, and its row in resale_orders. kind: placed | repeated | order_conflict | key_ended
-- | no_such_offer | wrong_operator | too_dear | banned | paused | no_balance | daily_cap | too_many_open | no_numbers.
-- Only 'placed' changed anything. Nothing is bought twice under one p_order_id of one key: `resale_orders_once`
-- forbids it, and behind the wallet's lock the second one reads what the first one did. An order that ended without
-- ever having had a number lets go of its name, so that it can be tried again. All that a key may spend is counted
-- behind that lock as well. p_operators in small letters; null: any. p_max_price null: any price; p_is_fixed: exactly
-- that one. Locks the wallet, then the reservation's number with SKIP LOCKED.
CREATE OR REPLACE FUNCTION place_resale_order(p_key uuid, p_resale_key integer, p_user bigint, p_service integer, p_country integer, p_max_price bigint, p_is_fixed boolean, p_operators text[], p_avoid text[], p_order_id text, p_input_hash bytea, p_end_customer text, p_ref text, p_webhook text, p_now timestamp with time zone, p_start integer, p_max_open integer, p_ask_timeout_ms integer, OUT kind text, OUT placed_id integer, OUT reservation_id bigint, OUT status reservation_status, OUT price bigint, OUT until timestamp with time zone, OUT phone text)
 RETURNS record
 LANGUAGE plpgsql
 SET enable_seqscan TO 'off'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
DECLARE
  v_offer record;
  v_wallet record;
  v_buyer record;
  v_key record;
  v_old record;
  v_left integer[] := '{}';
  v_route chosen_route;
BEGIN
  -- The lock lets one act of a user through at a time; what follows is read behind it.
  SELECT w.available, w.open_holds INTO v_wallet FROM wallets w WHERE w.user_id = p_user FOR UPDATE;

  IF p_order_id IS NOT NULL THEN
    SELECT o.id, o.input_hash, r.id AS reservation_id, r.status, r.price, r.expires_at, r.phone,
      r.status = 'CANCELED' AND r.phone IS NULL AS is_void INTO v_old
    FROM resale_orders o LEFT JOIN reservations r ON r.id = o.reservation_id
    WHERE o.key_id = p_resale_key AND o.order_id = p_order_id;
    IF v_old.is_void THEN
      UPDATE resale_orders o SET order_id = NULL WHERE o.id = v_old.id;
    ELSIF v_old.id IS NOT NULL THEN
      kind := CASE WHEN v_old.input_hash = p_input_hash THEN 'repeated' ELSE 'order_conflict' END;
      placed_id := v_old.id; reservation_id := v_old.reservation_id; status := v_old.status;
      price := v_old.price; until := v_old.expires_at; phone := v_old.phone;
      RETURN;
    END IF;
  END IF;

  SELECT k.user_id, k.scopes, k.daily_cap, k.price_group_id INTO v_key FROM resale_keys k
  WHERE k.id = p_resale_key AND k.user_id = p_user AND k.revoked_at IS NULL
    AND (k.expires_at IS NULL OR k.expires_at > p_now);
  IF NOT FOUND THEN kind := 'key_ended'; RETURN; END IF;

  SELECT o.id, o.service_id, o.country_id, o.timeout_s, o.is_active AND o.is_available AS is_open,
    o.price AS list_price, CASE WHEN v_key.price_group_id IS NULL THEN o.price
      ELSE (quote_offer(p_user, o.id, false, p_now, v_key.price_group_id)).price END AS price
    INTO v_offer
  FROM offers o WHERE o.service_id = p_service AND o.country_id = p_country;
  SELECT u.is_banned, u.buying_paused_until INTO v_buyer FROM users u WHERE u.id = p_user;
  price := v_offer.price;
  kind := CASE
    WHEN v_offer.is_open IS DISTINCT FROM true THEN 'no_such_offer'
    WHEN v_buyer.is_banned IS DISTINCT FROM false THEN 'banned'
    WHEN v_buyer.buying_paused_until > p_now THEN 'paused'
    WHEN v_offer.price > p_max_price OR (p_is_fixed AND v_offer.price <> p_max_price) THEN 'too_dear'
    WHEN v_wallet.available < v_offer.price THEN 'no_balance'
    WHEN v_wallet.open_holds >= p_max_open AND open_resale_orders(p_user) >= p_max_open THEN 'too_many_open'
    WHEN CASE WHEN v_key.daily_cap IS NOT NULL
      THEN spent_of_day(p_resale_key, p_now) + v_offer.price > v_key.daily_cap END
      THEN 'daily_cap'
  END;
  IF kind = 'paused' THEN until := v_buyer.buying_paused_until; END IF;
  IF kind IS NOT NULL THEN RETURN; END IF;

  IF p_operators IS NOT NULL THEN
    IF NOT EXISTS (SELECT 1 FROM routes r JOIN offers o ON o.id = r.offer_id
        WHERE o.country_id = p_country AND lower(r.operator) = ANY (p_operators)) THEN
      kind := 'wrong_operator'; RETURN;
    END IF;
    v_left := routes_without(v_offer.id, p_operators);
  END IF;
  v_route := choose_route(v_offer.id, p_service, p_country, p_user, v_left, p_now, p_start, NULL, p_avoid);
  IF v_route.route_id IS NULL THEN kind := 'no_numbers'; RETURN; END IF;

  until := p_now + make_interval(secs => v_offer.timeout_s);
  reservation_id := insert_reservation(p_key, p_user, v_offer.id, p_service, p_country, v_offer.price,
    CASE WHEN v_offer.list_price > v_offer.price THEN v_offer.list_price END, NULL, v_route, NULL, p_now,
    until, p_ask_timeout_ms, p_resale_key, v_left);
  INSERT INTO resale_orders (key_id, user_id, reservation_id, order_id, input_hash, end_customer, ref,
    webhook_url, operators, avoid_prefixes, daily_cap, created_at)
  VALUES (p_resale_key, p_user, place_resale_order.reservation_id, p_order_id, p_input_hash, p_end_customer, p_ref,
    p_webhook, p_operators, p_avoid, v_key.daily_cap, p_now)
  RETURNING id INTO placed_id;
  kind := 'placed';
  status := CASE WHEN v_route.is_pool THEN 'WAITING_CODE' ELSE 'REQUESTED' END;
  phone := v_route.phone;
END $function$
;

-- Credits a receipt that is stored and nobody's yet to this user: the transfers, the payment, the notice. The caller
-- holds the wallet's lock. transfers_topup_once and the key forbid a second time.
CREATE OR REPLACE FUNCTION post_receipt(p_receipt bigint, p_user bigint, p_amount bigint, p_bonus bigint, p_actor_type actor_type, p_actor text, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  v payment_receipts;
BEGIN
  UPDATE payment_receipts SET user_id = p_user, amount = p_amount, bonus = p_bonus, unclaimed = NULL
  WHERE id = p_receipt RETURNING * INTO v;
  PERFORM move_payment('topup:' || v.method_id || ':' || v.receipt_key, 'TOPUP', 'PAYMENTS', 'AVAILABLE', p_amount, v,
    p_actor_type, p_actor, p_now);
  PERFORM move_payment('bonus:' || v.id, 'BONUS', 'PROMOTIONS', 'AVAILABLE', p_bonus, v, p_actor_type, p_actor, p_now);
  UPDATE payments p SET credited = p.credited + p_amount, ended_at = p_now,
    status = CASE WHEN p.credited + p_amount >= p.amount THEN 'PAID' ELSE 'UNDERPAID' END::payment_status
  WHERE p.id = v.payment_id;
  PERFORM begin_payment_hold(v, p_amount + p_bonus, p_now);
  PERFORM put_notice('receipt:' || v.id, 0::smallint, p_user, 'payment_received',
    jsonb_build_object('receiptId', v.id::text), p_now);
END $function$
;

-- After a transfer was inserted: moves the wallet, and nothing else does. Refuses when the wallet, locked by
-- prepare_transfer, is not as that one read it. Runs as the schema's owner, since the program may not touch wallets.
CREATE OR REPLACE FUNCTION post_transfer()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  UPDATE wallets SET available = NEW.available_after, held = NEW.held_after,
    pending = pending + CASE WHEN NEW.type <> 'PENDING' THEN 0 WHEN NEW.to_account = 'PENDING' THEN NEW.amount
      ELSE -NEW.amount END,
    open_holds = open_holds + CASE WHEN NEW.type = 'HOLD' THEN 1 WHEN NEW.from_account = 'HELD' THEN -1 ELSE 0 END
  WHERE user_id = NEW.user_id
    AND available = NEW.available_after
      + CASE WHEN NEW.from_account = 'AVAILABLE' THEN NEW.amount ELSE 0 END
      - CASE WHEN NEW.to_account = 'AVAILABLE' THEN NEW.amount ELSE 0 END
    AND held = NEW.held_after
      + CASE WHEN NEW.from_account = 'HELD' THEN NEW.amount ELSE 0 END
      - CASE WHEN NEW.to_account = 'HELD' THEN NEW.amount ELSE 0 END;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'insert the transfers of one user one statement at a time';
  END IF;
  RETURN NULL;
END $function$
;

-- Who joins is posted in the user data channel, in the transaction of the fact: nothing is forgotten or told twice.
CREATE OR REPLACE FUNCTION post_user_joined()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM put_user_data_post('user-data:joined:' || NEW.id, NEW.id, '{"event": "joined"}', NEW.created_at);
  RETURN NULL;
END $function$
;

-- A completed purchase is posted in the user data channel, in the transaction of the fact.
CREATE OR REPLACE FUNCTION post_user_purchase()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM put_user_data_post('user-data:purchase:' || NEW.id, NEW.user_id,
    jsonb_build_object('event', 'purchase', 'reservationId', NEW.id::text), NEW.ended_at);
  RETURN NULL;
END $function$
;

-- Before a transfer is inserted: locks its user's wallet and writes into the transfer what will stand in it.
-- post_transfer, which runs only for a row that was really inserted, makes it so; in two halves, so that an insert
-- skipped by ON CONFLICT moves nothing. Runs as the schema's owner, since the program may not touch wallets.
CREATE OR REPLACE FUNCTION prepare_transfer()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  SELECT available, held INTO NEW.available_after, NEW.held_after
  FROM wallets WHERE user_id = NEW.user_id FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'user % has no wallet', NEW.user_id USING ERRCODE = 'foreign_key_violation';
  END IF;
  -- The first id was drawn before the wait for the lock: others may have moved this wallet since, with later ones.
  NEW.id := nextval('transfers_id_seq');
  IF NEW.from_account = 'AVAILABLE' THEN NEW.available_after := NEW.available_after - NEW.amount;
  ELSIF NEW.from_account = 'HELD' THEN NEW.held_after := NEW.held_after - NEW.amount;
  END IF;
  IF NEW.to_account = 'AVAILABLE' THEN NEW.available_after := NEW.available_after + NEW.amount;
  ELSIF NEW.to_account = 'HELD' THEN NEW.held_after := NEW.held_after + NEW.amount;
  END IF;
  RETURN NEW;
END $function$
;

-- Money arrived from somebody who was brought: a part of it is promised to whoever brought him. It follows the ledger's
-- row, so that every way to pay counts alike. Off while the setting referralPercent is 0, as it is at first.
CREATE OR REPLACE FUNCTION promise_referral()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  v_percent integer := COALESCE((SELECT s.value::text::integer FROM settings s WHERE s.key = 'referralPercent'), 0);
  v_days integer := COALESCE((SELECT s.value::text::integer FROM settings s WHERE s.key = 'referralDays'), 14);
  v_most integer := COALESCE((SELECT s.value::text::integer FROM settings s WHERE s.key = 'referralMostOfOne'), 10);
  v_inviter bigint;
BEGIN
  IF v_percent = 0 THEN RETURN NULL; END IF;
  SELECT i.id INTO v_inviter FROM users u JOIN users i ON i.id = u.invited_by
  WHERE u.id = NEW.user_id AND NOT i.is_banned AND i.erased_at IS NULL;
  IF NOT FOUND OR NEW.amount * v_percent < 100 THEN RETURN NULL; END IF;
  IF v_most > 0 AND (SELECT count(*) FROM referral_rewards r WHERE r.invitee_id = NEW.user_id) >= v_most THEN
    RETURN NULL;
  END IF;
  INSERT INTO referral_rewards (receipt_id, inviter_id, invitee_id, amount, matures_at, created_at)
  VALUES (NEW.receipt_id, v_inviter, NEW.user_id, NEW.amount * v_percent / 100,
    NEW.created_at + make_interval(days => v_days), NEW.created_at);
  RETURN NULL;
END $function$
;

-- A promo code was used: it brought something, or a purchase has it.
CREATE OR REPLACE FUNCTION promo_event()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM put_event('promo.redeemed', jsonb_build_object('code', c.code, 'kind', c.kind,
    'userId', NEW.user_id::text, 'amount', (COALESCE(NEW.discount, c.amount) * 0.0001)::text, 'percent', c.percent,
    'reservationId', NEW.reservation_id::text), NEW.created_at)
  FROM promo_codes c WHERE c.id = NEW.code_id;
  RETURN NULL;
END $function$
;

-- Gives what was committed since a place in the order in which events are read, oldest first; returns how many.
-- Transactions end in another order than they take ids in: who reads by id would pass by what is committed later. A
-- position is only given to what everybody sees, by one at a time, so nothing appears before what was read already.
CREATE OR REPLACE FUNCTION publish_events(p_limit integer)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
DECLARE
  v_count integer;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('publish_events'));
  WITH fresh AS MATERIALIZED (SELECT id FROM events WHERE position IS NULL ORDER BY id LIMIT p_limit)
  UPDATE events e SET position = f.position
  FROM (SELECT id, nextval('events_position_seq') AS position FROM fresh) f WHERE e.id = f.id;
  GET DIAGNOSTICS v_count = ROW_COUNT;
  RETURN v_count;
END $function$
;

-- One event of the shop, and its way to each endpoint of operators that wants it now. It is written whether anybody
-- wants it or not: who comes later can read it, or have it sent again.
CREATE OR REPLACE FUNCTION put_event(p_type text, p_data jsonb, p_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  v_event bigint;
BEGIN
  INSERT INTO events (type, data, at) VALUES (p_type, p_data, p_at) RETURNING id INTO v_event;
  INSERT INTO event_deliveries (event_id, endpoint_id, due_at, created_at)
  SELECT v_event, e.id, p_at, p_at FROM event_endpoints e
  WHERE e.is_active AND e.resale_key_id IS NULL AND p_type = ANY (e.events);
END $function$
;

-- Puts a message to a person into the outbox, once for each key. The same key makes the same random id, so a message
-- that is sent again after a crash is the same message.
CREATE OR REPLACE FUNCTION put_notice(p_key text, p_lane smallint, p_user bigint, p_kind outbox_kind, p_payload jsonb, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE sql
AS $function$
  INSERT INTO outbox (key, lane, user_id, kind, payload, random_id, due_at, created_at)
  VALUES (p_key, p_lane, p_user, p_kind, p_payload, hashtextextended(p_key, 0), p_now, p_now)
  ON CONFLICT (key) DO NOTHING
$function$
;

-- Something happened to a reservation that was bought by a key: for the webhook of that key, or the order's own, and
-- for the stream of its owner. It names ids alone: what an SMS says is read from its message when it is sent, and is
-- gone when that is erased. p_status as programs of buyers are told it. Nothing for a reservation that is no order.
CREATE OR REPLACE FUNCTION put_order_event(p_type text, p_reservation bigint, p_message bigint, p_status text, p_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  v_order record;
  v_event bigint;
BEGIN
  SELECT o.id, o.key_id, o.user_id, o.webhook_url INTO v_order FROM resale_orders o
  WHERE o.reservation_id = p_reservation;
  IF NOT FOUND THEN RETURN; END IF;
  INSERT INTO events (type, data, at, resale_key_id, buyer_id)
  VALUES (p_type, jsonb_strip_nulls(jsonb_build_object('orderId', v_order.id::text, 'messageId', p_message::text,
    'status', p_status)), p_at, v_order.key_id, v_order.user_id) RETURNING id INTO v_event;
  INSERT INTO event_deliveries (event_id, endpoint_id, due_at, created_at)
  SELECT v_event, e.id, p_at, p_at FROM event_endpoints e
  WHERE e.resale_key_id = v_order.key_id AND p_type = ANY (e.events)
    AND (e.is_active OR v_order.webhook_url IS NOT NULL);
END $function$
;

-- What a supplier must be told of an order that ended. Once told, it stays told; until then a later word replaces it.
CREATE OR REPLACE FUNCTION put_upstream_order_end(p_provider integer, p_order text, p_action upstream_order_action, p_due timestamp with time zone, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE sql
AS $function$
  INSERT INTO upstream_order_ends (provider_id, upstream_order_id, action, due_at, created_at)
  VALUES (p_provider, p_order, p_action, p_due, p_now)
  ON CONFLICT (provider_id, upstream_order_id) DO UPDATE
    SET action = EXCLUDED.action, due_at = LEAST(upstream_order_ends.due_at, EXCLUDED.due_at)
    WHERE upstream_order_ends.done_at IS NULL
$function$
;

-- Puts a post for the user data channel into the outbox; nothing where there is none.
CREATE OR REPLACE FUNCTION put_user_data_post(p_key text, p_user bigint, p_facts jsonb, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE sql
AS $function$
  INSERT INTO outbox (key, lane, user_id, chat_id, kind, payload, random_id, due_at, created_at)
  SELECT p_key, 2, p_user, c.telegram_id, 'user_data_post', p_facts || jsonb_build_object('channelId', c.id),
    hashtextextended(p_key, 0), p_now, p_now
  FROM user_data_channels d JOIN channels c ON c.id = d.channel_id WHERE d.is_active
  ON CONFLICT (key) DO NOTHING
$function$
;

-- What an offer costs a user: list_price, and price, which they pay. The one place that reckons it: in the chat a
-- chosen promo code counts, where p_with_promo; by a key its price group p_group, while that is on. promo_says: counts
-- | off | not_yet | over | used_up | used_by_you | only_new | elsewhere | too_cheap; null: no code was chosen.
-- promo_id: only of one that counts. By a code, never less than a hundredth stays to be paid. Asks only: whoever sells
-- by it locks the code first.
CREATE OR REPLACE FUNCTION quote_offer(p_user bigint, p_offer integer, p_with_promo boolean, p_now timestamp with time zone, p_group integer DEFAULT NULL::integer, OUT list_price bigint, OUT price bigint, OUT promo_id integer, OUT promo_code text, OUT promo_says text)
 RETURNS record
 LANGUAGE plpgsql
 STABLE
AS $function$
DECLARE
  v record;
  v_promo promo_codes;
  v_discount bigint;
BEGIN
  SELECT o.price, o.service_id, o.country_id INTO v FROM offers o WHERE o.id = p_offer;
  list_price := v.price;
  price := v.price;
  IF p_group IS NOT NULL THEN
    SELECT group_price(o.price, g.mark_down::numeric, g.may_sell_below_cost, r.is_pool, r.listed_cost, r.max_cost)
      INTO price
    FROM offers o LEFT JOIN price_groups g ON g.id = p_group AND g.is_active
    LEFT JOIN routes r ON r.id = o.best_route_id WHERE o.id = p_offer;
  END IF;
  IF NOT p_with_promo THEN RETURN; END IF;
  SELECT c.* INTO v_promo FROM promo_choices x JOIN promo_codes c ON c.id = x.code_id WHERE x.user_id = p_user;
  IF NOT FOUND THEN RETURN; END IF;
  promo_code := v_promo.code;
  v_discount := LEAST(
    COALESCE(v_promo.amount, list_price * v_promo.percent / 100), v_promo.max_discount, list_price - 100);
  promo_says := CASE
    WHEN NOT v_promo.is_active THEN 'off'
    WHEN v_promo.starts_at > p_now THEN 'not_yet'
    WHEN v_promo.ends_at <= p_now THEN 'over'
    WHEN v_promo.service_id <> v.service_id OR v_promo.country_id <> v.country_id THEN 'elsewhere'
    WHEN v_promo.min_price > list_price OR v_discount <= 0 THEN 'too_cheap'
    WHEN v_promo.max_uses_of_user <= (SELECT count(*) FROM promo_uses u WHERE u.code_id = v_promo.id
      AND u.user_id = p_user AND u.released_at IS NULL AND NOT u.is_beyond) THEN 'used_by_you'
    WHEN v_promo.uses >= v_promo.max_uses OR v_promo.spent + v_discount > v_promo.budget THEN 'used_up'
    WHEN v_promo.is_for_new AND EXISTS (
      SELECT 1 FROM reservations r WHERE r.user_id = p_user AND r.status = 'COMPLETED') THEN 'only_new'
    ELSE 'counts'
  END;
  IF promo_says <> 'counts' THEN RETURN; END IF;
  promo_id := v_promo.id;
  price := list_price - v_discount;
END $function$
;

-- Notes a trouble, and tells the given people of it unless they were told within p_every_s seconds. Returns whether it
-- told now. The row's lock makes two that raise it at once tell it once.
CREATE OR REPLACE FUNCTION raise_alert(p_key text, p_kind text, p_facts jsonb, p_every_s integer, p_people bigint[], p_now timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
DECLARE
  v_alert operator_alerts;
BEGIN
  INSERT INTO operator_alerts (key, kind, facts, first_at, last_at, count)
  VALUES (p_key, p_kind, p_facts, p_now, p_now, 1)
  ON CONFLICT (key) DO UPDATE SET kind = EXCLUDED.kind, facts = EXCLUDED.facts, last_at = EXCLUDED.last_at,
    count = operator_alerts.count + 1
  RETURNING * INTO v_alert;
  IF v_alert.told_at > p_now - make_interval(secs => p_every_s) THEN RETURN false; END IF;
  UPDATE operator_alerts SET told_at = p_now WHERE key = p_key;
  PERFORM tell_operators('alert:' || p_key || ':' || extract(epoch FROM p_now), p_people,
    jsonb_build_object('alert', p_kind, 'facts', p_facts, 'key', p_key), p_now);
  RETURN true;
END $function$
;

-- Orders the routes of each offer. The operator's priority comes first, but a route that hardly ever brings a code is
-- put behind those that do. Within a priority: one that just said it is sold out, or lists a cost above its ceiling,
-- comes last; then what a try earns: the chance of a code times what is left of the price. Until there is experience
-- the listed cost counts. Returns how many routes changed their place.
CREATE OR REPLACE FUNCTION rank_routes(p_now timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
DECLARE
  v_count integer;
BEGIN
  UPDATE routes r SET rank = n.rank, is_failing = n.is_failing
  FROM (
    SELECT t.id, COALESCE(f.weight >= 8 AND f.success < 0.2, false) AS is_failing,
      (row_number() OVER (PARTITION BY t.offer_id ORDER BY
        (t.stock = 0 AND t.stock_at > p_now - interval '10 minutes') IS TRUE OR (t.listed_cost > t.max_cost) IS TRUE,
        COALESCE(f.success, 0.7)
          * (o.price - CASE WHEN t.is_pool THEN 0 ELSE COALESCE(f.cost, t.listed_cost, t.max_cost) END) DESC,
        t.id))::integer AS rank
    FROM routes t JOIN offers o ON o.id = t.offer_id LEFT JOIN route_figures f ON f.route_id = t.id) n
  WHERE r.id = n.id AND (r.rank, r.is_failing) IS DISTINCT FROM (n.rank, n.is_failing);
  GET DIAGNOSTICS v_count = ROW_COUNT;
  RETURN v_count;
END $function$
;

-- SMS came in at a slot. Answers the SIM that took them, with its number; a SIM that was not known appears, without
-- one. By its IMSI where the daemon tells one: a SIM that was moved takes its number along, and another one in a known
-- slot is a SIM of its own, so that nobody gets what was sent to the number before. Whatever comes ends a silence.
-- Locks the SIM.
CREATE OR REPLACE FUNCTION record_sim_sms(p_provider integer, p_slot text, p_imsi text, p_count integer, p_now timestamp with time zone, OUT sim_id integer, OUT phone text, OUT is_new boolean)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
DECLARE
  v sims;
BEGIN
  -- Two processes that see a new slot at once make one SIM.
  PERFORM pg_advisory_xact_lock(hashtextextended('sim:' || p_provider || ':' || p_slot, 0));
  is_new := false;
  IF p_imsi IS NOT NULL THEN
    SELECT * INTO v FROM sims s WHERE s.provider_id = p_provider AND s.imsi = p_imsi FOR UPDATE;
  END IF;
  IF v.id IS NULL THEN
    SELECT * INTO v FROM sims s WHERE s.provider_id = p_provider AND s.slot = p_slot
      AND (p_imsi IS NULL OR s.imsi IS NULL) FOR UPDATE;
  END IF;
  IF v.id IS NULL OR v.slot <> p_slot THEN
    -- The SIM that sat there was taken out.
    UPDATE sims s SET slot = s.slot || ' ✕' || s.id WHERE s.provider_id = p_provider AND s.slot = p_slot;
  END IF;
  IF v.id IS NULL THEN
    is_new := true;
    INSERT INTO sims (provider_id, slot, imsi, last_sms_at, sms_count, seen_at, watched_from, created_at)
    VALUES (p_provider, p_slot, p_imsi, p_now, p_count, p_now, p_now, p_now) RETURNING id INTO sim_id;
    RETURN;
  END IF;
  sim_id := v.id;
  phone := v.phone;
  UPDATE sims s SET slot = p_slot, imsi = COALESCE(p_imsi, s.imsi), silent_at = NULL, last_sms_at = p_now,
    seen_at = p_now, watched_from = p_now,
    sms_count = s.sms_count + p_count,
    usual_gap_s = CASE
      WHEN s.last_sms_at IS NULL OR p_now <= s.last_sms_at THEN s.usual_gap_s
      -- What came after a silence says nothing about what is usual.
      WHEN s.silent_at IS NOT NULL THEN s.usual_gap_s
      WHEN s.usual_gap_s IS NULL THEN extract(epoch FROM p_now - s.last_sms_at)::integer
      ELSE (0.8 * s.usual_gap_s + 0.2 * extract(epoch FROM p_now - s.last_sms_at))::integer END
  WHERE s.id = v.id;
END $function$
;

-- A user gives a promo code. kind: redeemed | chosen | unknown | not_yet | over | used_up | used_by_you | only_new |
-- banned | too_many_tries. The slot is taken first, and what it brings comes in the same act: balance at once, a bonus
-- with the next payment (percent). A discount is only chosen: its use is taken with the purchase that has it. Locks the
-- wallet, then the code.
CREATE OR REPLACE FUNCTION redeem_promo(p_user bigint, p_code text, p_now timestamp with time zone, OUT kind text, OUT amount bigint, OUT percent integer, OUT available bigint)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
DECLARE
  v promo_codes;
  v_used integer;
  v_use bigint;
BEGIN
  SELECT w.available INTO available FROM wallets w WHERE w.user_id = p_user FOR UPDATE;
  IF EXISTS (SELECT 1 FROM promo_tries t
    WHERE t.user_id = p_user AND t.wrong >= 5 AND t.since > p_now - interval '5 minutes') THEN
    kind := 'too_many_tries';
    RETURN;
  END IF;
  SELECT * INTO v FROM promo_codes c WHERE c.code = upper(p_code) AND c.is_active FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO promo_tries AS t (user_id, wrong, since) VALUES (p_user, 1, p_now)
    ON CONFLICT (user_id) DO UPDATE SET
      wrong = CASE WHEN t.since > p_now - interval '5 minutes' THEN t.wrong + 1 ELSE 1 END,
      since = CASE WHEN t.since > p_now - interval '5 minutes' THEN t.since ELSE p_now END;
    kind := 'unknown';
    RETURN;
  END IF;
  SELECT count(*) INTO v_used FROM promo_uses u
  WHERE u.code_id = v.id AND u.user_id = p_user AND u.released_at IS NULL AND NOT u.is_beyond;
  kind := CASE
    WHEN (SELECT u.is_banned FROM users u WHERE u.id = p_user) IS DISTINCT FROM false THEN 'banned'
    WHEN v.starts_at > p_now THEN 'not_yet'
    WHEN v.ends_at <= p_now THEN 'over'
    WHEN v_used >= v.max_uses_of_user THEN 'used_by_you'
    WHEN v.uses >= v.max_uses OR v.spent >= v.budget THEN 'used_up'
    WHEN v.is_for_new AND CASE v.kind
      WHEN 'PURCHASE_DISCOUNT'
        THEN EXISTS (SELECT 1 FROM reservations r WHERE r.user_id = p_user AND r.status = 'COMPLETED')
      ELSE EXISTS (SELECT 1 FROM payment_receipts r WHERE r.user_id = p_user AND r.amount > 0) END
      THEN 'only_new'
  END;
  IF kind IS NOT NULL THEN RETURN; END IF;
  amount := v.amount;
  percent := v.percent;
  IF v.kind = 'PURCHASE_DISCOUNT' THEN
    INSERT INTO promo_choices (user_id, code_id, chosen_at) VALUES (p_user, v.id, p_now)
    ON CONFLICT (user_id) DO UPDATE SET code_id = EXCLUDED.code_id, chosen_at = EXCLUDED.chosen_at;
    kind := 'chosen';
    RETURN;
  END IF;
  UPDATE promo_codes SET uses = uses + 1 WHERE id = v.id;
  INSERT INTO promo_uses (code_id, user_id, n, created_at) VALUES (v.id, p_user, v_used + 1, p_now)
  RETURNING id INTO v_use;
  IF v.kind = 'BALANCE' THEN
    INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, actor_type, actor_id, reason,
      created_at)
    VALUES ('promo:' || v_use, 'PROMO', 'PROMOTIONS', 'AVAILABLE', v.amount, p_user, 'USER', p_user::text, v.code,
      p_now);
    SELECT w.available INTO available FROM wallets w WHERE w.user_id = p_user;
  END IF;
  kind := 'redeemed';
END $function$
;

-- Somebody was paid for a person whom they invited, or what they got went back with that person's payment.
CREATE OR REPLACE FUNCTION referral_event()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM put_event(CASE NEW.state WHEN 'PAID' THEN 'referral.paid' ELSE 'referral.reversed' END,
    jsonb_build_object('referralId', NEW.id::text, 'inviterId', NEW.inviter_id::text,
      'inviteeId', NEW.invitee_id::text, 'receiptId', NEW.receipt_id::text,
      'amount', (NEW.amount * 0.0001)::text, 'takenBack', (NEW.taken_back * 0.0001)::text),
    NEW.ended_at);
  RETURN NULL;
END $function$
;

-- What is sold follows a change of its service, its country or a supplier.
CREATE OR REPLACE FUNCTION refresh_availability()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM refresh_offer_availability(CASE TG_TABLE_NAME
    WHEN 'services' THEN ARRAY(SELECT o.id FROM offers o WHERE o.service_id = NEW.id)
    WHEN 'countries' THEN ARRAY(SELECT o.id FROM offers o WHERE o.country_id = NEW.id)
    WHEN 'providers' THEN ARRAY(SELECT r.offer_id FROM routes r WHERE r.provider_id = NEW.id)
  END);
  RETURN NULL;
END $function$
;

-- Only those of which something changed that the order of routes depends on. By comparing sets and not by a join, whose
-- plan would be kept from a statement of one row to one of all.
CREATE OR REPLACE FUNCTION refresh_availability_of_changed_routes()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM refresh_offer_availability(ARRAY(SELECT DISTINCT offer_id FROM (
    (SELECT id, offer_id, provider_id, is_pool, is_active, priority, rank, is_failing FROM after_it
     EXCEPT SELECT id, offer_id, provider_id, is_pool, is_active, priority, rank, is_failing FROM before_it)
    UNION ALL
    (SELECT id, offer_id, provider_id, is_pool, is_active, priority, rank, is_failing FROM before_it
     EXCEPT SELECT id, offer_id, provider_id, is_pool, is_active, priority, rank, is_failing FROM after_it)) changed));
  RETURN NULL;
END $function$
;

-- Once for all offers that a statement adds, instead of once for each.
CREATE OR REPLACE FUNCTION refresh_availability_of_new_offers()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM refresh_offer_availability(ARRAY(SELECT id FROM added));
  RETURN NULL;
END $function$
;

-- Once for all routes that a statement adds or deletes: writing fifty thousand costs seconds instead of a minute.
CREATE OR REPLACE FUNCTION refresh_availability_of_routes()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM refresh_offer_availability(ARRAY(SELECT DISTINCT offer_id FROM touched));
  RETURN NULL;
END $function$
;

-- Keeps what offer_availability says ready in the offers themselves. The lock makes the last of several changes the one
-- that saw them all. For many at once: a plan that was made while the tables were small must not read them whole for
-- each.
CREATE OR REPLACE FUNCTION refresh_offer_availability(p_offers integer[])
 RETURNS void
 LANGUAGE plpgsql
 SET enable_seqscan TO 'off'
AS $function$
BEGIN
  IF cardinality(p_offers) = 0 THEN RETURN; END IF;
  PERFORM 1 FROM offers WHERE id = ANY (p_offers) ORDER BY id FOR NO KEY UPDATE;
  UPDATE offers o SET is_available = n.is_available, timeout_s = n.timeout_s, best_route_id = n.route_id,
    best_provider_id = n.provider_id, best_is_pool = n.is_pool
  FROM offer_availability(p_offers) n WHERE o.id = n.offer_id
    AND (o.is_available, o.timeout_s, o.best_route_id, o.best_provider_id, o.best_is_pool)
      IS DISTINCT FROM (n.is_available, n.timeout_s, n.route_id, n.provider_id, n.is_pool);
END $function$
;

-- Money was given back, or it could not be and is in its wallet again.
CREATE OR REPLACE FUNCTION refund_event()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM put_event('refund.ended', jsonb_build_object('refundId', NEW.id::text, 'receiptId', r.id::text,
    'userId', r.user_id::text, 'method', m.name, 'amount', (NEW.amount * 0.0001)::text, 'state', NEW.state),
    NEW.ended_at)
  FROM payment_receipts r JOIN payment_methods m ON m.id = r.method_id WHERE r.id = NEW.receipt_id;
  RETURN NULL;
END $function$
;

-- A buyer asked for money back; an operator is to answer.
CREATE OR REPLACE FUNCTION refund_request_event()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM put_event('refund.requested', jsonb_build_object('refundRequestId', NEW.id::text,
    'receiptId', r.id::text, 'userId', NEW.user_id::text, 'method', m.name,
    'amount', (NEW.amount * 0.0001)::text), NEW.created_at)
  FROM payment_receipts r JOIN payment_methods m ON m.id = r.method_id WHERE r.id = NEW.receipt_id;
  RETURN NULL;
END $function$
;

-- What of a user's balance can go back by which receipt: available money alone, the last that came being the last
-- that is there, so that rewards, gifts and what an operator added never go out as money. A receipt's share of its
-- bonus goes with it (bonus). Stars go back whole or not at all. What was asked for already is left out, and counts
-- as gone. Asks only: begin_refund decides. Newest first.
CREATE OR REPLACE FUNCTION refundable_receipts(p_user bigint)
 RETURNS TABLE(receipt_id bigint, method_id integer, arrived_at timestamp with time zone, amount bigint, bonus bigint)
 LANGUAGE sql
 STABLE
AS $function$
  WITH free AS (
    SELECT GREATEST(0, w.available - COALESCE((SELECT sum(q.amount + q.bonus) FROM refund_requests q
      WHERE q.user_id = p_user AND q.state = 'WAITING'), 0)) AS units
    FROM wallets w WHERE w.user_id = p_user),
  credits AS (
    SELECT t.receipt_id, t.type, t.amount - CASE WHEN t.type = 'TOPUP' THEN r.returned ELSE 0 END AS came,
      sum(t.amount - CASE WHEN t.type = 'TOPUP' THEN r.returned ELSE 0 END) OVER (ORDER BY t.id DESC) AS so_far
    FROM transfers t LEFT JOIN payment_receipts r ON r.id = t.receipt_id
    WHERE t.user_id = p_user AND t.to_account = 'AVAILABLE'
      AND t.type IN ('ADD', 'REWARD', 'TOPUP', 'BONUS', 'PROMO', 'REFERRAL', 'GIFT')),
  mine AS (
    SELECT r.*, m.currency = 'XTR' AS is_whole, f.units, x.part - (x.part
      + bonus_share(r.amount, r.bonus, r.returned, x.part) > f.units)::int AS part
    FROM credits c JOIN payment_receipts r ON r.id = c.receipt_id JOIN payment_methods m ON m.id = r.method_id
      CROSS JOIN free f
      -- Its unspent part, and of that what leaves room for the bonus that goes with it.
      CROSS JOIN LATERAL (SELECT LEAST(c.came, f.units - (c.so_far - c.came),
        floor(f.units::numeric * r.amount / (r.amount + r.bonus)))::bigint AS part) x
    WHERE c.type = 'TOPUP' AND c.so_far - c.came < f.units
      AND NOT EXISTS (SELECT 1 FROM refund_requests q WHERE q.receipt_id = r.id)
      AND NOT EXISTS (SELECT 1 FROM payment_refunds p WHERE p.receipt_id = r.id AND p.state = 'WAITING'))
  SELECT s.id, s.method_id, s.arrived_at, s.part, bonus_share(s.amount, s.bonus, s.returned, s.part)
  FROM mine s WHERE s.part > 0 AND (NOT s.is_whole OR s.part = s.amount) ORDER BY s.id DESC
$function$
;

-- History is not deleted, and a wallet stays its user's: refuses with insufficient_privilege, the owner too.
CREATE OR REPLACE FUNCTION refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $function$
;

-- An operator says no to a buyer who asked for money back, and why. False when it was answered before. Locks the
-- request.
CREATE OR REPLACE FUNCTION refuse_refund_request(p_request bigint, p_reason text, p_now timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
DECLARE
  v refund_requests;
BEGIN
  UPDATE refund_requests q SET state = 'REFUSED', reason = p_reason, answered_at = p_now
  WHERE q.id = p_request AND q.state = 'WAITING' RETURNING * INTO v;
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM put_notice('refund-request:' || v.id, 1::smallint, v.user_id, 'refund_refused',
    jsonb_build_object('refundRequestId', v.id::text), p_now);
  RETURN true;
END $function$
;

-- A reservation that was sold by a promo code ended without a code: its use comes back, once, and the promo code is
-- chosen again unless another one is. The caller holds the reservation. Locks the promo code, after everything else.
CREATE OR REPLACE FUNCTION release_promo_use(p_reservation bigint, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  v promo_uses;
BEGIN
  UPDATE promo_uses u SET released_at = p_now
  WHERE u.reservation_id = p_reservation AND u.released_at IS NULL RETURNING * INTO v;
  IF NOT FOUND THEN RETURN; END IF;
  UPDATE promo_codes c SET uses = c.uses - 1, spent = c.spent - v.discount WHERE c.id = v.code_id AND NOT v.is_beyond;
  INSERT INTO promo_choices (user_id, code_id, chosen_at) VALUES (v.user_id, v.code_id, p_now)
  ON CONFLICT (user_id) DO NOTHING;
END $function$
;

-- An operator opens a closed thread again. kind: reopened | already_open | not_found | another_open (about the same
-- thing, see support_threads_open_once). Locks the thread.
CREATE OR REPLACE FUNCTION reopen_support(p_thread bigint, OUT kind text)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
DECLARE
  v support_threads;
BEGIN
  SELECT * INTO v FROM support_threads t WHERE t.id = p_thread FOR UPDATE;
  kind := CASE WHEN v.id IS NULL THEN 'not_found' WHEN v.state = 'OPEN' THEN 'already_open' END;
  IF kind IS NOT NULL THEN RETURN; END IF;
  BEGIN
    UPDATE support_threads t SET state = 'OPEN', closed_at = NULL, closed_by = NULL WHERE t.id = p_thread;
    kind := 'reopened';
  EXCEPTION WHEN unique_violation THEN
    kind := 'another_open';
  END;
END $function$
;

-- Sends an endpoint once more what happened from an instant on, as far as it wants it and at most p_limit of it; what
-- was never on its way to it is put there. Twenty a second, so that what happens now does not wait behind it. Returns
-- how many, and from which instant on there is more.
CREATE OR REPLACE FUNCTION replay_events(p_endpoint integer, p_since timestamp with time zone, p_limit integer, p_now timestamp with time zone, OUT count integer, OUT more_since timestamp with time zone)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
BEGIN
  WITH wanted AS MATERIALIZED (
    SELECT ev.id, ev.at, row_number() OVER (ORDER BY ev.at, ev.id) AS n
    FROM events ev JOIN event_endpoints e ON e.id = p_endpoint AND ev.type = ANY (e.events)
      AND ev.resale_key_id IS NOT DISTINCT FROM e.resale_key_id
    WHERE ev.at >= p_since ORDER BY ev.at, ev.id LIMIT p_limit + 1),
  put AS (
    INSERT INTO event_deliveries AS d (event_id, endpoint_id, due_at, created_at)
    SELECT w.id, p_endpoint, p_now + (w.n - 1) * interval '50 milliseconds', p_now FROM wanted w WHERE w.n <= p_limit
    ON CONFLICT (event_id, endpoint_id) DO UPDATE
      SET state = 'WAITING', attempts = 0, due_at = EXCLUDED.due_at, leased_until = NULL
    RETURNING 1)
  SELECT (SELECT count(*) FROM put), (SELECT at FROM wanted WHERE n > p_limit) INTO count, more_since;
END $function$
;

-- What was listed at another rate means nothing any more. The lists are read anew; a first list is no news.
CREATE OR REPLACE FUNCTION reprice_provider()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  NEW.catalogue_due_at := NULL;
  DELETE FROM vendor_prices WHERE provider_id = NEW.id;
  UPDATE routes SET listed_cost = NULL WHERE provider_id = NEW.id AND listed_cost IS NOT NULL;
  RETURN NEW;
END $function$
;

-- A buyer asks for a receipt's money back. kind: requested | repeated | nothing_left (somebody else's, spent, or whole
-- payments alone go back by its method). refund_requests_once forbids a second wish for one receipt. Moves nothing.
-- Locks the wallet.
CREATE OR REPLACE FUNCTION request_refund(p_user bigint, p_receipt bigint, p_now timestamp with time zone, OUT kind text, OUT request_id bigint, OUT amount bigint, OUT bonus bigint)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM 1 FROM wallets w WHERE w.user_id = p_user FOR UPDATE;
  SELECT q.id, q.amount, q.bonus INTO request_id, amount, bonus FROM refund_requests q
  WHERE q.receipt_id = p_receipt AND q.user_id = p_user;
  IF FOUND THEN kind := 'repeated'; RETURN; END IF;
  SELECT r.amount, r.bonus INTO amount, bonus FROM refundable_receipts(p_user) r WHERE r.receipt_id = p_receipt;
  IF NOT FOUND THEN kind := 'nothing_left'; RETURN; END IF;
  INSERT INTO refund_requests (receipt_id, user_id, amount, bonus, created_at)
  VALUES (p_receipt, p_user, request_refund.amount, request_refund.bonus, p_now) RETURNING id INTO request_id;
  kind := 'requested';
END $function$
;

-- A reservation ended. Costs a reservation that is only opened nothing.
CREATE OR REPLACE FUNCTION reservation_event()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.status = NEW.status THEN RETURN NULL; END IF;
  IF NEW.status NOT IN ('COMPLETED', 'EXPIRED', 'CANCELED') THEN RETURN NULL; END IF;
  PERFORM put_event('reservation.' || lower(NEW.status::text), jsonb_build_object(
    'reservationId', NEW.id::text, 'userId', NEW.user_id::text,
    'service', (SELECT code FROM services WHERE id = NEW.service_id),
    'country', (SELECT iso FROM countries WHERE id = NEW.country_id),
    'price', (NEW.price * 0.0001)::text, 'status', NEW.status, 'endReason', NEW.end_reason,
    'resaleKeyId', NEW.resale_key_id::text), NEW.ended_at);
  -- An order whose number was changed goes on with the next one.
  IF NEW.resale_key_id IS NOT NULL AND NEW.end_reason IS DISTINCT FROM 'BUYER_CHANGED_NUMBER' THEN
    PERFORM put_order_event('order.' || lower(NEW.status::text), NEW.id, NULL, lower(NEW.status::text), NEW.ended_at);
  END IF;
  RETURN NULL;
END $function$
;

-- Reserves a number. kind: reserved | repeated | key_conflict | offer_gone | price_changed | banned | paused |
-- too_many_open | insufficient_funds | out_of_stock. Only 'reserved' changed anything: the number is taken, the
-- reservation stands, the price is held. status is WAITING_CODE with a number from the pool, REQUESTED where a
-- supplier has to be asked. p_with_promo: the buyer was shown the price by the promo code that they chose, and so it
-- is sold; its use is taken with the hold. price: what quote_offer says now; promo_code, promo_says: of that promo
-- code. Locks the wallet, the promo code, then the reservation's number with SKIP LOCKED: nobody who holds a promo
-- code waits for a number. p_start: where to begin in the pool, at random.
CREATE OR REPLACE FUNCTION reserve(p_key uuid, p_user bigint, p_offer integer, p_price bigint, p_now timestamp with time zone, p_start integer, p_max_open integer, p_ask_timeout_ms integer, p_with_promo boolean, OUT kind text, OUT reservation_id bigint, OUT status reservation_status, OUT phone text, OUT price bigint, OUT available bigint, OUT until timestamp with time zone, OUT promo_code text, OUT promo_says text)
 RETURNS record
 LANGUAGE plpgsql
 SET enable_seqscan TO 'off'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
DECLARE
  v record;
  v_wallet record;
  v_buyer record;
  v_old record;
  v_route chosen_route;
  v_list_price bigint;
  v_promo integer;
BEGIN
  -- The offer with its best route, kept ready beside it: most buyers get that one.
  SELECT o.id AS offer_id, o.service_id, o.country_id, o.price, o.timeout_s, o.is_active AND o.is_available AS is_open,
    o.best_route_id AS route_id, o.best_provider_id AS provider_id, o.best_is_pool AS is_pool,
    p.paused_until > p_now AS is_paused INTO v
  FROM offers o LEFT JOIN providers p ON p.id = o.best_provider_id WHERE o.id = p_offer;
  -- The lock lets one act of a user through at a time. They are read behind it, by a statement of its own: in one with
  -- the lock they would be as they were before the wait.
  SELECT w.available, w.open_holds INTO v_wallet FROM wallets w WHERE w.user_id = p_user FOR UPDATE;
  SELECT u.is_banned, u.buying_paused_until, x.code_id INTO v_buyer
  FROM users u LEFT JOIN promo_choices x ON x.user_id = u.id AND p_with_promo WHERE u.id = p_user;
  price := v.price;
  IF v_buyer.code_id IS NOT NULL THEN
    PERFORM 1 FROM promo_codes c WHERE c.id = v_buyer.code_id FOR NO KEY UPDATE;
    SELECT q.price, q.promo_id, q.promo_code, q.promo_says, CASE WHEN q.promo_id IS NOT NULL THEN q.list_price END
      INTO price, v_promo, promo_code, promo_says, v_list_price
    FROM quote_offer(p_user, p_offer, true, p_now) q;
  END IF;
  available := v_wallet.available;
  kind := CASE
    WHEN v.is_open IS DISTINCT FROM true THEN 'offer_gone'
    WHEN price <> p_price THEN 'price_changed'
    WHEN v_buyer.is_banned IS DISTINCT FROM false THEN 'banned'
    WHEN v_buyer.buying_paused_until > p_now THEN 'paused'
    WHEN v_wallet.available < price THEN 'insufficient_funds'
    -- Orders by keys have a limit of their own.
    WHEN v_wallet.open_holds >= p_max_open AND v_wallet.open_holds - open_resale_orders(p_user) >= p_max_open
      THEN 'too_many_open'
    WHEN v.route_id IS NULL THEN 'out_of_stock'
  END;
  IF kind IS NULL THEN
    v_route.route_id := v.route_id;
    v_route.provider_id := v.provider_id;
    v_route.is_pool := v.is_pool;
    IF v.is_paused THEN
      v_route := choose_route(p_offer, v.service_id, v.country_id, p_user, '{}', p_now, p_start, NULL);
    ELSIF v.is_pool THEN
      -- The first half of take_pool_number, written out: a call saved on the way that nearly everybody goes.
      UPDATE numbers SET status = 'RESERVED' WHERE id = (
        SELECT n.id FROM numbers n
        WHERE n.provider_id = v.provider_id AND n.service_id = v.service_id AND n.country_id = v.country_id
          AND n.status = 'AVAILABLE' AND n.pick_key >= p_start
          AND NOT EXISTS (SELECT 1 FROM reservations r
                          WHERE r.user_id = p_user AND r.number_id = n.id AND r.status = 'COMPLETED')
        ORDER BY n.pick_key LIMIT 1 FOR UPDATE OF n SKIP LOCKED)
      RETURNING numbers.id, numbers.phone INTO v_route.number_id, v_route.phone;
      IF NOT FOUND THEN
        v_route := choose_route(p_offer, v.service_id, v.country_id, p_user, '{}', p_now, p_start, NULL);
      END IF;
    END IF;
    IF v_route.route_id IS NULL THEN
      kind := 'out_of_stock';
    ELSE
      until := p_now + make_interval(secs => v.timeout_s);
      reservation_id := insert_reservation(p_key, p_user, p_offer, v.service_id, v.country_id,
        price, v_list_price, v_promo, v_route, NULL, p_now, until, p_ask_timeout_ms);
      IF v_promo IS NOT NULL THEN
        PERFORM take_promo_use(v_promo, p_user, reservation_id, v_list_price - price, false, p_now);
      END IF;
      kind := 'reserved';
      status := CASE WHEN v_route.is_pool THEN 'WAITING_CODE' ELSE 'REQUESTED' END;
      phone := v_route.phone;
      available := available - price;
      RETURN;
    END IF;
  END IF;

  -- Refused: unless this very act was done before, which is then the answer.
  until := CASE WHEN kind = 'paused' THEN v_buyer.buying_paused_until END;
  SELECT r.id, r.user_id, r.offer_id, r.status, r.phone, r.price, r.expires_at INTO v_old
  FROM reservations r WHERE r.key = p_key;
  IF FOUND THEN
    kind := CASE WHEN v_old.user_id = p_user AND v_old.offer_id = p_offer AND v_old.price = p_price
            THEN 'repeated' ELSE 'key_conflict' END;
    IF kind = 'repeated' THEN
      reservation_id := v_old.id; status := v_old.status; phone := v_old.phone;
      price := v_old.price; until := v_old.expires_at;
    END IF;
  END IF;
END $function$
;

-- The same for numbers that come new: once for a whole import, which may have a million.
CREATE OR REPLACE FUNCTION rest_imported()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF EXISTS (SELECT 1 FROM sims s WHERE s.is_resting AND s.phone IS NOT NULL) THEN
    UPDATE numbers n SET status = 'QUARANTINED', available_at = NULL
    FROM imported i JOIN sims s ON s.provider_id = i.provider_id AND s.phone = i.phone AND s.is_resting
    WHERE n.id = i.id AND n.status = 'AVAILABLE';
  END IF;
  RETURN NULL;
END $function$
;

-- A number that comes back to stock while its SIM rests, rests with it: QUARANTINED without a day on which it ends.
CREATE OR REPLACE FUNCTION rest_with_sim()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF EXISTS (SELECT 1 FROM sims s WHERE s.provider_id = NEW.provider_id AND s.phone = NEW.phone AND s.is_resting) THEN
    NEW.status := 'QUARANTINED';
    NEW.available_at := NULL;
  END IF;
  RETURN NEW;
END $function$
;

-- One step of an undo. kind: more | done | not_restoring. What is still its last buyer's is so again; nothing comes
-- back into a service that was deleted since. Locks the deletion, then its numbers.
CREATE OR REPLACE FUNCTION restore_numbers(p_deletion bigint, p_window bigint, p_now timestamp with time zone, OUT kind text, OUT restored integer)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
DECLARE
  v number_deletions;
BEGIN
  SELECT * INTO v FROM number_deletions d WHERE d.id = p_deletion FOR UPDATE;
  restored := 0;
  IF v.state IS DISTINCT FROM 'RESTORING' THEN kind := 'not_restoring'; RETURN; END IF;
  WITH back AS (
    UPDATE numbers n SET
      status = (CASE WHEN n.available_at IS NULL OR n.available_at <= p_now THEN 'AVAILABLE'
                WHEN n.expiries_in_a_row > 0 THEN 'QUARANTINED' ELSE 'USED' END)::number_status,
      available_at = CASE WHEN n.available_at > p_now THEN n.available_at END,
      deleted_at = NULL, deletion_id = NULL, pick_key = floor(random() * 2147483647)::integer
    WHERE n.id > v.position AND n.id <= v.position + p_window
      AND n.deletion_id = p_deletion AND n.status = 'DELETED'
      AND (n.origin = 'POOL' OR n.available_at > p_now)
      AND NOT EXISTS (SELECT 1 FROM services s WHERE s.id = n.service_id AND s.deleted_at IS NOT NULL)
    RETURNING 1
  )
  SELECT count(*)::integer INTO restored FROM back;
  kind := 'more';
  v.position := v.position + p_window;
  IF v.position >= COALESCE((SELECT max(id) FROM numbers), 0) THEN kind := 'done'; v.position := 0; END IF;
  UPDATE number_deletions d SET position = v.position, restored = d.restored + restore_numbers.restored,
    state = CASE WHEN kind = 'done' THEN 'RESTORED' ELSE d.state END
  WHERE d.id = p_deletion;
END $function$
;

-- Deleted numbers that a file names again come back to stock.
CREATE OR REPLACE FUNCTION revive_numbers(p_ids bigint[], p_countries integer[], p_import bigint)
 RETURNS void
 LANGUAGE sql
AS $function$
  UPDATE numbers n SET status = 'AVAILABLE', origin = 'POOL', country_id = k.country_id, expiries_in_a_row = 0,
    available_at = NULL, deleted_at = NULL, deletion_id = NULL, import_id = p_import,
    pick_key = floor(random() * 2147483647)::integer
  FROM unnest(p_ids, p_countries) AS k (id, country_id) WHERE n.id = k.id AND n.status = 'DELETED'
$function$
;

-- The routes of an offer that sell numbers of none of these operators; none where the buyer names no operator.
CREATE OR REPLACE FUNCTION routes_without(p_offer integer, p_operators text[])
 RETURNS integer[]
 LANGUAGE sql
 STABLE
AS $function$
  SELECT COALESCE(array_agg(r.id), '{}') FROM routes r
  WHERE r.offer_id = p_offer AND p_operators IS NOT NULL
    AND (r.operator IS NULL OR lower(r.operator) <> ALL (p_operators))
$function$
;

-- What follows from the rest of a SIM: its country is that of its number, by the longest calling code, and it rests
-- while it is turned off, blocked or silent.
CREATE OR REPLACE FUNCTION settle_sim()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  NEW.is_resting := NOT NEW.is_active OR NEW.is_blocked OR NEW.silent_at IS NOT NULL;
  IF TG_OP = 'INSERT' OR NEW.phone IS DISTINCT FROM OLD.phone OR NEW.country_id IS NULL THEN
    NEW.country_id := (SELECT c.id FROM countries c WHERE starts_with(NEW.phone, c.calling_code)
      ORDER BY length(c.calling_code) DESC, c.position, c.id LIMIT 1);
  END IF;
  RETURN NEW;
END $function$
;

-- The numbers of a SIM follow it. Its number is in the pool once for each of its services; what it is no longer sold
-- for, or a number that it no longer has, leaves the pool. While it rests none of its numbers is sold; those that
-- somebody has stay with them.
CREATE OR REPLACE FUNCTION sim_changed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  v_gone text[] := '{}';
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD.phone IS NOT NULL AND OLD.phone IS DISTINCT FROM NEW.phone THEN
      UPDATE numbers n SET status = 'DELETED', deleted_at = now()
      WHERE n.provider_id = OLD.provider_id AND n.phone = OLD.phone AND n.status IN ('AVAILABLE', 'QUARANTINED');
    ELSE
      v_gone := ARRAY(SELECT unnest(string_to_array(OLD.services, ' '))
        EXCEPT SELECT unnest(string_to_array(NEW.services, ' ')));
      UPDATE numbers n SET status = 'DELETED', deleted_at = now() FROM services s
      WHERE n.provider_id = NEW.provider_id AND n.phone = NEW.phone AND n.status IN ('AVAILABLE', 'QUARANTINED')
        AND s.id = n.service_id AND s.code = ANY (v_gone);
    END IF;
  END IF;
  IF NEW.phone IS NULL THEN RETURN NULL; END IF;
  -- What was spent or deleted before stays so: it is brought back by hand.
  INSERT INTO numbers (provider_id, service_id, country_id, phone, origin, status, created_at)
  SELECT NEW.provider_id, s.id, NEW.country_id, NEW.phone, 'POOL',
    CASE WHEN NEW.is_resting THEN 'QUARANTINED' ELSE 'AVAILABLE' END::number_status, now()
  FROM services s WHERE NEW.country_id IS NOT NULL AND s.deleted_at IS NULL
    AND s.code = ANY (string_to_array(NEW.services, ' '))
  ON CONFLICT (provider_id, service_id, phone) DO NOTHING;
  IF NEW.is_resting THEN
    UPDATE numbers n SET status = 'QUARANTINED', available_at = NULL
    WHERE n.provider_id = NEW.provider_id AND n.phone = NEW.phone AND n.status = 'AVAILABLE';
  ELSE
    UPDATE numbers n SET status = 'AVAILABLE'
    WHERE n.provider_id = NEW.provider_id AND n.phone = NEW.phone AND n.status = 'QUARANTINED'
      AND n.available_at IS NULL;
  END IF;
  RETURN NULL;
END $function$
;

-- What a key spends on the day (UTC) of p_at: prices held or taken of the orders that were made on it. What was given
-- back since counts no more.
CREATE OR REPLACE FUNCTION spent_of_day(p_resale_key integer, p_at timestamp with time zone)
 RETURNS bigint
 LANGUAGE sql
 STABLE
AS $function$
  SELECT COALESCE(sum(r.price), 0)::bigint FROM resale_orders o JOIN reservations r ON r.id = o.reservation_id
  WHERE o.key_id = p_resale_key AND o.created_at >= date_trunc('day', p_at, 'UTC')
    AND o.created_at < date_trunc('day', p_at, 'UTC') + interval '1 day'
    AND r.status NOT IN ('CANCELED', 'EXPIRED')
$function$
;

-- Stores a supplier's lists and notes what changed since the last ones. The first lists are no change. Codes and names
-- that are ours are mapped by themselves; what an operator mapped stays. Rows without a list leave it alone.
CREATE OR REPLACE FUNCTION store_vendor_lists(p_provider integer, p_services text[], p_service_names text[], p_countries text[], p_country_names text[], p_isos text[], p_now timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  v_first boolean := NOT EXISTS (SELECT 1 FROM vendor_services WHERE provider_id = p_provider)
    AND NOT EXISTS (SELECT 1 FROM vendor_countries WHERE provider_id = p_provider);
BEGIN
  IF NOT v_first THEN
    INSERT INTO vendor_changes (provider_id, kind, service_code, name, noted_at)
    SELECT p_provider, 'NEW_SERVICE', g.code, g.name, p_now FROM unnest(p_services, p_service_names) AS g (code, name)
    WHERE NOT EXISTS (SELECT 1 FROM vendor_services v
      WHERE v.provider_id = p_provider AND v.code = g.code AND v.gone_at IS NULL);
    INSERT INTO vendor_changes (provider_id, kind, service_code, name, noted_at)
    SELECT p_provider, 'GONE_SERVICE', v.code, v.name, p_now FROM vendor_services v
    WHERE v.provider_id = p_provider AND v.gone_at IS NULL AND v.code <> ALL (p_services);
    INSERT INTO vendor_changes (provider_id, kind, country_code, name, noted_at)
    SELECT p_provider, 'NEW_COUNTRY', g.code, g.name, p_now FROM unnest(p_countries, p_country_names) AS g (code, name)
    WHERE NOT EXISTS (SELECT 1 FROM vendor_countries v
      WHERE v.provider_id = p_provider AND v.code = g.code AND v.gone_at IS NULL);
    INSERT INTO vendor_changes (provider_id, kind, country_code, name, noted_at)
    SELECT p_provider, 'GONE_COUNTRY', v.code, v.name, p_now FROM vendor_countries v
    WHERE v.provider_id = p_provider AND v.gone_at IS NULL AND v.code <> ALL (p_countries);
  END IF;
  INSERT INTO vendor_services (provider_id, code, name, seen_at)
  SELECT p_provider, g.code, g.name, p_now FROM unnest(p_services, p_service_names) AS g (code, name)
  ON CONFLICT (provider_id, code) DO UPDATE SET name = EXCLUDED.name, seen_at = p_now, gone_at = NULL;
  UPDATE vendor_services SET gone_at = p_now
  WHERE provider_id = p_provider AND gone_at IS NULL AND seen_at < p_now AND code <> ALL (p_services);
  INSERT INTO vendor_countries (provider_id, code, name, iso, seen_at)
  SELECT p_provider, g.code, g.name, g.iso, p_now
  FROM unnest(p_countries, p_country_names, p_isos) AS g (code, name, iso)
  ON CONFLICT (provider_id, code) DO UPDATE
    SET name = EXCLUDED.name, iso = EXCLUDED.iso, seen_at = p_now, gone_at = NULL;
  UPDATE vendor_countries SET gone_at = p_now
  WHERE provider_id = p_provider AND gone_at IS NULL AND seen_at < p_now AND code <> ALL (p_countries);
END $function$
;

-- Stores a supplier's whole price list, as far as it concerns us, notes what changed, and writes stock and cost to our
-- routes. What a route asks for and the list lacks is sold out, unless a part of the list was not understood (not
-- p_is_whole): then it stays as it was read last, and nothing is noted as gone.
CREATE OR REPLACE FUNCTION store_vendor_prices(p_provider integer, p_services text[], p_countries text[], p_costs bigint[], p_stocks integer[], p_now timestamp with time zone, p_is_whole boolean)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  v_first boolean := NOT EXISTS (SELECT 1 FROM vendor_prices WHERE provider_id = p_provider);
BEGIN
  CREATE TEMPORARY TABLE given_prices ON COMMIT DROP AS
  SELECT g.service, g.country, min(g.cost) AS cost,
    CASE WHEN bool_or(g.stock IS NULL) THEN NULL ELSE LEAST(sum(g.stock), 2147483647)::integer END AS stock
  FROM unnest(p_services, p_countries, p_costs, p_stocks) AS g (service, country, cost, stock)
  WHERE EXISTS (SELECT 1 FROM routes r
                WHERE r.provider_id = p_provider AND r.service_code = g.service AND r.country_code = g.country)
    OR (EXISTS (SELECT 1 FROM vendor_services v
                WHERE v.provider_id = p_provider AND v.code = g.service AND v.service_id IS NOT NULL)
        AND EXISTS (SELECT 1 FROM vendor_countries v
                    WHERE v.provider_id = p_provider AND v.code = g.country AND v.country_id IS NOT NULL))
  GROUP BY g.service, g.country;
  IF NOT v_first THEN
    INSERT INTO vendor_changes (provider_id, kind, service_code, country_code, name, cost_before, cost_after, noted_at)
    SELECT p_provider,
      (CASE WHEN v.provider_id IS NULL OR v.gone_at IS NOT NULL THEN 'NEW_PRICE'
        WHEN g.service IS NULL THEN 'GONE_PRICE'
        WHEN g.cost > v.cost THEN 'DEARER' ELSE 'CHEAPER' END)::vendor_change_kind,
      COALESCE(g.service, v.service_code), COALESCE(g.country, v.country_code),
      COALESCE(s.name, g.service, v.service_code) || ', ' || COALESCE(c.name, g.country, v.country_code),
      CASE WHEN v.gone_at IS NULL THEN v.cost END, g.cost, p_now
    FROM given_prices g
    FULL JOIN (SELECT * FROM vendor_prices WHERE provider_id = p_provider) v
      ON v.service_code = g.service AND v.country_code = g.country
    LEFT JOIN vendor_services s ON s.provider_id = p_provider AND s.code = COALESCE(g.service, v.service_code)
    LEFT JOIN vendor_countries c ON c.provider_id = p_provider AND c.code = COALESCE(g.country, v.country_code)
    WHERE (g.service IS NOT NULL AND (v.provider_id IS NULL OR v.gone_at IS NOT NULL OR v.cost <> g.cost))
      OR (p_is_whole AND g.service IS NULL AND v.gone_at IS NULL);
  END IF;
  INSERT INTO vendor_prices (provider_id, service_code, country_code, cost, stock, seen_at)
  SELECT p_provider, g.service, g.country, g.cost, g.stock, p_now FROM given_prices g
  ON CONFLICT (provider_id, service_code, country_code) DO UPDATE
    SET cost = EXCLUDED.cost, stock = EXCLUDED.stock, seen_at = p_now, gone_at = NULL;
  UPDATE vendor_prices v SET gone_at = p_now, stock = 0
  WHERE p_is_whole AND v.provider_id = p_provider AND v.gone_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM given_prices g WHERE g.service = v.service_code AND g.country = v.country_code);
  UPDATE routes r SET stock = n.stock, stock_at = p_now, listed_cost = COALESCE(n.cost, r.listed_cost)
  FROM (
    SELECT t.id, g.cost, CASE WHEN g.service IS NULL THEN 0 ELSE g.stock END AS stock
    FROM routes t LEFT JOIN given_prices g ON g.service = t.service_code AND g.country = t.country_code
    WHERE t.provider_id = p_provider AND NOT t.is_pool AND (p_is_whole OR g.service IS NOT NULL)) n
  WHERE r.id = n.id;
  DROP TABLE given_prices;
END $function$
;

-- Adds two counts by kind; kinds without any are left out.
CREATE OR REPLACE FUNCTION sum_counts(a jsonb, b jsonb)
 RETURNS jsonb
 LANGUAGE sql
 IMMUTABLE
AS $function$
  SELECT COALESCE(jsonb_object_agg(key, total), '{}') FROM (
    SELECT key, sum(value::bigint) AS total FROM (
      SELECT * FROM jsonb_each_text(a) UNION ALL SELECT * FROM jsonb_each_text(b)) both_counts
    GROUP BY key HAVING sum(value::bigint) > 0) totals
$function$
;

-- Somebody wrote into a thread after its first message, which is told of as its opening.
CREATE OR REPLACE FUNCTION support_message_event()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM put_event('support.replied', jsonb_build_object('threadId', t.id::text, 'userId', t.user_id::text,
    'messageId', NEW.id::text, 'writer', NEW.writer), NEW.created_at)
  FROM support_threads t WHERE t.id = NEW.thread_id AND t.last_message_id IS NOT NULL;
  RETURN NULL;
END $function$
;

-- A thread was opened, opened again, or closed. What was written stands in no event: it goes with its writer.
CREATE OR REPLACE FUNCTION support_thread_event()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM put_event(CASE NEW.state WHEN 'OPEN' THEN 'support.opened' ELSE 'support.closed' END,
    jsonb_build_object('threadId', NEW.id::text, 'userId', NEW.user_id::text, 'topic', NEW.topic,
      'reservationId', NEW.reservation_id::text, 'paymentId', NEW.payment_id::text, 'receiptId', NEW.receipt_id::text)
    || CASE NEW.state WHEN 'OPEN' THEN jsonb_build_object('isReopened', TG_OP = 'UPDATE')
       ELSE jsonb_build_object('closedBy', NEW.closed_by) END,
    COALESCE(NEW.closed_at, NEW.waiting_since, NEW.last_at));
  RETURN NULL;
END $function$
;

-- Looks at all offers on sale and puts announcements into the outbox, at most one of a kind for each channel. An offer
-- is back in stock when it was out for p_out_s seconds, and that is told once in p_every_s. p_silent: only looks.
-- Returns how many announcements were put. One sweep at a time, by an advisory lock.
CREATE OR REPLACE FUNCTION sweep_offers(p_now timestamp with time zone, p_every_s integer, p_out_s integer, p_silent boolean)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
DECLARE
  v_first boolean;
  v_count integer;
BEGIN
  PERFORM pg_advisory_xact_lock(7306012448);
  v_first := NOT EXISTS (SELECT 1 FROM announced_offers);
  WITH present AS MATERIALIZED (
    SELECT o.id, o.service_id, o.price, EXISTS (
      SELECT 1 FROM routes r JOIN providers p ON p.id = r.provider_id AND p.is_active
      WHERE r.offer_id = o.id AND r.is_active AND CASE WHEN r.is_pool
        THEN EXISTS (SELECT 1 FROM numbers n WHERE n.provider_id = r.provider_id AND n.service_id = o.service_id
                     AND n.country_id = o.country_id AND n.status = 'AVAILABLE')
        ELSE r.stock IS NULL OR r.stock > 0 END) AS in_stock
    FROM offers o JOIN services s ON s.id = o.service_id AND s.is_active AND s.deleted_at IS NULL
      JOIN countries c ON c.id = o.country_id AND c.is_active
    WHERE o.is_active
  ), changed AS MATERIALIZED (
    SELECT p.*, s.price AS old_price,
      COALESCE(p.in_stock AND s.out_since <= p_now - make_interval(secs => p_out_s)
        AND COALESCE(s.restock_told_at <= p_now - make_interval(secs => p_every_s), true), false) AS is_back,
      COALESCE(p.in_stock AND s.price <> p.price, false) AS is_repriced,
      p.in_stock AND NOT EXISTS (SELECT 1 FROM announced_services v WHERE v.service_id = p.service_id) AS is_new
    FROM present p LEFT JOIN announced_offers s ON s.offer_id = p.id
  ), seen AS (
    INSERT INTO announced_offers AS s (offer_id, price, out_since)
    SELECT id, price, CASE WHEN NOT in_stock THEN p_now END FROM changed
    ON CONFLICT (offer_id) DO UPDATE SET price = EXCLUDED.price,
      out_since = CASE WHEN EXCLUDED.out_since IS NOT NULL THEN COALESCE(s.out_since, p_now) END,
      restock_told_at = CASE WHEN NOT p_silent AND EXCLUDED.out_since IS NULL
          AND s.out_since <= p_now - make_interval(secs => p_out_s)
          AND COALESCE(s.restock_told_at <= p_now - make_interval(secs => p_every_s), true)
        THEN p_now ELSE s.restock_told_at END
  ), left_sale AS (
    UPDATE announced_offers s SET out_since = p_now
    WHERE s.out_since IS NULL AND NOT EXISTS (SELECT 1 FROM present p WHERE p.id = s.offer_id)
  ), met AS (
    INSERT INTO announced_services (service_id, seen_at) SELECT DISTINCT service_id, p_now FROM changed WHERE is_new
    ON CONFLICT DO NOTHING
  ), items AS (
    SELECT 'RESTOCK' AS kind, id, price, NULL::bigint AS old_price FROM changed WHERE is_back AND NOT is_new
    UNION ALL SELECT 'PRICE_CHANGE', id, price, old_price FROM changed WHERE is_repriced AND NOT is_new
    UNION ALL SELECT 'NEW_SERVICE', (array_agg(id ORDER BY price, id))[1], min(price), NULL
    FROM changed WHERE is_new GROUP BY service_id
  ), told AS (
    SELECT kind, count(*) AS total,
      jsonb_agg(jsonb_build_object('offerId', id, 'oldPrice', old_price::text) ORDER BY id)
      FILTER (WHERE place <= 20) AS items
    FROM (SELECT *, row_number() OVER (PARTITION BY kind ORDER BY id) AS place FROM items) numbered GROUP BY kind
  ), put AS (
    INSERT INTO outbox (key, lane, chat_id, kind, payload, random_id, due_at, created_at)
    SELECT key, 2, telegram_id, 'announcement', payload, hashtextextended(key, 0), p_now, p_now FROM (
      SELECT c.telegram_id, 'announce:' || c.id || ':' || t.kind || ':' || extract(epoch FROM p_now) AS key,
        jsonb_build_object('channelId', c.id, 'kind', t.kind, 'items', t.items,
          'more', greatest(t.total - 20, 0)) AS payload
      FROM told t JOIN announcement_channels a ON a.is_active AND t.kind = ANY (a.kinds)
        JOIN channels c ON c.id = a.channel_id
      WHERE NOT p_silent AND NOT v_first) ready
    ON CONFLICT (key) DO NOTHING RETURNING 1
  )
  SELECT count(*) INTO v_count FROM put;
  RETURN v_count;
END $function$
;

-- Takes so much of a claim from its person's available money, and tells them.
CREATE OR REPLACE FUNCTION take_back_reward(p_claim reward_claims, p_amount bigint, p_key text, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  v_title text;
  v_after bigint;
BEGIN
  IF p_amount <= 0 THEN RETURN; END IF;
  SELECT title INTO v_title FROM channels WHERE id = p_claim.channel_id;
  INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, actor_type, actor_id, reason, created_at)
  VALUES (p_key, 'DEDUCT', 'AVAILABLE', 'FUNDING', p_amount, p_claim.user_id, 'JOB', 'departure', v_title, p_now)
  RETURNING available_after INTO v_after;
  PERFORM put_notice(p_key, 1::smallint, p_claim.user_id, 'reward_taken_back',
    jsonb_build_object('title', v_title, 'amount', p_amount::text, 'available', v_after::text), p_now);
END $function$
;

-- Keeps parts of long SMS, in the order given, and answers with the parts of those that are whole by them, in the
-- order of their numbers: such a group is joined from then on. The same part again changes nothing, except where
-- p_repeat_ms is given: then a part by which an SMS was joined so long ago, or one that an SMS of the same group lacks
-- now, is a part of a new SMS, since references are used again. Of two open parts with one number the newer counts. A
-- key that begins with "id:" is the supplier's own and never new. Locks the groups by name until the end of the
-- transaction.
CREATE OR REPLACE FUNCTION take_message_parts(p_provider integer, p_source message_source, p_now timestamp with time zone, p_repeat_ms bigint, p_keys text[], p_groups text[], p_numbers integer[], p_totals integer[], p_phones text[], p_senders text[], p_texts text[], p_received timestamp with time zone[])
 RETURNS SETOF message_parts
 LANGUAGE plpgsql
 SET enable_seqscan TO 'off'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
DECLARE
  v_index integer;
  v_ids bigint[];
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(p_provider || ':' || name, 30))
  FROM (SELECT DISTINCT name FROM unnest(p_groups) AS name ORDER BY name) AS named;

  FOR v_index IN 1 .. cardinality(p_keys) LOOP
    INSERT INTO message_parts AS kept (provider_id, source, dedupe_key, group_key, part, total, phone, sender, text,
      received_at, stored_at)
    VALUES (p_provider, p_source, p_keys[v_index], p_groups[v_index], p_numbers[v_index], p_totals[v_index],
      p_phones[v_index], p_senders[v_index], p_texts[v_index], p_received[v_index], p_now)
    ON CONFLICT (provider_id, dedupe_key) DO UPDATE
      SET joined_at = NULL, stored_at = p_now, received_at = EXCLUDED.received_at
      WHERE kept.joined_at IS NOT NULL AND p_repeat_ms IS NOT NULL AND NOT starts_with(kept.dedupe_key, 'id:')
        AND (kept.joined_at <= p_now - p_repeat_ms * interval '1 millisecond'
          OR (EXISTS (SELECT 1 FROM message_parts o WHERE o.provider_id = p_provider AND o.group_key = p_groups[v_index]
                AND o.joined_at IS NULL AND o.part <> p_numbers[v_index])
            AND NOT EXISTS (SELECT 1 FROM message_parts o WHERE o.provider_id = p_provider
                AND o.group_key = p_groups[v_index] AND o.joined_at IS NULL AND o.part = p_numbers[v_index])));

    SELECT array_agg(id ORDER BY part) INTO v_ids FROM (
      SELECT DISTINCT ON (part) id, part FROM message_parts
      WHERE provider_id = p_provider AND group_key = p_groups[v_index] AND joined_at IS NULL
      ORDER BY part, id DESC) AS newest;
    CONTINUE WHEN COALESCE(cardinality(v_ids), 0) < p_totals[v_index];

    UPDATE message_parts SET joined_at = p_now WHERE id = ANY (v_ids);
    RETURN QUERY SELECT * FROM message_parts WHERE id = ANY (v_ids) ORDER BY part;
  END LOOP;
END $function$
;

-- A hold ended. What came back pays what is owed, and nothing else does; with the last hold the debt ends, too. A
-- number that is changed for another gives its money to that one in the same act.
CREATE OR REPLACE FUNCTION take_owed_rewards()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  v_claim reward_claims;
  v_left bigint := CASE WHEN NEW.type = 'RELEASE' THEN NEW.amount ELSE 0 END;
  v_taken bigint;
BEGIN
  FOR v_claim IN SELECT * FROM reward_claims c
    WHERE c.user_id = NEW.user_id AND c.left_at IS NOT NULL AND c.clawed_back_at IS NULL ORDER BY c.id FOR UPDATE
  LOOP
    v_taken := LEAST(v_claim.amount - v_claim.clawed_back, v_left);
    v_left := v_left - v_taken;
    UPDATE reward_claims c SET clawed_back = c.clawed_back + v_taken, clawed_back_at =
      CASE WHEN NEW.held_after = 0 OR c.clawed_back + v_taken = c.amount THEN NEW.created_at END
    WHERE c.id = v_claim.id;
    PERFORM take_back_reward(v_claim, v_taken, 'clawback:' || v_claim.id || ':' || NEW.id, NEW.created_at);
  END LOOP;
  RETURN NULL;
END $function$
;

-- Takes one number of a pool for a user: never one that they completed with, never p_not, never one that begins as
-- p_avoid says, never one that is being taken. Begins at p_start, so that buyers neither meet at one row nor wade
-- through sold ones. Null: there is none. Locks the number with SKIP LOCKED.
CREATE OR REPLACE FUNCTION take_pool_number(p_provider integer, p_service integer, p_country integer, p_user bigint, p_start integer, p_not bigint, p_avoid text[] DEFAULT NULL::text[], OUT o_id bigint, OUT o_phone text)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
BEGIN
  UPDATE numbers SET status = 'RESERVED' WHERE id = (
    SELECT n.id FROM numbers n
    WHERE n.provider_id = p_provider AND n.service_id = p_service AND n.country_id = p_country
      AND n.status = 'AVAILABLE' AND n.pick_key >= p_start AND n.id IS DISTINCT FROM p_not
      AND (p_avoid IS NULL OR NOT EXISTS (SELECT 1 FROM unnest(p_avoid) a WHERE starts_with(n.phone, a)))
      AND NOT EXISTS (SELECT 1 FROM reservations r
                      WHERE r.user_id = p_user AND r.number_id = n.id AND r.status = 'COMPLETED')
    ORDER BY n.pick_key LIMIT 1 FOR UPDATE OF n SKIP LOCKED)
  RETURNING id, phone INTO o_id, o_phone;
  IF FOUND THEN RETURN; END IF;
  UPDATE numbers SET status = 'RESERVED' WHERE id = (
    SELECT n.id FROM numbers n
    WHERE n.provider_id = p_provider AND n.service_id = p_service AND n.country_id = p_country
      AND n.status = 'AVAILABLE' AND n.pick_key < p_start AND n.id IS DISTINCT FROM p_not
      AND (p_avoid IS NULL OR NOT EXISTS (SELECT 1 FROM unnest(p_avoid) a WHERE starts_with(n.phone, a)))
      AND NOT EXISTS (SELECT 1 FROM reservations r
                      WHERE r.user_id = p_user AND r.number_id = n.id AND r.status = 'COMPLETED')
    ORDER BY n.pick_key LIMIT 1 FOR UPDATE OF n SKIP LOCKED)
  RETURNING id, phone INTO o_id, o_phone;
END $function$
;

-- Takes one use of a promo code for a reservation that is sold by it, in the act that holds its price.
-- promo_codes_within_uses and promo_codes_within_budget forbid one too many, promo_uses_reservation_key a second one
-- of the same reservation. p_keeps_word: the price was agreed before (a late code), so it stands although the code is
-- used up; that use is noted and not counted. Locks the code.
CREATE OR REPLACE FUNCTION take_promo_use(p_promo integer, p_user bigint, p_reservation bigint, p_discount bigint, p_keeps_word boolean, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  v_counts boolean := true;
  v_left integer;
BEGIN
  PERFORM 1 FROM promo_codes c WHERE c.id = p_promo FOR NO KEY UPDATE;
  IF p_keeps_word THEN
    SELECT c.uses < c.max_uses AND (c.budget IS NULL OR c.spent + p_discount <= c.budget) INTO v_counts
    FROM promo_codes c WHERE c.id = p_promo;
  END IF;
  UPDATE promo_codes c SET uses = c.uses + 1, spent = c.spent + p_discount WHERE c.id = p_promo AND v_counts;
  INSERT INTO promo_uses (code_id, user_id, n, reservation_id, discount, is_beyond, created_at)
  SELECT p_promo, p_user, COALESCE(max(u.n), 0) + 1, p_reservation, p_discount, NOT v_counts, p_now
  FROM promo_uses u WHERE u.code_id = p_promo AND u.user_id = p_user;
  -- Whoever has used it up is offered it no more; it comes back with a use.
  SELECT c.max_uses_of_user - count(u.id) INTO v_left FROM promo_codes c LEFT JOIN promo_uses u
    ON u.code_id = c.id AND u.user_id = p_user AND u.released_at IS NULL AND NOT u.is_beyond
  WHERE c.id = p_promo GROUP BY c.id;
  IF v_left <= 0 THEN DELETE FROM promo_choices x WHERE x.user_id = p_user AND x.code_id = p_promo; END IF;
END $function$
;

-- Calls that one key of a supplier allows, counted for all processes of a shop together. Takes so many tokens in a row,
-- if the first may be used within p_patience_ms. A token is due at an instant and may be used up to p_saved_ms before
-- it; tokens are p_gap_ms apart. Times are in ms from now; o_due_in_ms null: none was taken. Locks the key's row.
CREATE OR REPLACE FUNCTION take_tokens(p_fingerprint bytea, p_gap_ms double precision, p_saved_ms double precision, p_count integer, p_patience_ms double precision, p_now timestamp with time zone, OUT o_due_in_ms double precision, OUT o_starts_in_ms double precision)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
DECLARE
  v_row rate_limits;
  v_now timestamptz;
  v_starts timestamptz;
  v_due timestamptz;
BEGIN
  INSERT INTO rate_limits (fingerprint, paid_off_at) VALUES (p_fingerprint, '-infinity') ON CONFLICT DO NOTHING;
  SELECT * INTO v_row FROM rate_limits b WHERE b.fingerprint = p_fingerprint FOR UPDATE;
  -- Behind the lock, since it may have been waited for.
  v_now := COALESCE(p_now, clock_timestamp());
  v_starts := GREATEST(v_now, v_row.quiet_until, v_row.paid_off_at - make_interval(secs => p_saved_ms / 1000));
  o_starts_in_ms := extract(epoch FROM v_starts - v_now) * 1000;
  IF o_starts_in_ms > p_patience_ms THEN RETURN; END IF;
  v_due := GREATEST(v_row.paid_off_at, v_starts);
  o_due_in_ms := extract(epoch FROM v_due - v_now) * 1000;
  UPDATE rate_limits b SET paid_off_at = v_due + make_interval(secs => p_gap_ms * p_count / 1000)
  WHERE b.fingerprint = p_fingerprint;
END $function$
;

-- A broadcast counts what became of its messages in the transaction in which it became so.
CREATE OR REPLACE FUNCTION tally_broadcast()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  UPDATE broadcasts SET
    sent_count = sent_count + CASE WHEN NEW.state = 'SENT' THEN 1 ELSE 0 END,
    blocked_count = blocked_count
      + CASE WHEN NEW.state = 'FAILED' AND NEW.failure ~ '(BLOCKED|DEACTIVATED|DELETED)' THEN 1 ELSE 0 END,
    failed_count = failed_count
      + CASE WHEN NEW.state = 'FAILED' AND NEW.failure !~ '(BLOCKED|DEACTIVATED|DELETED)' THEN 1 ELSE 0 END,
    dropped_count = dropped_count + CASE WHEN NEW.state = 'SUPERSEDED' THEN 1 ELSE 0 END
  WHERE id = NEW.broadcast_id;
  RETURN NULL;
END $function$
;

-- People are told of money that was moved by hand, in the transaction that moves it.
CREATE OR REPLACE FUNCTION tell_balance_changed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM put_notice('balance:' || NEW.id, 1::smallint, NEW.user_id, 'balance_changed',
    jsonb_build_object('transferId', NEW.id::text), NEW.created_at);
  RETURN NULL;
END $function$
;

-- Puts a notice about a trouble for each of these people whom the bot knows, once for each key and person.
CREATE OR REPLACE FUNCTION tell_operators(p_key text, p_people bigint[], p_payload jsonb, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  v_person record;
BEGIN
  FOR v_person IN SELECT u.id FROM users u WHERE u.telegram_id = ANY (p_people) ORDER BY u.id LOOP
    PERFORM put_notice(p_key || ':' || v_person.id, 1::smallint, v_person.id, 'operator_alert', p_payload, p_now);
  END LOOP;
END $function$
;

-- Tells whoever waits for an offer that it is back at a price they would pay: once, the wish ends with the notice. Back
-- is what can be bought: a free number, or a supplier that has some or does not say. The longest wait goes first; at
-- most p_limit at a time. Locks the wishes. Returns how many were told.
CREATE OR REPLACE FUNCTION tell_restocked(p_now timestamp with time zone, p_limit integer)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
DECLARE
  v record;
  v_count integer := 0;
BEGIN
  FOR v IN
    SELECT w.* FROM restock_wishes w JOIN users u ON u.id = w.user_id AND NOT u.is_banned
      JOIN offers o ON o.id = w.offer_id AND o.is_active AND o.is_available
    WHERE EXISTS (
        SELECT 1 FROM routes r JOIN providers p ON p.id = r.provider_id
        WHERE r.offer_id = o.id AND r.is_active AND p.is_active
          AND (r.is_pool OR p.currency IS NULL OR p.exchange_rate IS NOT NULL)
          AND (p.paused_until IS NULL OR p.paused_until <= p_now)
          AND CASE WHEN r.is_pool
            THEN EXISTS (SELECT 1 FROM numbers n WHERE n.provider_id = r.provider_id AND n.service_id = o.service_id
                         AND n.country_id = o.country_id AND n.status = 'AVAILABLE')
            ELSE r.stock IS NULL OR r.stock > 0 END)
      AND (SELECT q.price FROM quote_offer(w.user_id, w.offer_id, true, p_now) q) <= w.ceiling
    ORDER BY w.created_at, w.user_id, w.offer_id LIMIT p_limit FOR UPDATE OF w SKIP LOCKED
  LOOP
    DELETE FROM restock_wishes w WHERE w.user_id = v.user_id AND w.offer_id = v.offer_id;
    PERFORM put_notice('restock:' || v.user_id || ':' || v.offer_id || ':' || extract(epoch FROM v.created_at),
      1::smallint, v.user_id, 'offer_back', jsonb_build_object('offerId', v.offer_id), p_now);
    v_count := v_count + 1;
  END LOOP;
  RETURN v_count;
END $function$
;

-- Money that arrived was credited. Asks whether somebody listens before it puts words together.
CREATE OR REPLACE FUNCTION topup_event()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM event_endpoints e WHERE e.is_active AND 'payment.received' = ANY (e.events)) THEN
    RETURN NULL;
  END IF;
  PERFORM put_event('payment.received', jsonb_build_object('receiptId', r.id::text, 'paymentId', r.payment_id::text,
    'userId', NEW.user_id::text, 'method', m.name, 'amount', (NEW.amount * 0.0001)::text,
    'bonus', (r.bonus * 0.0001)::text, 'received', trim_scale(r.received)::text, 'currency', r.currency),
    NEW.created_at)
  FROM payment_receipts r JOIN payment_methods m ON m.id = r.method_id WHERE r.id = NEW.receipt_id;
  RETURN NULL;
END $function$
;

-- Whatever a price table shows has changed, or will have when this transaction ends: what is sold, for how much, and
-- how many there are. Who keeps a table looks whether the number moved, and whether those are through that were under
-- way.
CREATE OR REPLACE FUNCTION touch_resale_tables()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM nextval('resale_table_version');
  RETURN NULL;
END $function$
;

-- What programs of buyers may call services and countries has changed, or will have when this transaction ends, or what
-- their menus show beside it. Who keeps the words looks whether the number moved.
CREATE OR REPLACE FUNCTION touch_trade_words()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM nextval('trade_words_version');
  RETURN NULL;
END $function$
;

-- Money moved.
CREATE OR REPLACE FUNCTION transfer_event()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM put_event('balance.changed', jsonb_build_object('transactionId', NEW.id::text, 'userId', NEW.user_id::text,
    'type', NEW.type, 'amount', (NEW.amount * 0.0001)::text, 'reservationId', NEW.reservation_id::text,
    'available', (NEW.available_after * 0.0001)::text, 'held', (NEW.held_after * 0.0001)::text), NEW.created_at);
  IF NEW.type = 'REFUND' AND NEW.reservation_id IS NOT NULL THEN
    PERFORM put_order_event('order.refunded', NEW.reservation_id, NULL, 'completed', NEW.created_at);
  END IF;
  RETURN NULL;
END $function$
;

-- A dispute was won: what was taken comes back, with its bonus, and what was still owed is owed no more. Called by
-- charge_back, which holds the wallet's lock and runs as the schema's owner.
CREATE OR REPLACE FUNCTION undo_charge_back(p_back charge_backs, p_receipt payment_receipts, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  v_forgiven bigint;
  v_bonus bigint;
BEGIN
  UPDATE debts d SET forgiven = d.amount - d.paid WHERE d.charge_back_id = p_back.id
  RETURNING d.forgiven INTO v_forgiven;
  UPDATE wallets w SET debt = w.debt - COALESCE(v_forgiven, 0) WHERE w.user_id = p_receipt.user_id;
  UPDATE payment_receipts SET returned = returned - p_back.amount WHERE id = p_receipt.id;
  PERFORM move_payment('chargeback:' || p_back.id || ':won', 'CHARGEBACK', 'PAYMENTS', 'AVAILABLE',
    p_back.amount - COALESCE(v_forgiven, 0), p_receipt, 'JOB', 'payments', p_now);
  SELECT t.amount INTO v_bonus FROM transfers t WHERE t.key = 'chargeback:' || p_back.id || ':bonus';
  PERFORM move_payment('chargeback:' || p_back.id || ':bonus-won', 'BONUS', 'PROMOTIONS', 'AVAILABLE', v_bonus,
    p_receipt, 'JOB', 'payments', p_now);
END $function$
;

-- Money that was paid in went back, or was taken back: so does what somebody got for it, as far as it is still there. A
-- promise that has not matured ends. The caller holds the wallet of whoever was invited; that of who invited him is
-- locked after it, and there are no circles.
CREATE OR REPLACE FUNCTION undo_referral(p_receipt bigint, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  v referral_rewards;
  v_taken bigint;
BEGIN
  SELECT * INTO v FROM referral_rewards r WHERE r.receipt_id = p_receipt AND r.state IN ('WAITING', 'PAID');
  IF NOT FOUND THEN RETURN; END IF;
  SELECT LEAST(v.amount, w.available) INTO v_taken FROM wallets w WHERE w.user_id = v.inviter_id FOR UPDATE;
  SELECT * INTO v FROM referral_rewards r WHERE r.id = v.id FOR UPDATE;
  IF v.state = 'WAITING' THEN
    UPDATE referral_rewards SET state = 'CANCELED', ended_at = p_now WHERE id = v.id;
  ELSIF v.state = 'PAID' THEN
    UPDATE referral_rewards SET state = 'TAKEN_BACK', taken_back = v_taken, ended_at = p_now WHERE id = v.id;
    INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, actor_type, actor_id, created_at)
    SELECT 'referral:' || v.id || ':back', 'REFERRAL', 'AVAILABLE', 'REFERRALS', v_taken, v.inviter_id, 'JOB',
      'referrals', p_now WHERE v_taken > 0;
  END IF;
END $function$
;

-- By how much a balance fell, since the last snapshot that no purchase or cancel fell into, beyond what we know of; in
-- the supplier's own currency, which its balance is in. o_fog: something is under way, or unknown, so that the answer
-- means nothing yet; a purchase that stayed unclear may be part of the fall, too.
CREATE OR REPLACE FUNCTION unexplained_charge(p_provider integer, p_asked timestamp with time zone, p_balance bigint, p_now timestamp with time zone, p_reservation bigint, OUT o_fog text, OUT o_amount bigint, OUT o_others integer)
 RETURNS record
 LANGUAGE plpgsql
 STABLE
 SET enable_seqscan TO 'off'
AS $function$
DECLARE
  v_before balance_snapshots;
BEGIN
  SELECT l.* INTO v_before FROM balance_snapshots l
  WHERE l.provider_id = p_provider AND l.ended_at <= p_asked AND l.ended_at > p_asked - interval '30 minutes'
    AND NOT EXISTS (SELECT 1 FROM reservations r WHERE r.provider_id = p_provider AND r.upstream_order_id IS NOT NULL
      AND r.asked_at <= l.ended_at AND r.numbered_at >= l.began_at)
    AND NOT EXISTS (SELECT 1 FROM reservations r WHERE r.provider_id = p_provider AND r.upstream_order_id IS NOT NULL
      AND r.ended_at BETWEEN l.began_at - interval '30 seconds' AND l.ended_at AND r.status IN ('EXPIRED', 'CANCELED'))
    AND NOT EXISTS (SELECT 1 FROM upstream_order_ends c WHERE c.provider_id = p_provider AND c.action <> 'FINISH'
      AND c.done_at BETWEEN l.began_at - interval '30 seconds' AND l.ended_at + interval '30 seconds')
  ORDER BY l.ended_at DESC LIMIT 1;
  SELECT count(*) INTO o_others FROM reservations r WHERE r.provider_id = p_provider AND r.status = 'REQUESTED'
    AND r.asked_at IS NOT NULL AND r.id <> p_reservation;
  o_fog := CASE
    WHEN v_before.provider_id IS NULL THEN 'no clear look at the balance before'
    WHEN EXISTS (SELECT 1 FROM reservations r WHERE r.provider_id = p_provider AND r.status = 'REQUESTED'
      AND r.asked_at IS NOT NULL AND r.id < p_reservation) THEN 'an older purchase is still unknown'
    WHEN EXISTS (SELECT 1 FROM reservations r WHERE r.provider_id = p_provider AND r.status = 'REQUESTED'
      AND r.asked_at > p_now - interval '20 seconds' AND r.id <> p_reservation) THEN 'another purchase is under way'
    WHEN EXISTS (SELECT 1 FROM reservations r WHERE r.provider_id = p_provider AND r.status = 'CANCEL_PENDING'
      AND COALESCE(r.cancelable_at, p_now) <= p_now) THEN 'a cancel is under way'
    WHEN EXISTS (SELECT 1 FROM upstream_order_ends c WHERE c.provider_id = p_provider AND c.action <> 'FINISH'
      AND c.done_at IS NULL AND c.due_at <= p_now) THEN 'a cancel is under way'
    WHEN EXISTS (SELECT 1 FROM reservations r WHERE r.provider_id = p_provider AND r.numbered_at >= v_before.began_at
      AND COALESCE(r.upstream_charged, r.upstream_cost) IS NULL AND r.upstream_order_id IS NOT NULL)
      THEN 'an order of unknown cost'
    WHEN EXISTS (SELECT 1 FROM upstream_order_ends c WHERE c.provider_id = p_provider
      AND c.created_at >= v_before.began_at AND NOT EXISTS (SELECT 1 FROM reservations r
        WHERE r.provider_id = p_provider AND r.upstream_order_id = c.upstream_order_id)) THEN 'an order of nobody'
    WHEN EXISTS (SELECT 1 FROM unclear_purchases x WHERE x.provider_id = p_provider AND x.asked_at >= v_before.began_at)
      THEN 'an earlier purchase stayed unclear'
  END;
  IF o_fog IS NOT NULL THEN RETURN; END IF;
  SELECT v_before.balance - p_balance
    - COALESCE((SELECT sum(COALESCE(r.upstream_charged, r.upstream_cost)) FROM reservations r
        WHERE r.provider_id = p_provider AND r.numbered_at >= v_before.began_at AND r.claim_of_id IS NULL), 0)
    + COALESCE((SELECT sum(m.returned_there) FROM reservations r CROSS JOIN LATERAL upstream_money(r) m
        WHERE r.provider_id = p_provider AND r.upstream_order_id IS NOT NULL
          AND r.expires_at >= v_before.began_at - interval '1 day' AND m.returned_at >= v_before.began_at), 0)
    - COALESCE((SELECT sum(COALESCE(l.charged, l.amount)) FROM lost_purchases l WHERE l.provider_id = p_provider
        AND l.asked_at >= v_before.began_at), 0)
  INTO o_amount;
END $function$
;

-- What became of the money for an order that a supplier sold us: charged, and returned when it ended without a code; in
-- our currency, and "there" in the supplier's own.
CREATE OR REPLACE FUNCTION upstream_money(r reservations)
 RETURNS TABLE(charged bigint, returned bigint, returned_at timestamp with time zone, charged_there bigint, returned_there bigint)
 LANGUAGE sql
 STABLE
AS $function$
  SELECT m.charged, CASE WHEN m.back_at IS NULL THEN 0 ELSE m.charged END, m.back_at,
    m.charged_there, CASE WHEN m.back_at IS NULL THEN 0 ELSE m.charged_there END
  FROM (
    SELECT CASE WHEN r.upstream_order_id IS NOT NULL AND r.claim_of_id IS NULL THEN COALESCE(r.upstream_cost, 0)
        ELSE 0 END AS charged,
      CASE WHEN r.upstream_order_id IS NOT NULL AND r.claim_of_id IS NULL
        THEN COALESCE(r.upstream_charged, r.upstream_cost, 0) ELSE 0 END AS charged_there,
      CASE WHEN r.status NOT IN ('EXPIRED', 'CANCELED') THEN NULL
        -- Canceled there before it ended here, or called off by the supplier itself.
        WHEN c.id IS NULL THEN r.ended_at
        WHEN c.outcome IN ('DONE', 'GONE', 'WRONG_STATE', 'UNSUPPORTED') THEN c.done_at END AS back_at
    FROM (SELECT 1) one LEFT JOIN upstream_order_ends c
      ON c.provider_id = r.provider_id AND c.upstream_order_id = r.upstream_order_id) m
$function$
;

-- Who is erased leaves no trace, and events are kept for a while: they name a user by their number in the shop alone.
CREATE OR REPLACE FUNCTION user_event()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM put_event('user.joined', jsonb_build_object('userId', NEW.id::text, 'language', NEW.language),
    NEW.created_at);
  RETURN NULL;
END $function$
;

-- One step of an import: the next p_size numbers of the file. Lines that bring a number need no verdict of their own;
-- the few others get it here. kind: more | done | not_writing | lost (the lines are gone). Nothing is known about how
-- many lines there are, so nested loops over them are ruled out; what looks into the stock is asked row by row. Locks
-- the import.
CREATE OR REPLACE FUNCTION write_import(p_import bigint, p_size integer, p_max_uses integer, p_now timestamp with time zone, OUT kind text, OUT reached integer)
 RETURNS record
 LANGUAGE plpgsql
 SET enable_nestloop TO 'off'
 SET enable_seqscan TO 'off'
AS $function$
DECLARE
  v number_imports;
  v_seen integer;
  v_added integer;
  v_counts jsonb;
  v_ids bigint[];
  v_countries integer[];
BEGIN
  SELECT * INTO v FROM number_imports i WHERE i.id = p_import FOR UPDATE;
  reached := v.position;
  IF v.state IS DISTINCT FROM 'WRITING' THEN kind := 'not_writing'; RETURN; END IF;
  reached := LEAST(v.position + p_size, v.entries);
  WITH batch AS MATERIALIZED (
    SELECT l.entry, l.phone, l.country_id, l.verdict FROM number_import_lines l
    WHERE l.import_id = p_import AND l.entry > v.position AND l.entry <= reached
  ), firsts AS MATERIALIZED (
    SELECT DISTINCT ON (b.phone) b.entry, b.phone, b.country_id FROM batch b
    WHERE b.verdict IS NULL ORDER BY b.phone, b.entry
  ), added AS (
    INSERT INTO numbers (provider_id, service_id, country_id, phone, origin, status, import_id, created_at)
    SELECT v.provider_id, v.service_id, f.country_id, f.phone, 'POOL', 'AVAILABLE', p_import, p_now FROM firsts f
    ON CONFLICT (provider_id, service_id, phone) DO NOTHING RETURNING phone
  ), brought AS (
    SELECT f.entry FROM firsts f JOIN added a ON a.phone = f.phone
  ), known AS MATERIALIZED (
    SELECT b.entry, b.country_id, n.id,
      CASE WHEN f.entry IS NULL OR n.import_id = p_import THEN 'DOUBLE'
        WHEN n.status IS DISTINCT FROM 'DELETED' THEN 'IN_STOCK'
        WHEN NOT v.revives THEN 'DELETED'
        WHEN n.usage_count >= p_max_uses THEN 'SPENT'
        ELSE 'REVIVED' END AS verdict
    FROM batch b LEFT JOIN firsts f ON f.entry = b.entry
    LEFT JOIN LATERAL (
      SELECT x.id, x.status, x.import_id, x.usage_count FROM numbers x
      WHERE x.provider_id = v.provider_id AND x.service_id = v.service_id AND x.phone = b.phone OFFSET 0) n ON true
    WHERE b.verdict IS NULL AND NOT EXISTS (SELECT 1 FROM brought WHERE brought.entry = b.entry)
  ), told AS (
    UPDATE number_import_lines l SET verdict = k.verdict::import_verdict FROM known k
    WHERE l.import_id = p_import AND l.entry > v.position AND l.entry <= reached AND l.entry = k.entry
  )
  SELECT (SELECT count(*) FROM batch), (SELECT count(*) FROM added),
    (SELECT jsonb_object_agg(c.verdict, c.number) FROM (
       SELECT x.verdict, count(*) AS number FROM (
         SELECT k.verdict FROM known k
         UNION ALL SELECT b.verdict::text FROM batch b WHERE b.verdict IS NOT NULL) x GROUP BY 1) c),
    (SELECT array_agg(k.id ORDER BY k.entry) FROM known k WHERE k.verdict = 'REVIVED'),
    (SELECT array_agg(k.country_id ORDER BY k.entry) FROM known k WHERE k.verdict = 'REVIVED')
  INTO v_seen, v_added, v_counts, v_ids, v_countries;
  IF v_seen < reached - v.position THEN
    UPDATE number_imports i SET state = 'FAILED', ended_at = p_now,
      failure = 'The database lost the lines of this file in a crash; import the file again.' WHERE i.id = p_import;
    kind := 'lost'; RETURN;
  END IF;
  IF v_ids IS NOT NULL THEN PERFORM revive_numbers(v_ids, v_countries, p_import); END IF;
  kind := CASE WHEN reached = v.entries THEN 'done' ELSE 'more' END;
  UPDATE number_imports i SET position = reached,
    counts = sum_counts(sum_counts(i.counts, COALESCE(v_counts, '{}')), jsonb_build_object('ADDED', v_added)),
    state = CASE WHEN kind = 'done' THEN 'DONE' ELSE i.state END,
    ended_at = CASE WHEN kind = 'done' THEN p_now END
  WHERE i.id = p_import;
END $function$
;

-- A buyer's words: into a thread of theirs (p_thread), else into the open one about the same thing, else into a new
-- one. A closed thread is open again by them. kind: opened | added | repeated | gone (nothing of theirs) | banned
-- (only payments are heard then) | too_many_open | too_many_an_hour. The key makes it once, by
-- support_messages_key_key. Locks the wallet, as an erasure does, then the thread.
CREATE OR REPLACE FUNCTION write_support(p_key text, p_user bigint, p_thread bigint, p_topic support_topic, p_reservation bigint, p_payment bigint, p_receipt bigint, p_text text, p_max_open integer, p_max_an_hour integer, p_now timestamp with time zone, OUT kind text, OUT thread_id bigint, OUT message_id bigint)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
DECLARE
  v support_threads;
  v_user users;
BEGIN
  PERFORM 1 FROM wallets w WHERE w.user_id = p_user FOR UPDATE;
  SELECT m.thread_id, m.id INTO thread_id, message_id FROM support_messages m WHERE m.key = p_key;
  IF FOUND THEN kind := 'repeated'; RETURN; END IF;
  SELECT * INTO v_user FROM users u WHERE u.id = p_user;
  IF p_thread IS NOT NULL THEN
    SELECT * INTO v FROM support_threads t WHERE t.id = p_thread AND t.user_id = p_user;
  ELSIF p_topic <> 'ORDER' AND num_nonnulls(p_payment, p_receipt) = 0
    OR EXISTS (SELECT 1 FROM reservations r WHERE r.id = p_reservation AND r.user_id = p_user)
    OR EXISTS (SELECT 1 FROM payments p WHERE p.id = p_payment AND p.user_id = p_user)
    OR EXISTS (SELECT 1 FROM payment_receipts r WHERE r.id = p_receipt AND r.user_id = p_user) THEN
    v.topic := p_topic;
    v.reservation_id := p_reservation;
    v.payment_id := p_payment;
    v.receipt_id := p_receipt;
  END IF;
  kind := CASE
    WHEN v.topic IS NULL OR v_user.erased_at IS NOT NULL THEN 'gone'
    WHEN v_user.is_banned AND v.topic <> 'PAYMENT' THEN 'banned'
    WHEN (SELECT count(*) FROM support_messages m JOIN support_threads t ON t.id = m.thread_id
          WHERE t.user_id = p_user AND m.writer = 'BUYER' AND m.created_at > p_now - interval '1 hour')
      >= p_max_an_hour THEN 'too_many_an_hour'
  END;
  IF kind IS NOT NULL THEN RETURN; END IF;
  IF v.state IS DISTINCT FROM 'OPEN' THEN
    SELECT t.id INTO thread_id FROM support_threads t
    WHERE t.user_id = p_user AND t.state = 'OPEN' AND t.topic = v.topic
      AND t.reservation_id IS NOT DISTINCT FROM v.reservation_id AND t.payment_id IS NOT DISTINCT FROM v.payment_id
      AND t.receipt_id IS NOT DISTINCT FROM v.receipt_id;
    IF NOT FOUND
      AND (SELECT count(*) FROM support_threads t WHERE t.user_id = p_user AND t.state = 'OPEN') >= p_max_open THEN
      kind := 'too_many_open';
      RETURN;
    END IF;
  END IF;
  kind := 'added';
  thread_id := COALESCE(thread_id, v.id);
  IF thread_id IS NULL THEN
    kind := 'opened';
    INSERT INTO support_threads (user_id, topic, reservation_id, payment_id, receipt_id, last_at, created_at)
    VALUES (p_user, v.topic, v.reservation_id, v.payment_id, v.receipt_id, p_now, p_now) RETURNING id INTO thread_id;
  END IF;
  PERFORM 1 FROM support_threads t WHERE t.id = thread_id FOR UPDATE;
  INSERT INTO support_messages (thread_id, key, writer, actor_type, actor_id, text, created_at)
  VALUES (thread_id, p_key, 'BUYER', 'USER', p_user::text, p_text, p_now) RETURNING id INTO message_id;
  UPDATE support_threads t SET state = 'OPEN', closed_at = NULL, closed_by = NULL,
    waiting_since = COALESCE(t.waiting_since, p_now), last_message_id = message_id, last_at = p_now
  WHERE t.id = thread_id;
END $function$
;

CREATE TRIGGER audit_log_append_only BEFORE DELETE OR TRUNCATE ON audit_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER audit_log_only_forgets BEFORE UPDATE ON audit_log FOR EACH ROW EXECUTE FUNCTION only_forgets();

CREATE TRIGGER charge_backs_event AFTER INSERT ON charge_backs FOR EACH ROW EXECUTE FUNCTION charge_back_event();

CREATE TRIGGER charge_backs_event_of_end AFTER UPDATE OF state ON charge_backs FOR EACH ROW WHEN ((old.state <> new.state)) EXECUTE FUNCTION charge_back_event();

CREATE TRIGGER countries_aliases BEFORE INSERT ON countries FOR EACH ROW EXECUTE FUNCTION give_aliases();

CREATE TRIGGER countries_trade_codes AFTER INSERT ON countries FOR EACH STATEMENT EXECUTE FUNCTION give_trade_codes();

CREATE TRIGGER refresh_availability AFTER UPDATE ON countries FOR EACH ROW WHEN ((old.is_active IS DISTINCT FROM new.is_active)) EXECUTE FUNCTION refresh_availability();

CREATE TRIGGER touch_resale_tables AFTER INSERT OR DELETE OR UPDATE ON countries FOR EACH STATEMENT EXECUTE FUNCTION touch_resale_tables();

CREATE TRIGGER touch_trade_words AFTER INSERT OR DELETE OR UPDATE ON countries FOR EACH STATEMENT EXECUTE FUNCTION touch_trade_words();

CREATE TRIGGER touch_trade_words AFTER INSERT OR DELETE OR UPDATE ON country_codes FOR EACH STATEMENT EXECUTE FUNCTION touch_trade_words();

CREATE TRIGGER messages_feed AFTER INSERT OR UPDATE OF status ON messages FOR EACH ROW EXECUTE FUNCTION feed_change('MESSAGE');

CREATE TRIGGER messages_order_event AFTER UPDATE OF status ON messages FOR EACH ROW WHEN (((new.status = 'APPLIED'::message_status) AND (old.status IS DISTINCT FROM new.status))) EXECUTE FUNCTION order_sms_event();

CREATE TRIGGER rest_imported AFTER INSERT ON numbers REFERENCING NEW TABLE AS imported FOR EACH STATEMENT EXECUTE FUNCTION rest_imported();

CREATE TRIGGER rest_with_sim BEFORE UPDATE OF status ON numbers FOR EACH ROW WHEN (((new.status = 'AVAILABLE'::number_status) AND (old.status <> 'AVAILABLE'::number_status))) EXECUTE FUNCTION rest_with_sim();

CREATE TRIGGER touch_resale_tables AFTER INSERT OR DELETE OR UPDATE OF status ON numbers FOR EACH STATEMENT EXECUTE FUNCTION touch_resale_tables();

CREATE TRIGGER refresh_availability AFTER INSERT ON offers REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refresh_availability_of_new_offers();

CREATE TRIGGER touch_resale_tables AFTER INSERT OR DELETE OR UPDATE ON offers FOR EACH STATEMENT EXECUTE FUNCTION touch_resale_tables();

CREATE TRIGGER operator_alerts_event AFTER UPDATE OF told_at ON operator_alerts FOR EACH ROW EXECUTE FUNCTION alert_event();

CREATE TRIGGER note_channel_post AFTER UPDATE OF state ON outbox FOR EACH ROW WHEN (((new.chat_id IS NOT NULL) AND (new.state = 'SENT'::outbox_state) AND (old.state = 'WAITING'::outbox_state) AND (new.kind <> 'delete_posts'::outbox_kind))) EXECUTE FUNCTION note_channel_post();

CREATE TRIGGER note_support_delivery AFTER UPDATE OF state ON outbox FOR EACH ROW WHEN (((new.kind = 'support_answer'::outbox_kind) AND (old.state = 'WAITING'::outbox_state) AND (new.state <> 'WAITING'::outbox_state))) EXECUTE FUNCTION note_support_delivery();

CREATE TRIGGER tally_broadcast AFTER UPDATE OF state ON outbox FOR EACH ROW WHEN (((new.broadcast_id IS NOT NULL) AND (old.state = 'WAITING'::outbox_state) AND (new.state <> 'WAITING'::outbox_state))) EXECUTE FUNCTION tally_broadcast();

CREATE TRIGGER payment_refunds_event AFTER UPDATE OF state ON payment_refunds FOR EACH ROW WHEN (((old.state = 'WAITING'::refund_state) AND (new.state <> 'WAITING'::refund_state))) EXECUTE FUNCTION refund_event();

CREATE TRIGGER touch_resale_tables AFTER DELETE OR UPDATE ON price_groups FOR EACH STATEMENT EXECUTE FUNCTION touch_resale_tables();

CREATE TRIGGER promo_uses_event AFTER INSERT ON promo_uses FOR EACH ROW EXECUTE FUNCTION promo_event();

CREATE TRIGGER forgive_provider BEFORE UPDATE ON providers FOR EACH ROW WHEN (((new.api_key_sealed IS NOT NULL) AND (old.api_key_sealed IS DISTINCT FROM new.api_key_sealed) AND (NOT (old.paused_until IS DISTINCT FROM new.paused_until)))) EXECUTE FUNCTION forgive_provider();

CREATE TRIGGER refresh_availability AFTER UPDATE ON providers FOR EACH ROW WHEN ((((old.is_active IS DISTINCT FROM new.is_active) OR (old.currency IS DISTINCT FROM new.currency)) OR (old.exchange_rate IS DISTINCT FROM new.exchange_rate))) EXECUTE FUNCTION refresh_availability();

CREATE TRIGGER reprice_provider BEFORE UPDATE ON providers FOR EACH ROW WHEN (((old.currency IS DISTINCT FROM new.currency) OR (old.exchange_rate IS DISTINCT FROM new.exchange_rate))) EXECUTE FUNCTION reprice_provider();

CREATE TRIGGER touch_resale_tables AFTER UPDATE OF is_active, paused_until, currency, exchange_rate ON providers FOR EACH STATEMENT EXECUTE FUNCTION touch_resale_tables();

CREATE TRIGGER referral_rewards_event AFTER UPDATE OF state ON referral_rewards FOR EACH ROW WHEN (((old.state <> new.state) AND (new.state = ANY (ARRAY['PAID'::referral_state, 'TAKEN_BACK'::referral_state])))) EXECUTE FUNCTION referral_event();

CREATE TRIGGER refund_requests_event AFTER INSERT ON refund_requests FOR EACH ROW EXECUTE FUNCTION refund_request_event();

CREATE TRIGGER check_reservation_transition BEFORE UPDATE OF status ON reservations FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION check_reservation_transition();

CREATE TRIGGER note_brought_code BEFORE UPDATE ON reservations FOR EACH ROW WHEN (((old.ended_at IS NULL) AND (new.ended_at IS NOT NULL))) EXECUTE FUNCTION note_brought_code();

CREATE TRIGGER note_brought_code_at_birth BEFORE INSERT ON reservations FOR EACH ROW WHEN ((new.ended_at IS NOT NULL)) EXECUTE FUNCTION note_brought_code();

CREATE TRIGGER note_unclear_purchase AFTER UPDATE OF status ON reservations FOR EACH ROW WHEN (((old.status = 'REQUESTED'::reservation_status) AND (old.asked_at IS NOT NULL) AND (new.status = ANY (ARRAY['EXPIRED'::reservation_status, 'CANCELED'::reservation_status])) AND (new.end_reason <> ALL (ARRAY['OUT_OF_STOCK'::text, 'TOO_DEAR'::text, 'PROVIDER_REFUSED'::text])))) EXECUTE FUNCTION note_unclear_purchase();

CREATE TRIGGER post_user_claim AFTER INSERT ON reservations FOR EACH ROW WHEN ((new.status = 'COMPLETED'::reservation_status)) EXECUTE FUNCTION post_user_purchase();

CREATE TRIGGER post_user_purchase AFTER UPDATE OF status ON reservations FOR EACH ROW WHEN (((new.status = 'COMPLETED'::reservation_status) AND (old.status <> 'COMPLETED'::reservation_status))) EXECUTE FUNCTION post_user_purchase();

CREATE TRIGGER reservations_event AFTER UPDATE OF status ON reservations FOR EACH ROW WHEN (((old.status IS DISTINCT FROM new.status) AND (new.status = ANY (ARRAY['COMPLETED'::reservation_status, 'EXPIRED'::reservation_status, 'CANCELED'::reservation_status])))) EXECUTE FUNCTION reservation_event();

CREATE TRIGGER reservations_event_at_birth AFTER INSERT ON reservations FOR EACH ROW WHEN ((new.status = ANY (ARRAY['COMPLETED'::reservation_status, 'EXPIRED'::reservation_status, 'CANCELED'::reservation_status]))) EXECUTE FUNCTION reservation_event();

CREATE TRIGGER reservations_feed AFTER INSERT OR UPDATE OF status ON reservations FOR EACH ROW EXECUTE FUNCTION feed_change('RESERVATION');

CREATE TRIGGER refresh_availability_of_changed_routes AFTER UPDATE ON routes REFERENCING OLD TABLE AS before_it NEW TABLE AS after_it FOR EACH STATEMENT EXECUTE FUNCTION refresh_availability_of_changed_routes();

CREATE TRIGGER refresh_availability_of_gone_routes AFTER DELETE ON routes REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION refresh_availability_of_routes();

CREATE TRIGGER refresh_availability_of_new_routes AFTER INSERT ON routes REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION refresh_availability_of_routes();

CREATE TRIGGER touch_resale_tables AFTER INSERT OR DELETE OR UPDATE OF is_active, stock, stock_at, operator, max_cost ON routes FOR EACH STATEMENT EXECUTE FUNCTION touch_resale_tables();

CREATE TRIGGER touch_trade_words AFTER INSERT OR DELETE OR UPDATE ON service_codes FOR EACH STATEMENT EXECUTE FUNCTION touch_trade_words();

CREATE TRIGGER refresh_availability AFTER UPDATE ON services FOR EACH ROW WHEN ((((old.is_active IS DISTINCT FROM new.is_active) OR (old.deleted_at IS DISTINCT FROM new.deleted_at)) OR (old.timeout_s IS DISTINCT FROM new.timeout_s))) EXECUTE FUNCTION refresh_availability();

CREATE TRIGGER services_aliases BEFORE INSERT ON services FOR EACH ROW EXECUTE FUNCTION give_aliases();

CREATE TRIGGER services_trade_codes AFTER INSERT ON services FOR EACH STATEMENT EXECUTE FUNCTION give_trade_codes();

CREATE TRIGGER touch_resale_tables AFTER INSERT OR DELETE OR UPDATE ON services FOR EACH STATEMENT EXECUTE FUNCTION touch_resale_tables();

CREATE TRIGGER touch_trade_words AFTER INSERT OR DELETE OR UPDATE ON services FOR EACH STATEMENT EXECUTE FUNCTION touch_trade_words();

CREATE TRIGGER settle_sim BEFORE INSERT OR UPDATE ON sims FOR EACH ROW EXECUTE FUNCTION settle_sim();

CREATE TRIGGER sim_changed AFTER INSERT ON sims FOR EACH ROW EXECUTE FUNCTION sim_changed();

CREATE TRIGGER sim_changed_later AFTER UPDATE ON sims FOR EACH ROW WHEN (((((old.phone IS DISTINCT FROM new.phone) OR (old.country_id IS DISTINCT FROM new.country_id)) OR (old.services IS DISTINCT FROM new.services)) OR (old.is_resting IS DISTINCT FROM new.is_resting))) EXECUTE FUNCTION sim_changed();

CREATE TRIGGER support_messages_event AFTER INSERT ON support_messages FOR EACH ROW EXECUTE FUNCTION support_message_event();

CREATE TRIGGER support_threads_event AFTER INSERT ON support_threads FOR EACH ROW EXECUTE FUNCTION support_thread_event();

CREATE TRIGGER support_threads_event_of_state AFTER UPDATE OF state ON support_threads FOR EACH ROW WHEN ((old.state <> new.state)) EXECUTE FUNCTION support_thread_event();

CREATE TRIGGER claw_back_on_departure AFTER INSERT OR UPDATE ON telegram_memberships FOR EACH ROW WHEN ((new.status = 'NOT_MEMBER'::membership_status)) EXECUTE FUNCTION claw_back_on_departure();

CREATE TRIGGER post_transfer AFTER INSERT ON transfers FOR EACH ROW EXECUTE FUNCTION post_transfer();

CREATE TRIGGER prepare_transfer BEFORE INSERT ON transfers FOR EACH ROW EXECUTE FUNCTION prepare_transfer();

CREATE TRIGGER promise_referral AFTER INSERT ON transfers FOR EACH ROW WHEN ((new.type = 'TOPUP'::transfer_type)) EXECUTE FUNCTION promise_referral();

CREATE TRIGGER take_owed_rewards AFTER INSERT ON transfers FOR EACH ROW WHEN (((new.from_account = 'HELD'::ledger_account) AND (new.reason <> 'BUYER_CHANGED_NUMBER'::text))) EXECUTE FUNCTION take_owed_rewards();

CREATE TRIGGER take_what_is_owed AFTER INSERT ON transfers FOR EACH ROW WHEN (((new.to_account = 'AVAILABLE'::ledger_account) AND (new.reason <> 'BUYER_CHANGED_NUMBER'::text))) EXECUTE FUNCTION pay_debts();

CREATE TRIGGER tell_balance_changed AFTER INSERT ON transfers FOR EACH ROW WHEN (((new.actor_type = ANY (ARRAY['ADMIN'::actor_type, 'API_KEY'::actor_type])) AND (new.type = ANY (ARRAY['ADD'::transfer_type, 'DEDUCT'::transfer_type, 'REWARD'::transfer_type, 'REFUND'::transfer_type])))) EXECUTE FUNCTION tell_balance_changed();

CREATE TRIGGER transfers_append_only BEFORE DELETE OR TRUNCATE ON transfers FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER transfers_event AFTER INSERT ON transfers FOR EACH ROW EXECUTE FUNCTION transfer_event();

CREATE TRIGGER transfers_only_forget BEFORE UPDATE ON transfers FOR EACH ROW EXECUTE FUNCTION only_forgets();

CREATE TRIGGER transfers_topup_event AFTER INSERT ON transfers FOR EACH ROW WHEN ((new.type = 'TOPUP'::transfer_type)) EXECUTE FUNCTION topup_event();

CREATE TRIGGER create_wallet AFTER INSERT ON users FOR EACH ROW EXECUTE FUNCTION create_wallet();

CREATE TRIGGER post_user_joined AFTER INSERT ON users FOR EACH ROW WHEN ((new.telegram_id IS NOT NULL)) EXECUTE FUNCTION post_user_joined();

CREATE TRIGGER users_event AFTER INSERT ON users FOR EACH ROW EXECUTE FUNCTION user_event();

CREATE TRIGGER wallets_owner_fixed BEFORE UPDATE OF user_id ON wallets FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
