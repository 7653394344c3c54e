import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The order in which routes are tried, from what they brought lately, and the best route of each offer kept ready where
 * reserving reads it. Locks `reservations` against writes while its index is built, `offers` and `routes` for an instant.
 */
export class Routing1763000010002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE routes ADD COLUMN rank integer NOT NULL DEFAULT 0, ADD COLUMN is_failing boolean NOT NULL DEFAULT false;
      ALTER TABLE offers ADD COLUMN is_on_shelf boolean NOT NULL DEFAULT false, ADD COLUMN timeout_s integer,
        ADD COLUMN best_route_id integer, ADD COLUMN best_provider_id integer, ADD COLUMN best_is_pool boolean;

      -- What the last hundred numbers of a route brought, the older ones counting less.
      CREATE TABLE route_figures (
        route_id integer PRIMARY KEY CONSTRAINT route_figures_route_fk REFERENCES routes (id) ON DELETE CASCADE,
        ended integer NOT NULL,
        completed integer NOT NULL,
        weight real NOT NULL,
        success real NOT NULL CONSTRAINT route_figures_success_range CHECK (success >= 0 AND success <= 1),
        median_s real,
        cost bigint,
        figured_at timestamptz NOT NULL
      );
      CREATE INDEX reservations_route_ended_idx ON reservations (route_id, ended_at)
        WHERE ended_at IS NOT NULL AND number_id IS NOT NULL AND claim_of_id IS NULL;

      -- Works out the figures of routes whose numbers ended since, and of old ones, since age changes what they weigh. A
      -- number that its buyer gave back within a minute says nothing. Without much experience a route counts as one of
      -- which seven in ten numbers bring a code. Half the weight is gone after six hours.
      CREATE FUNCTION figure_routes(p_now timestamptz) RETURNS integer LANGUAGE plpgsql SET enable_seqscan = off AS $$
      DECLARE
        v_count integer;
      BEGIN
        INSERT INTO route_figures (route_id, ended, completed, weight, success, median_s, cost, figured_at)
        SELECT r.id, n.ended, n.completed, n.weight, (n.wins + 3.5) / (n.weight + 5), n.median_s, n.cost, p_now
        FROM routes r LEFT JOIN route_figures f ON f.route_id = r.id
        CROSS JOIN LATERAL (
          SELECT max(e.ended_at) AS at FROM reservations e
          WHERE e.route_id = r.id AND e.ended_at IS NOT NULL AND e.number_id IS NOT NULL AND e.claim_of_id IS NULL) last
        CROSS JOIN LATERAL (
          SELECT count(*)::integer AS ended, (count(*) FILTER (WHERE is_won))::integer AS completed,
            COALESCE(sum(age_weight), 0)::real AS weight, COALESCE(sum(age_weight) FILTER (WHERE is_won), 0)::real AS wins,
            (percentile_cont(0.5) WITHIN GROUP (ORDER BY took_s) FILTER (WHERE is_won))::real AS median_s,
            (avg(upstream_cost) FILTER (WHERE is_won))::bigint AS cost
          FROM (
            SELECT e.status = 'COMPLETED' AS is_won, e.upstream_cost,
              extract(epoch FROM e.ended_at - e.created_at) AS took_s,
              power(0.5::float8, GREATEST(0, extract(epoch FROM p_now - e.ended_at))::float8 / 21600) AS age_weight
            FROM reservations e
            WHERE e.route_id = r.id AND e.ended_at IS NOT NULL AND e.number_id IS NOT NULL AND e.claim_of_id IS NULL
              AND (e.status IN ('COMPLETED', 'EXPIRED') OR e.end_reason = 'PROVIDER_LOST_ORDER'
                OR (e.end_reason IN ('BUYER_CANCELED', 'BUYER_CHANGED_NUMBER')
                    AND e.ended_at >= e.created_at + interval '1 minute'))
            ORDER BY e.ended_at DESC LIMIT 100) recent) n
        WHERE last.at IS NOT NULL
          AND (f.route_id IS NULL OR last.at >= f.figured_at - interval '1 minute' OR f.figured_at < p_now - interval '30 minutes')
        ON CONFLICT (route_id) DO UPDATE SET ended = EXCLUDED.ended, completed = EXCLUDED.completed,
          weight = EXCLUDED.weight, success = EXCLUDED.success, median_s = EXCLUDED.median_s, cost = EXCLUDED.cost,
          figured_at = EXCLUDED.figured_at;
        GET DIAGNOSTICS v_count = ROW_COUNT;
        RETURN v_count;
      END $$;

      -- Orders the routes of each offer. The operator's priority comes first, but a route that hardly ever brings a code is
      -- put behind those that do. Within a priority: one that just said it is sold out comes last, then what a try earns:
      -- the chance of a code times what is left of the price. Answers how many routes changed their place.
      CREATE FUNCTION rank_routes(p_now timestamptz) RETURNS integer LANGUAGE plpgsql AS $$
      DECLARE
        v_count integer;
      BEGIN
        UPDATE routes r SET rank = n.rank, is_failing = n.is_failing
        FROM (
          SELECT t.id, COALESCE(f.weight >= 8 AND f.success < 0.2, false) AS is_failing,
            (row_number() OVER (PARTITION BY t.offer_id ORDER BY
              (t.stock = 0 AND t.stock_at > p_now - interval '10 minutes') IS TRUE,
              COALESCE(f.success, 0.7) * (o.price - CASE WHEN t.is_pool THEN 0 ELSE COALESCE(f.cost, t.max_cost) END) DESC,
              t.id))::integer AS rank
          FROM routes t JOIN offers o ON o.id = t.offer_id LEFT JOIN route_figures f ON f.route_id = t.id) n
        WHERE r.id = n.id AND (r.rank, r.is_failing) IS DISTINCT FROM (n.rank, n.is_failing);
        GET DIAGNOSTICS v_count = ROW_COUNT;
        RETURN v_count;
      END $$;

      -- What reserving needs to know of offers, as the tables say it.
      CREATE FUNCTION shelf_of(p_offers integer[]) RETURNS TABLE (
        offer_id integer, is_on_shelf boolean, timeout_s integer, route_id integer, provider_id integer, is_pool boolean)
        LANGUAGE sql STABLE AS $$
        SELECT o.id, s.is_active AND s.deleted_at IS NULL AND c.is_active, s.timeout_s,
          b.id, b.provider_id, b.is_pool
        FROM offers o JOIN services s ON s.id = o.service_id JOIN countries c ON c.id = o.country_id
        LEFT JOIN LATERAL (
          SELECT r.id, r.provider_id, r.is_pool FROM routes r JOIN providers p ON p.id = r.provider_id
          WHERE r.offer_id = o.id AND r.is_active AND p.is_active
          ORDER BY r.is_failing, r.priority, r.rank, r.id LIMIT 1) b ON true
        WHERE o.id = ANY (p_offers)
      $$;
      -- Keeps that ready in the offers themselves. The lock makes the last of several changes the one that
      -- saw them all.
      CREATE FUNCTION refresh_shelf(p_offers integer[]) RETURNS void LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM 1 FROM offers WHERE id = ANY (p_offers) ORDER BY id FOR NO KEY UPDATE;
        UPDATE offers o SET is_on_shelf = n.is_on_shelf, timeout_s = n.timeout_s, best_route_id = n.route_id,
          best_provider_id = n.provider_id, best_is_pool = n.is_pool
        FROM shelf_of(p_offers) n WHERE o.id = n.offer_id
          AND (o.is_on_shelf, o.timeout_s, o.best_route_id, o.best_provider_id, o.best_is_pool)
            IS DISTINCT FROM (n.is_on_shelf, n.timeout_s, n.route_id, n.provider_id, n.is_pool);
      END $$;

      CREATE FUNCTION shelve() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM refresh_shelf(CASE TG_TABLE_NAME
          WHEN 'offers' THEN ARRAY[NEW.id]
          WHEN 'services' THEN ARRAY(SELECT o.id FROM offers o WHERE o.service_id = NEW.id)
          WHEN 'countries' THEN ARRAY(SELECT o.id FROM offers o WHERE o.country_id = NEW.id)
          WHEN 'providers' THEN ARRAY(SELECT r.offer_id FROM routes r WHERE r.provider_id = NEW.id)
        END);
        RETURN NULL;
      END $$;
      CREATE FUNCTION shelve_route() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM refresh_shelf(CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.offer_id] WHEN 'DELETE' THEN ARRAY[OLD.offer_id]
          ELSE ARRAY[OLD.offer_id, NEW.offer_id] END);
        RETURN NULL;
      END $$;
      CREATE TRIGGER shelve AFTER INSERT ON offers FOR EACH ROW EXECUTE FUNCTION shelve();
      CREATE TRIGGER shelve AFTER UPDATE ON services FOR EACH ROW
        WHEN ((OLD.is_active, OLD.deleted_at, OLD.timeout_s) IS DISTINCT FROM (NEW.is_active, NEW.deleted_at, NEW.timeout_s))
        EXECUTE FUNCTION shelve();
      CREATE TRIGGER shelve AFTER UPDATE ON countries FOR EACH ROW
        WHEN (OLD.is_active IS DISTINCT FROM NEW.is_active) EXECUTE FUNCTION shelve();
      CREATE TRIGGER shelve AFTER UPDATE ON providers FOR EACH ROW
        WHEN (OLD.is_active IS DISTINCT FROM NEW.is_active) EXECUTE FUNCTION shelve();
      CREATE TRIGGER shelve_route AFTER INSERT OR DELETE ON routes FOR EACH ROW EXECUTE FUNCTION shelve_route();
      CREATE TRIGGER shelve_changed_route AFTER UPDATE ON routes FOR EACH ROW
        WHEN ((OLD.offer_id, OLD.provider_id, OLD.is_pool, OLD.is_active, OLD.priority, OLD.rank, OLD.is_failing)
          IS DISTINCT FROM (NEW.offer_id, NEW.provider_id, NEW.is_pool, NEW.is_active, NEW.priority, NEW.rank, NEW.is_failing))
        EXECUTE FUNCTION shelve_route();
      SELECT refresh_shelf(ARRAY(SELECT id FROM offers));

      -- As before, but in the order that the figures make.
      CREATE OR REPLACE FUNCTION choose_route(
        p_offer integer, p_service integer, p_country integer, p_user bigint, p_tried integer[], p_now timestamptz,
        p_start integer, p_not bigint) RETURNS chosen_route LANGUAGE plpgsql AS $$
      DECLARE
        v_choice chosen_route;
      BEGIN
        FOR v_choice IN
          SELECT r.id, r.provider_id, r.is_pool, NULL::bigint, NULL::text,
                 r.service_code, r.country_code, r.operator, r.max_cost
          FROM routes r JOIN providers p ON p.id = r.provider_id
          WHERE r.offer_id = p_offer AND r.is_active AND p.is_active AND r.id <> ALL (p_tried)
            AND (p.paused_until IS NULL OR p.paused_until <= p_now)
          ORDER BY r.is_failing, r.priority, r.rank, r.id
        LOOP
          IF NOT v_choice.is_pool THEN RETURN v_choice; END IF;
          SELECT o_id, o_phone INTO v_choice.number_id, v_choice.phone
          FROM take_pool_number(v_choice.provider_id, p_service, p_country, p_user, p_start, p_not);
          IF v_choice.number_id IS NOT NULL THEN RETURN v_choice; END IF;
        END LOOP;
        RETURN NULL;
      END $$;

      -- As before, with the look at five tables and the sort done beforehand.
      CREATE OR REPLACE FUNCTION reserve(
        p_key uuid, p_user bigint, p_offer integer, p_price bigint, p_now timestamptz, p_start integer,
        p_max_open integer, p_ask_timeout_ms integer,
        OUT kind text, OUT reservation_id bigint, OUT status reservation_status, OUT phone text,
        OUT price bigint, OUT available bigint, OUT until timestamptz)
        LANGUAGE plpgsql SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
      DECLARE
        v record;
        v_buyer record;
        v_old record;
        v_route chosen_route;
      BEGIN
        -- The offer with its best route, kept ready on the shelf: most buyers get that one.
        SELECT o.id AS offer_id, o.service_id, o.country_id, o.price, o.timeout_s, o.is_active AND o.is_on_shelf AS is_open,
          o.best_route_id AS route_id, o.best_provider_id AS provider_id, o.best_is_pool AS is_pool,
          p.paused_until > p_now AS is_paused INTO v
        FROM offers o LEFT JOIN providers p ON p.id = o.best_provider_id WHERE o.id = p_offer;
        -- The lock lets one act of a user through at a time, so nothing about the buyer is stale from here on.
        SELECT w.available, w.open_holds, u.is_banned, u.buying_paused_until INTO v_buyer
        FROM wallets w JOIN users u ON u.id = w.user_id WHERE w.user_id = p_user FOR UPDATE OF w;
        price := v.price;
        available := v_buyer.available;
        kind := CASE
          WHEN v.is_open IS DISTINCT FROM true THEN 'offer_gone'
          WHEN v.price <> p_price THEN 'price_changed'
          WHEN v_buyer.is_banned IS DISTINCT FROM false THEN 'banned'
          WHEN v_buyer.buying_paused_until > p_now THEN 'paused'
          WHEN v_buyer.available < v.price THEN 'insufficient_funds'
          WHEN v_buyer.open_holds >= p_max_open THEN 'too_many_open'
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
              v.price, v_route, NULL, p_now, until, p_ask_timeout_ms);
            kind := 'reserved';
            status := CASE WHEN v_route.is_pool THEN 'WAITING_CODE' ELSE 'REQUESTED' END;
            phone := v_route.phone;
            available := available - v.price;
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
      END $$;

      -- As before; a sold-out route is noted as such.
      CREATE OR REPLACE FUNCTION advance_route(
        p_id bigint, p_route integer, p_reason text, p_now timestamptz, p_start integer, p_ask_timeout_ms integer,
        p_notify boolean,
        OUT kind text, OUT status reservation_status, OUT phone text, OUT route_id integer, OUT provider_id integer,
        OUT service_code text, OUT country_code text, OUT operator text, OUT max_cost bigint) LANGUAGE plpgsql SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
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
          WHERE t.id = p_route AND NOT t.is_pool AND (t.stock IS DISTINCT FROM 0 OR t.stock_at < p_now - interval '30 seconds');
        END IF;
        v_next := choose_route(v_row.offer_id, v_row.service_id, v_row.country_id, v_row.user_id,
          v_row.tried_routes || p_route, p_now, p_start, NULL);
        IF v_next.route_id IS NULL THEN
          PERFORM close_reservation(v_row, 'CANCELED', p_reason, p_now, 'JOB', 'route', 2147483647, false);
          IF p_notify THEN
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
        IF v_next.is_pool AND p_notify THEN
          PERFORM put_notice('numbered:' || p_id, 0::smallint, v_row.user_id, 'number_arrived',
            jsonb_build_object('reservationId', p_id::text), p_now);
        END IF;
        phone := v_next.phone; route_id := v_next.route_id; provider_id := v_next.provider_id;
        service_code := v_next.service_code; country_code := v_next.country_code;
        operator := v_next.operator; max_cost := v_next.max_cost;
      END $$;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
