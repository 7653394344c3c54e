-- Who buys, and who comes how far.

CREATE TYPE actor_type AS ENUM ('USER', 'ADMIN', 'API_KEY', 'JOB');

-- An erased person's row stays, under an id that names nobody.
CREATE TABLE users (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  telegram_id bigint CONSTRAINT users_telegram_id_key UNIQUE,
  first_name text NOT NULL DEFAULT '',
  last_name text,
  username text,
  language text NOT NULL DEFAULT 'en' CONSTRAINT users_language_known CHECK (language IN ('en', 'ar', 'ru')),
  language_chosen boolean NOT NULL DEFAULT false,
  is_banned boolean NOT NULL DEFAULT false,
  is_blocking_bot boolean NOT NULL DEFAULT false,
  buying_paused_until timestamptz,
  joined_via text,
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  erased_at timestamptz
);
CREATE INDEX users_username_idx ON users (lower(username)) WHERE username IS NOT NULL;
CREATE INDEX users_created_idx ON users (created_at);

CREATE TABLE favourites (
  user_id bigint NOT NULL CONSTRAINT favourites_user_fk REFERENCES users (id) ON DELETE CASCADE,
  service_id integer NOT NULL CONSTRAINT favourites_service_fk REFERENCES services (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, service_id)
);

-- Who came how far in which hour; at most one row for each person, step and hour.
CREATE TABLE funnel_steps (
  hour timestamptz NOT NULL,
  step text NOT NULL CONSTRAINT funnel_steps_step_known CHECK (step IN ('OPENED', 'CHOSE')),
  user_id bigint NOT NULL CONSTRAINT funnel_steps_user_fk REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT funnel_steps_pkey PRIMARY KEY (hour, step, user_id)
);

-- Configurations that an admin sent to the bot and has not applied yet.
CREATE TABLE configuration_files (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id bigint NOT NULL CONSTRAINT configuration_files_user_fk REFERENCES users (id) ON DELETE CASCADE,
  document jsonb NOT NULL,
  created_at timestamptz NOT NULL
);
