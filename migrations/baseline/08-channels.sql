-- Channels and groups that the shop uses. What a channel is on Telegram stands in channels; what it is used for stands
-- in a table for each use.

CREATE TABLE channels (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- The marked id. A row is never deleted: who had a reward of this channel must be known for ever.
  telegram_id bigint NOT NULL CONSTRAINT channels_telegram_id_key UNIQUE
    CONSTRAINT channels_telegram_id_marked CHECK (telegram_id < -1000000000000),
  title text NOT NULL,
  username text,
  invite_link text,
  is_group boolean NOT NULL,
  -- Why the bot cannot see who is in it, since its last try; null while it can.
  trouble text,
  trouble_at timestamptz,
  created_at timestamptz NOT NULL
);

-- Nobody buys before joining the active ones.
CREATE TABLE required_channels (
  channel_id integer PRIMARY KEY CONSTRAINT required_channels_channel_fk REFERENCES channels (id),
  position integer NOT NULL DEFAULT 0,
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL
);

-- Where somebody made the bot an admin: private channels can be added from here.
CREATE TABLE channel_candidates (
  telegram_id bigint PRIMARY KEY,
  title text,
  is_admin boolean NOT NULL,
  -- Who did it, as Telegram names them.
  actor_id bigint NOT NULL,
  seen_at timestamptz NOT NULL
);

-- Free credit for joining. That no budget is exceeded are the checks reward_channels_within_...: the row counts what
-- was given, in the transaction that gives it.
CREATE TABLE reward_channels (
  channel_id integer PRIMARY KEY CONSTRAINT reward_channels_channel_fk REFERENCES channels (id),
  amount bigint NOT NULL CONSTRAINT reward_channels_amount_positive CHECK (amount > 0),
  budget_total bigint,
  budget_per_day bigint,
  max_claims_per_day integer,
  -- Only for people whom the shop has known for so long.
  min_account_minutes integer NOT NULL DEFAULT 0
    CONSTRAINT reward_channels_account_not_negative CHECK (min_account_minutes >= 0),
  -- Who leaves within so many days gives it back; null: never.
  claw_back_days integer CONSTRAINT reward_channels_days_positive CHECK (claw_back_days > 0),
  position integer NOT NULL DEFAULT 0,
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL,
  claims integer NOT NULL DEFAULT 0,
  spent bigint NOT NULL DEFAULT 0,
  -- The day (UTC) that the two below are about.
  counted_day date,
  claims_today integer NOT NULL DEFAULT 0,
  spent_today bigint NOT NULL DEFAULT 0,
  CONSTRAINT reward_channels_within_total CHECK (spent <= budget_total),
  CONSTRAINT reward_channels_within_day CHECK (spent_today <= budget_per_day),
  CONSTRAINT reward_channels_claims_within_day CHECK (claims_today <= max_claims_per_day)
);

-- That a reward is given once is reward_claims_once.
CREATE TABLE reward_claims (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id bigint NOT NULL CONSTRAINT reward_claims_user_fk REFERENCES users (id),
  channel_id integer NOT NULL CONSTRAINT reward_claims_channel_fk REFERENCES reward_channels (channel_id),
  amount bigint NOT NULL CONSTRAINT reward_claims_amount_positive CHECK (amount > 0),
  created_at timestamptz NOT NULL,
  claw_back_until timestamptz,
  clawed_back_at timestamptz,
  clawed_back bigint NOT NULL DEFAULT 0
    CONSTRAINT reward_claims_clawed_back_fits CHECK (clawed_back BETWEEN 0 AND amount),
  -- A keyed hash of person and channel: a reward is given once for ever, also to who was erased and comes back.
  person_mark bytea CONSTRAINT reward_claims_mark_form CHECK (octet_length(person_mark) = 32),
  -- They left while money of theirs was on hold; set while something is still to be taken.
  left_at timestamptz,
  CONSTRAINT reward_claims_once UNIQUE (user_id, channel_id)
);
CREATE INDEX reward_claims_channel_idx ON reward_claims (channel_id, created_at);
CREATE UNIQUE INDEX reward_claims_mark_once ON reward_claims (person_mark) WHERE person_mark IS NOT NULL;
CREATE INDEX reward_claims_owed_idx ON reward_claims (user_id) WHERE left_at IS NOT NULL AND clawed_back_at IS NULL;

