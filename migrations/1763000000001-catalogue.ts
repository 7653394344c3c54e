import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is sold and who supplies it. New tables only: locks nothing that is in use. */
export class Catalogue1763000000001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TYPE provider_mode AS ENUM ('POLL', 'WEBHOOK');

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
        CONSTRAINT offers_service_country_key UNIQUE (service_id, country_id)
      );
      CREATE INDEX offers_country_idx ON offers (country_id);

      CREATE TABLE providers (
        id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        name text NOT NULL CONSTRAINT providers_name_key UNIQUE,
        protocol text NOT NULL,
        base_url text NOT NULL,
        api_key_sealed bytea,
        mode provider_mode NOT NULL DEFAULT 'POLL',
        options jsonb NOT NULL DEFAULT '{}',
        poll_interval_ms integer NOT NULL DEFAULT 3000 CONSTRAINT providers_poll_interval_range CHECK (poll_interval_ms >= 100),
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
        created_at timestamptz NOT NULL
      );
      CREATE INDEX providers_due_poll_idx ON providers (next_poll_at) WHERE is_active;

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
        CONSTRAINT routes_offer_provider_key UNIQUE (offer_id, provider_id),
        CONSTRAINT routes_on_demand_complete CHECK (
          is_pool OR (service_code IS NOT NULL AND country_code IS NOT NULL AND max_cost IS NOT NULL))
      );
      CREATE INDEX routes_provider_idx ON routes (provider_id);

      CREATE TABLE settings (
        key text PRIMARY KEY,
        value jsonb NOT NULL,
        updated_at timestamptz NOT NULL
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
