import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What suppliers sell, as they list it, what that is here, and the rules by which our prices follow. New tables; adds empty
 * columns to `routes` and `providers`, which locks them for an instant.
 */
export class VendorCatalogue1763000010004 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE routes ADD COLUMN listed_cost bigint CONSTRAINT routes_listed_cost_range CHECK (listed_cost >= 0);
      ALTER TABLE providers ADD COLUMN catalogue_at timestamptz, ADD COLUMN catalogue_due_at timestamptz,
        ADD COLUMN catalogue_fault text;

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

      -- Stores a supplier's lists and notes what changed since the last ones. The first lists are no change. Codes and
      -- names that are ours are mapped by themselves; what an operator mapped stays. Rows without a list leave it alone.
      CREATE FUNCTION store_vendor_lists(
        p_provider integer, p_services text[], p_service_names text[], p_countries text[], p_country_names text[],
        p_isos text[], p_now timestamptz) RETURNS void LANGUAGE plpgsql AS $$
      DECLARE
        v_first boolean := NOT EXISTS (SELECT 1 FROM vendor_services WHERE provider_id = p_provider)
          AND NOT EXISTS (SELECT 1 FROM vendor_countries WHERE provider_id = p_provider);
      BEGIN
        IF NOT v_first THEN
          INSERT INTO vendor_changes (provider_id, kind, service_code, name, noted_at)
          SELECT p_provider, 'NEW_SERVICE', g.code, g.name, p_now FROM unnest(p_services, p_service_names) AS g (code, name)
          WHERE NOT EXISTS (SELECT 1 FROM vendor_services v WHERE v.provider_id = p_provider AND v.code = g.code AND v.gone_at IS NULL);
          INSERT INTO vendor_changes (provider_id, kind, service_code, name, noted_at)
          SELECT p_provider, 'GONE_SERVICE', v.code, v.name, p_now FROM vendor_services v
          WHERE v.provider_id = p_provider AND v.gone_at IS NULL AND v.code <> ALL (p_services);
          INSERT INTO vendor_changes (provider_id, kind, country_code, name, noted_at)
          SELECT p_provider, 'NEW_COUNTRY', g.code, g.name, p_now FROM unnest(p_countries, p_country_names) AS g (code, name)
          WHERE NOT EXISTS (SELECT 1 FROM vendor_countries v WHERE v.provider_id = p_provider AND v.code = g.code AND v.gone_at IS NULL);
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
        SELECT p_provider, g.code, g.name, g.iso, p_now FROM unnest(p_countries, p_country_names, p_isos) AS g (code, name, iso)
        ON CONFLICT (provider_id, code) DO UPDATE SET name = EXCLUDED.name, iso = EXCLUDED.iso, seen_at = p_now, gone_at = NULL;
        UPDATE vendor_countries SET gone_at = p_now
        WHERE provider_id = p_provider AND gone_at IS NULL AND seen_at < p_now AND code <> ALL (p_countries);
      END $$;

      -- What a route already asks for is the surest mapping; then the code, then the name.
      CREATE FUNCTION map_vendor_lists(p_provider integer) RETURNS void LANGUAGE plpgsql AS $$
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
      END $$;

      -- Stores a supplier's whole price list, as far as it concerns us, notes what changed, and writes stock and cost to our
      -- routes. What a route asks for and the list lacks is sold out.
      CREATE FUNCTION store_vendor_prices(
        p_provider integer, p_services text[], p_countries text[], p_costs bigint[], p_stocks integer[], p_now timestamptz)
        RETURNS void LANGUAGE plpgsql AS $$
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
            (CASE WHEN v.provider_id IS NULL OR v.gone_at IS NOT NULL THEN 'NEW_PRICE' WHEN g.service IS NULL THEN 'GONE_PRICE'
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
            OR (g.service IS NULL AND v.gone_at IS NULL);
        END IF;
        INSERT INTO vendor_prices (provider_id, service_code, country_code, cost, stock, seen_at)
        SELECT p_provider, g.service, g.country, g.cost, g.stock, p_now FROM given_prices g
        ON CONFLICT (provider_id, service_code, country_code) DO UPDATE
          SET cost = EXCLUDED.cost, stock = EXCLUDED.stock, seen_at = p_now, gone_at = NULL;
        UPDATE vendor_prices v SET gone_at = p_now, stock = 0
        WHERE v.provider_id = p_provider AND v.gone_at IS NULL AND NOT EXISTS (
          SELECT 1 FROM given_prices g WHERE g.service = v.service_code AND g.country = v.country_code);
        UPDATE routes r SET stock = n.stock, stock_at = p_now, listed_cost = COALESCE(n.cost, r.listed_cost)
        FROM (
          SELECT t.id, g.cost, CASE WHEN g.service IS NULL THEN 0 ELSE g.stock END AS stock
          FROM routes t LEFT JOIN given_prices g ON g.service = t.service_code AND g.country = t.country_code
          WHERE t.provider_id = p_provider AND NOT t.is_pool) n
        WHERE r.id = n.id;
        DROP TABLE given_prices;
      END $$;

      -- As before; the cost that the supplier lists counts until there is experience, and what is listed above the ceiling
      -- of its route comes last.
      CREATE OR REPLACE FUNCTION rank_routes(p_now timestamptz) RETURNS integer LANGUAGE plpgsql AS $$
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
      END $$;

      -- A new key deserves a new try.
      CREATE FUNCTION forgive_provider() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.paused_until := NULL;
        NEW.pause_reason := NULL;
        NEW.poll_failures := 0;
        NEW.next_poll_at := LEAST(NEW.next_poll_at, statement_timestamp());
        RETURN NEW;
      END $$;
      CREATE TRIGGER forgive_provider BEFORE UPDATE ON providers FOR EACH ROW
        WHEN (OLD.api_key_sealed IS DISTINCT FROM NEW.api_key_sealed) EXECUTE FUNCTION forgive_provider();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