-- Of the keyed hash in reward_claims. Sealed with SECRET_KEY, so a copy of the database alone tells nobody.
CREATE TABLE person_mark_keys (
  id smallint PRIMARY KEY CONSTRAINT person_mark_keys_one CHECK (id = 1),
  key_sealed bytea NOT NULL
);

-- Into which user information is posted by itself, at joining and at each completed purchase.
CREATE TABLE user_data_channels (
  channel_id integer PRIMARY KEY CONSTRAINT user_data_channels_channel_fk REFERENCES channels (id),
  is_active boolean NOT NULL DEFAULT true,
  -- What leaves the shop about a person; never a code.
  fields text[] NOT NULL CONSTRAINT user_data_channels_fields_known CHECK (cardinality(fields) > 0 AND
    fields <@ ARRAY['id', 'name', 'username', 'joined', 'balance', 'service', 'country', 'number']),
  language text NOT NULL DEFAULT 'en'
    CONSTRAINT user_data_channels_language_known CHECK (language IN ('en', 'ar', 'ru')),
  -- The end of the day whose summary comes next; null: no summaries are wanted.
  summary_due_at timestamptz,
  created_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX user_data_channels_one_active ON user_data_channels (is_active) WHERE is_active;

-- Where our posts stand, so that they can be deleted again.
CREATE TABLE channel_posts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  outbox_key text NOT NULL CONSTRAINT channel_posts_outbox_key_key UNIQUE,
  chat_id bigint NOT NULL,
  -- The person whom it is about; null for summaries and announcements.
  user_id bigint CONSTRAINT channel_posts_user_fk REFERENCES users (id),
  -- Null when only a lost answer of Telegram's knew it.
  message_id integer,
  sent_at timestamptz NOT NULL
);
CREATE INDEX channel_posts_place_idx ON channel_posts (chat_id, message_id);
CREATE INDEX channel_posts_user_idx ON channel_posts (user_id) WHERE user_id IS NOT NULL;

-- Which are told what is back in stock, has another price or is new.
CREATE TABLE announcement_channels (
  channel_id integer PRIMARY KEY CONSTRAINT announcement_channels_channel_fk REFERENCES channels (id),
  is_active boolean NOT NULL DEFAULT true,
  kinds text[] NOT NULL CONSTRAINT announcement_channels_kinds_known CHECK (cardinality(kinds) > 0 AND
    kinds <@ ARRAY['RESTOCK', 'PRICE_CHANGE', 'NEW_SERVICE']),
  language text NOT NULL DEFAULT 'en'
    CONSTRAINT announcement_channels_language_known CHECK (language IN ('en', 'ar', 'ru')),
  created_at timestamptz NOT NULL
);

-- The operator's words, where they are not the shop's own. {list} stands for what is announced.
CREATE TABLE announcement_templates (
  kind text NOT NULL
    CONSTRAINT announcement_templates_kind_known CHECK (kind IN ('RESTOCK', 'PRICE_CHANGE', 'NEW_SERVICE')),
  language text NOT NULL CONSTRAINT announcement_templates_language_known CHECK (language IN ('en', 'ar', 'ru')),
  text text NOT NULL CONSTRAINT announcement_templates_has_list CHECK (text LIKE '%{list}%'),
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (kind, language)
);

-- What the sweep saw last.
CREATE TABLE offer_sightings (
  offer_id integer PRIMARY KEY CONSTRAINT offer_sightings_offer_fk REFERENCES offers (id),
  price bigint NOT NULL,
  -- Since when there is nothing to sell; null while there is.
  out_since timestamptz,
  restock_told_at timestamptz
);

CREATE TABLE service_sightings (
  service_id integer PRIMARY KEY CONSTRAINT service_sightings_service_fk REFERENCES services (id),
  seen_at timestamptz NOT NULL
);
