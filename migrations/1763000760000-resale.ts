import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Other shops and programs that buy here by keys of their own. Their orders are reservations like all others; what only an
 * order has stands beside them. Locks `reservations` for an instant: the new column is null everywhere.
 */
export class Resale1763000760000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TYPE resale_scope AS ENUM ('BUY', 'READ');
      CREATE TYPE resale_wording AS ENUM ('CLASSIC', 'HERO');
      CREATE TYPE repeated_order_rule AS ENUM ('SAME', 'REFUSE');
      CREATE TYPE trade_dialect AS ENUM ('HANDLER', 'FIVE_SIM');

      CREATE TABLE price_groups (
        id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        name text NOT NULL CONSTRAINT price_groups_name_key UNIQUE,
        -- Per cent off the list price.
        mark_down numeric(4,2) NOT NULL CONSTRAINT price_groups_mark_down_range CHECK (mark_down BETWEEN 0 AND 90),
        -- Otherwise a price stops at what the offer's best route costs.
        may_sell_below_cost boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL
      );

      CREATE TABLE resale_keys (
        id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        user_id bigint NOT NULL CONSTRAINT resale_keys_user_fk REFERENCES users (id),
        name text NOT NULL,
        -- SHA-256 of what was shown once.
        hash bytea NOT NULL CONSTRAINT resale_keys_hash_key UNIQUE,
        -- Its last four letters, by which its owner knows it again.
        hint text NOT NULL,
        scopes resale_scope[] NOT NULL CONSTRAINT resale_keys_scopes_some CHECK (cardinality(scopes) > 0),
        created_at timestamptz NOT NULL,
        expires_at timestamptz,
        revoked_at timestamptz,
        -- Empty: from anywhere.
        addresses inet[] NOT NULL DEFAULT '{}',
        daily_cap bigint CONSTRAINT resale_keys_daily_cap_positive CHECK (daily_cap > 0),
        price_group_id integer CONSTRAINT resale_keys_price_group_fk REFERENCES price_groups (id) ON DELETE SET NULL,
        wording resale_wording NOT NULL DEFAULT 'CLASSIC',
        repeated_order repeated_order_rule NOT NULL DEFAULT 'SAME',
        is_quiet boolean NOT NULL DEFAULT false,
        last_used_at timestamptz
      );
      CREATE INDEX resale_keys_user_idx ON resale_keys (user_id);
      CREATE INDEX resale_keys_price_group_idx ON resale_keys (price_group_id) WHERE price_group_id IS NOT NULL;
      -- Two living keys of one user have two names.
      CREATE UNIQUE INDEX resale_keys_name_once ON resale_keys (user_id, lower(name)) WHERE revoked_at IS NULL;

      -- By which key it was bought; null: in the chat.
      ALTER TABLE reservations ADD resale_key_id integer
        CONSTRAINT reservations_resale_key_fk REFERENCES resale_keys (id);

      CREATE TABLE resale_orders (
        -- What clients call an activation: some keep it in 32 bits.
        id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        key_id integer NOT NULL CONSTRAINT resale_orders_key_fk REFERENCES resale_keys (id),
        user_id bigint NOT NULL CONSTRAINT resale_orders_user_fk REFERENCES users (id),
        -- A changed number makes another reservation, and the order follows it.
        reservation_id bigint CONSTRAINT resale_orders_reservation_once UNIQUE
          CONSTRAINT resale_orders_reservation_fk REFERENCES reservations (id),
        -- The caller's own name of the order.
        order_id text,
        input_hash bytea NOT NULL,
        end_customer text,
        ref text,
        -- What the buyer wants of its number: one of these operators, none of these beginnings.
        operators text[],
        avoid_prefixes text[],
        -- What the key might spend on the day, as it was when this was bought.
        daily_cap bigint,
        -- Of an order that only tries the protocol: no money, no number.
        test_kind text,
        finished_at timestamptz,
        created_at timestamptz NOT NULL,
        CONSTRAINT resale_orders_test_or_real CHECK ((reservation_id IS NULL) = (test_kind IS NOT NULL))
      );
      -- This forbids the double buy: one key's word for an order stands for one order.
      CREATE UNIQUE INDEX resale_orders_once ON resale_orders (key_id, order_id) WHERE order_id IS NOT NULL;
      CREATE INDEX resale_orders_user_idx ON resale_orders (user_id, id DESC);
      CREATE INDEX resale_orders_key_idx ON resale_orders (key_id, created_at);

      CREATE TABLE trade_services (
        handler text PRIMARY KEY,
        name text NOT NULL,
        five_sim text NOT NULL CONSTRAINT trade_services_five_sim_key UNIQUE
      );
      CREATE TABLE trade_countries (
        iso text PRIMARY KEY,
        handler text NOT NULL CONSTRAINT trade_countries_handler_key UNIQUE,
        five_sim text NOT NULL CONSTRAINT trade_countries_five_sim_key UNIQUE
      );
      CREATE TABLE service_codes (
        dialect trade_dialect NOT NULL,
        -- In small letters.
        code text NOT NULL CONSTRAINT service_codes_form CHECK (code ~ '^[a-z0-9_-]{1,40}$'),
        service_id integer NOT NULL CONSTRAINT service_codes_service_fk REFERENCES services (id) ON DELETE CASCADE,
        -- Understood, but not what we call it.
        is_alias boolean NOT NULL DEFAULT false,
        PRIMARY KEY (dialect, code)
      );
      CREATE UNIQUE INDEX service_codes_one_name ON service_codes (service_id, dialect) WHERE NOT is_alias;
      CREATE TABLE country_codes (
        dialect trade_dialect NOT NULL,
        code text NOT NULL CONSTRAINT country_codes_form CHECK (code ~ '^[a-z0-9_-]{1,40}$'),
        country_id integer NOT NULL CONSTRAINT country_codes_country_fk REFERENCES countries (id) ON DELETE CASCADE,
        is_alias boolean NOT NULL DEFAULT false,
        PRIMARY KEY (dialect, code)
      );
      CREATE UNIQUE INDEX country_codes_one_name ON country_codes (country_id, dialect) WHERE NOT is_alias;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
