import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The acts that move a reservation and its money, each one statement from the program. Lock order everywhere: wallet,
 * reservation, number; a number picked from stock is only ever locked with SKIP LOCKED. Each act switches sequential scans
 * off, because a plan made while its tables were small would be kept until the next ANALYZE. Functions only: locks nothing.
 */
export class Acts1763000000005 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TYPE chosen_route AS (
        route_id integer, provider_id integer, is_pool boolean, number_id bigint, phone text,
        service_code text, country_code text, operator text, max_cost bigint);

      -- Takes one number of a pool for a user: never one that he completed with, never p_not, never one that is being taken.
      CREATE FUNCTION take_pool_number(
        p_provider integer, p_service integer, p_country integer, p_user bigint, p_start integer, p_not bigint,
        OUT o_id bigint, OUT o_phone text) LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE numbers SET status = 'RESERVED' WHERE id = (
          SELECT n.id FROM numbers n
          WHERE n.provider_id = p_provider AND n.service_id = p_service AND n.country_id = p_country
            AND n.status = 'AVAILABLE' AND n.pick_key >= p_start AND n.id IS DISTINCT FROM p_not
            AND NOT EXISTS (SELECT 1 FROM reservations r
                            WHERE r.user_id = p_user AND r.number_id = n.id AND r.status = 'COMPLETED')
          ORDER BY n.pick_key LIMIT 1 FOR UPDATE OF n SKIP LOCKED)
        RETURNING id, phone INTO o_id, o_phone;
        IF FOUND THEN RETURN; END IF;
        UPDATE numbers SET status = 'RESERVED' WHERE id = (
          SELECT n.id FROM numbers n
          WHERE n.provider_id = p_provider AND n.service_id = p_service AND n.country_id = p_country
            AND n.status = 'AVAILABLE' AND n.pick_key < p_start AND n.id IS DISTINCT FROM p_not
            AND NOT EXISTS (SELECT 1 FROM reservations r
                            WHERE r.user_id = p_user AND r.number_id = n.id AND r.status = 'COMPLETED')
          ORDER BY n.pick_key LIMIT 1 FOR UPDATE OF n SKIP LOCKED)
        RETURNING id, phone INTO o_id, o_phone;
      END $$;

      -- The best route that can still be tried; a pool route counts only when a number was taken from it.
      CREATE FUNCTION choose_route(
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
          ORDER BY r.priority, r.id
        LOOP
          IF NOT v_choice.is_pool THEN RETURN v_choice; END IF;
          SELECT o_id, o_phone INTO v_choice.number_id, v_choice.phone
          FROM take_pool_number(v_choice.provider_id, p_service, p_country, p_user, p_start, p_not);
          IF v_choice.number_id IS NOT NULL THEN RETURN v_choice; END IF;
        END LOOP;
        RETURN NULL;
      END $$;

      -- Raises unique_violation when the key was used before: whoever asks then reads what that was.
      CREATE FUNCTION insert_reservation(
        p_key uuid, p_user bigint, p_offer integer, p_service integer, p_country integer, p_price bigint,
        p_route chosen_route, p_replaces bigint, p_now timestamptz, p_expires timestamptz, p_ask_timeout_ms integer)
        RETURNS bigint LANGUAGE plpgsql AS $$
      DECLARE
        v_id bigint;
      BEGIN
        INSERT INTO reservations (key, user_id, offer_id, service_id, country_id, route_id, provider_id, number_id, phone,
          origin, price, status, reconcile_at, expires_at, replaces_id, created_at)
        VALUES (p_key, p_user, p_offer, p_service, p_country, p_route.route_id, p_route.provider_id, p_route.number_id,
          p_route.phone, (CASE WHEN p_route.is_pool THEN 'POOL' ELSE 'ON_DEMAND' END)::number_origin, p_price,
          (CASE WHEN p_route.is_pool THEN 'WAITING_CODE' ELSE 'REQUESTED' END)::reservation_status,
          CASE WHEN NOT p_route.is_pool THEN p_now + make_interval(secs => p_ask_timeout_ms / 1000.0) END,
          p_expires, p_replaces, p_now)
        RETURNING id INTO v_id;
        INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, reservation_id,
          actor_type, actor_id, created_at)
        VALUES ('hold:' || v_id, 'HOLD', 'AVAILABLE', 'HELD', p_price, p_user, v_id, 'USER', p_user::text, p_now);
        RETURN v_id;
      END $$;

      -- Reserve. kind: reserved | repeated | key_conflict | offer_gone | price_changed | banned | paused | too_many_open
      -- | insufficient_funds | out_of_stock. Only 'reserved' changed anything.
      CREATE FUNCTION reserve(
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
        -- The offer with its best route: most buyers get that one, so the others are looked at only when it is empty.
        SELECT o.id AS offer_id, o.service_id, o.country_id, o.price, s.timeout_s, r.id AS route_id, r.provider_id,
          r.is_pool INTO v
        FROM offers o JOIN services s ON s.id = o.service_id AND s.is_active AND s.deleted_at IS NULL
          JOIN countries c ON c.id = o.country_id AND c.is_active
          LEFT JOIN (routes r JOIN providers p ON p.id = r.provider_id AND p.is_active
                       AND (p.paused_until IS NULL OR p.paused_until <= p_now)) ON r.offer_id = p_offer AND r.is_active
        WHERE o.id = p_offer AND o.is_active ORDER BY r.priority, r.id LIMIT 1;
        -- The lock lets one act of a user through at a time, so nothing about the buyer is stale from here on.
        SELECT w.available, w.open_holds, u.is_banned, u.buying_paused_until INTO v_buyer
        FROM wallets w JOIN users u ON u.id = w.user_id WHERE w.user_id = p_user FOR UPDATE OF w;
        price := v.price;
        available := v_buyer.available;
        kind := CASE
          WHEN v.offer_id IS NULL THEN 'offer_gone'
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
          IF v.is_pool THEN
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

      -- Locks wallet, then reservation, in that order, and reads the reservation as it stands then.
      CREATE FUNCTION lock_reservation(p_id bigint) RETURNS reservations LANGUAGE plpgsql AS $$
      DECLARE
        v_row reservations;
      BEGIN
        PERFORM 1 FROM wallets w
        WHERE w.user_id = (SELECT r.user_id FROM reservations r WHERE r.id = p_id) FOR UPDATE;
        SELECT * INTO v_row FROM reservations r WHERE r.id = p_id FOR UPDATE;
        RETURN v_row;
      END $$;

      CREATE FUNCTION put_notice(
        p_key text, p_lane smallint, p_user bigint, p_kind text, p_payload jsonb, p_now timestamptz)
        RETURNS void LANGUAGE sql AS $$
        INSERT INTO outbox (key, lane, user_id, kind, payload, random_id, due_at, created_at)
        VALUES (p_key, p_lane, p_user, p_kind, p_payload, hashtextextended(p_key, 0), p_now, p_now)
        ON CONFLICT (key) DO NOTHING
      $$;

      CREATE FUNCTION put_closure(
        p_provider integer, p_order text, p_action closure_action, p_due timestamptz, p_now timestamptz)
        RETURNS void LANGUAGE sql AS $$
        INSERT INTO upstream_closures (provider_id, upstream_order_id, action, due_at, created_at)
        VALUES (p_provider, p_order, p_action, p_due, p_now)
        ON CONFLICT (provider_id, upstream_order_id) DO UPDATE
          SET action = EXCLUDED.action, due_at = LEAST(upstream_closures.due_at, EXCLUDED.due_at)
          WHERE upstream_closures.done_at IS NULL
      $$;

      -- A number leaves an ended reservation. Pool: back to stock, unless too many expiries in a row say that it is dead.
      CREATE FUNCTION give_back_number(p_number bigint, p_expired boolean, p_max_expiries integer, p_now timestamptz)
        RETURNS void LANGUAGE sql AS $$
        UPDATE numbers n SET
          status = (CASE WHEN leaving.for_good THEN 'DELETED' ELSE 'AVAILABLE' END)::number_status,
          deleted_at = CASE WHEN leaving.for_good THEN p_now END,
          expiries_in_a_row = n.expiries_in_a_row + CASE WHEN p_expired THEN 1 ELSE 0 END,
          pick_key = floor(random() * 2147483647)::integer
        FROM (
          SELECT x.id, x.origin = 'ON_DEMAND' OR (p_expired AND x.expiries_in_a_row + 1 >= p_max_expiries)
            OR s.deleted_at IS NOT NULL AS for_good
          FROM numbers x JOIN services s ON s.id = x.service_id WHERE x.id = p_number FOR UPDATE OF x
        ) leaving
        WHERE n.id = leaving.id AND n.status = 'RESERVED'
      $$;

      -- The end of a locked, open reservation without a code: status, release, number, word to the supplier.
      CREATE FUNCTION close_reservation(
        p_row reservations, p_to reservation_status, p_reason text, p_now timestamptz, p_actor actor_type,
        p_actor_id text, p_max_expiries integer, p_tell_upstream boolean) RETURNS void LANGUAGE plpgsql AS $$
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
        IF p_tell_upstream AND p_row.upstream_order_id IS NOT NULL THEN
          PERFORM put_closure(p_row.provider_id, p_row.upstream_order_id, 'CANCEL',
            GREATEST(p_now, COALESCE(p_row.cancelable_at, p_now)), p_now);
        END IF;
      END $$;

      -- Ends an open reservation. kind: ended | already_ended | not_due | gone. Told to the buyer when p_notify.
      CREATE FUNCTION end_reservation(
        p_id bigint, p_to reservation_status, p_reason text, p_now timestamptz, p_actor actor_type, p_actor_id text,
        p_max_expiries integer, p_tell_upstream boolean, p_notify boolean,
        OUT kind text, OUT status reservation_status) LANGUAGE plpgsql SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
      DECLARE
        v_row reservations;
      BEGIN
        v_row := lock_reservation(p_id);
        status := v_row.status;
        IF v_row.id IS NULL THEN kind := 'gone'; RETURN; END IF;
        IF v_row.ended_at IS NOT NULL THEN kind := 'already_ended'; RETURN; END IF;
        IF p_to = 'EXPIRED' AND v_row.expires_at > p_now THEN kind := 'not_due'; RETURN; END IF;
        PERFORM close_reservation(v_row, p_to, p_reason, p_now, p_actor, p_actor_id, p_max_expiries, p_tell_upstream);
        IF p_notify THEN
          PERFORM put_notice('ended:' || p_id, 1::smallint, v_row.user_id, 'reservation_ended',
            jsonb_build_object('reservationId', p_id::text), p_now);
        END IF;
        kind := 'ended';
        status := p_to;
      END $$;

      -- The buyer's own cancel. kind: canceled | pending | still_asking | already_ended | not_yours.
      -- An hour's pause follows when too many cancels fell into the last hour.
      CREATE FUNCTION cancel_reservation(
        p_id bigint, p_user bigint, p_now timestamptz, p_max_cancels integer,
        OUT kind text, OUT status reservation_status, OUT due_at timestamptz) LANGUAGE plpgsql SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
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
          UPDATE reservations r SET status = 'CANCEL_PENDING', cancel_due_at = cancel_reservation.due_at WHERE r.id = p_id;
          kind := 'pending'; status := 'CANCEL_PENDING';
        END IF;
        -- A cancel that the supplier has yet to grant counts as well. His last 500 are more than an hour can hold.
        IF (SELECT count(*) FROM (SELECT r.status, r.end_reason, r.ended_at FROM reservations r
              WHERE r.user_id = p_user ORDER BY r.id DESC LIMIT 500) recent
            WHERE recent.status = 'CANCEL_PENDING'
              OR (recent.end_reason = 'BUYER_CANCELED' AND recent.ended_at > p_now - interval '1 hour')) >= p_max_cancels THEN
          UPDATE users u SET buying_paused_until = p_now + interval '1 hour'
          WHERE u.id = p_user AND (u.buying_paused_until IS NULL OR u.buying_paused_until <= p_now);
        END IF;
      END $$;

      -- The supplier gave a number. kind: accepted | too_late | number_taken | order_owned (another purchase of unknown outcome
      -- was faster) | number_spent (used too often, dead, or this user completed with it before). Only an accepted order is kept; any other one that nobody owns is handed to closing.
      CREATE FUNCTION accept_number(
        p_id bigint, p_route integer, p_order text, p_phone text, p_cost bigint, p_now timestamptz,
        p_cancelable timestamptz, p_expires timestamptz, p_max_uses integer, p_max_expiries integer,
        OUT kind text, OUT status reservation_status, OUT until timestamptz) LANGUAGE plpgsql AS $$
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
            PERFORM put_closure(v_provider, p_order, 'CANCEL', v_cancelable, p_now);
          ELSIF kind = 'number_taken' THEN
            kind := 'order_owned';
          END IF;
          RETURN;
        END IF;
        UPDATE reservations r SET status = 'WAITING_CODE', number_id = v_number, phone = p_phone,
          upstream_order_id = p_order, upstream_cost = p_cost, cancelable_at = v_cancelable, reconcile_at = NULL,
          absent_at = NULL, expires_at = COALESCE(LEAST(r.expires_at, p_expires), r.expires_at)
        WHERE r.id = p_id RETURNING r.status, r.expires_at INTO status, until;
        kind := 'accepted';
      END $$;

      -- The route asked did not sell. kind: next_route | from_pool | canceled | not_asking.
      CREATE FUNCTION advance_route(
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

      -- Another number for the same money and the same deadline. kind: changed | repeated | too_early | not_waiting
      -- | not_yours | out_of_stock. Old and new change in one transaction, or neither does.
      CREATE FUNCTION change_number(
        p_key uuid, p_old bigint, p_user bigint, p_now timestamptz, p_start integer, p_ask_timeout_ms integer,
        OUT kind text, OUT reservation_id bigint, OUT status reservation_status, OUT phone text,
        OUT route_id integer, OUT provider_id integer, OUT service_code text, OUT country_code text, OUT operator text,
        OUT max_cost bigint, OUT until timestamptz) LANGUAGE plpgsql SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
      DECLARE
        v_old reservations;
        v_next chosen_route;
      BEGIN
        v_old := lock_reservation(p_old);
        IF v_old.id IS NULL OR v_old.user_id <> p_user THEN kind := 'not_yours'; RETURN; END IF;
        SELECT r.id, r.status, r.phone, r.expires_at INTO reservation_id, status, phone, until
        FROM reservations r WHERE r.replaces_id = p_old;
        IF FOUND THEN kind := 'repeated'; RETURN; END IF;
        status := v_old.status;
        IF v_old.status <> 'WAITING_CODE' OR v_old.expires_at <= p_now THEN kind := 'not_waiting'; RETURN; END IF;
        IF v_old.cancelable_at > p_now THEN kind := 'too_early'; until := v_old.cancelable_at; RETURN; END IF;
        v_next := choose_route(v_old.offer_id, v_old.service_id, v_old.country_id, p_user, '{}', p_now, p_start,
          v_old.number_id);
        IF v_next.route_id IS NULL THEN kind := 'out_of_stock'; RETURN; END IF;
        PERFORM close_reservation(v_old, 'CANCELED', 'BUYER_CHANGED_NUMBER', p_now, 'USER', p_user::text, 2147483647, true);
        until := v_old.expires_at;
        reservation_id := insert_reservation(p_key, p_user, v_old.offer_id, v_old.service_id, v_old.country_id,
          v_old.price, v_next, p_old, p_now, until, p_ask_timeout_ms);
        kind := 'changed';
        status := CASE WHEN v_next.is_pool THEN 'WAITING_CODE' ELSE 'REQUESTED' END;
        phone := v_next.phone; route_id := v_next.route_id; provider_id := v_next.provider_id;
        service_code := v_next.service_code; country_code := v_next.country_code;
        operator := v_next.operator; max_cost := v_next.max_cost;
      END $$;

      -- One more completed use of a number; the last one deletes it at once, its buyer keeps it until the deadline.
      CREATE FUNCTION count_use(p_number bigint, p_max_uses integer, p_until timestamptz, p_now timestamptz)
        RETURNS void LANGUAGE sql AS $$
        UPDATE numbers SET
          usage_count = usage_count + 1, expiries_in_a_row = 0,
          status = (CASE WHEN status = 'DELETED' OR usage_count + 1 >= p_max_uses THEN 'DELETED' ELSE 'USED' END)::number_status,
          deleted_at = CASE WHEN status <> 'DELETED' AND usage_count + 1 >= p_max_uses THEN p_now ELSE deleted_at END,
          available_at = p_until
        WHERE id = p_number
      $$;

      -- A stored message meets its reservation. kind: captured | appended | late | too_late | already_applied.
      -- 'too_late' leaves the message an orphan.
      CREATE FUNCTION apply_message(
        p_message bigint, p_reservation bigint, p_code text, p_now timestamptz, p_max_uses integer,
        p_late_window_s integer, OUT kind text, OUT status reservation_status, OUT user_id bigint) LANGUAGE plpgsql SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
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
            PERFORM put_closure(v_row.provider_id, v_row.upstream_order_id, 'FINISH', v_row.expires_at, p_now);
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
        PERFORM put_notice('message:' || p_message, 0::smallint, v_row.user_id,
          CASE WHEN kind = 'late' THEN 'late_code' ELSE 'code_received' END,
          jsonb_build_object('messageId', p_message::text, 'reservationId', v_row.id::text), p_now);
      END $$;

      -- The buyer takes a late code at the old price: a reservation of its own, held and captured at once.
      -- kind: claimed | repeated | not_yours | too_late | insufficient_funds | banned.
      CREATE FUNCTION claim_late_code(
        p_key uuid, p_message bigint, p_user bigint, p_now timestamptz, p_max_uses integer, p_late_window_s integer,
        OUT kind text, OUT reservation_id bigint, OUT price bigint, OUT available bigint) LANGUAGE plpgsql SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
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
          origin, price, status, upstream_cost, expires_at, ended_at, claim_of_id, created_at)
        VALUES (p_key, p_user, v_old.offer_id, v_old.service_id, v_old.country_id, v_old.route_id, v_old.provider_id,
          v_old.number_id, v_old.phone, v_old.origin, v_old.price, 'COMPLETED', v_old.upstream_cost, p_now, p_now,
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
        UPDATE messages m SET status = 'APPLIED', reservation_id = claim_late_code.reservation_id, applied_at = p_now
        WHERE m.reservation_id = v_old.id AND m.status = 'LATE';
        PERFORM put_notice('claimed:' || p_message, 0::smallint, p_user, 'code_received',
          jsonb_build_object('messageId', p_message::text, 'reservationId', reservation_id::text), p_now);
        available := available - v_old.price;
        kind := 'claimed';
      END $$;

      -- Used numbers whose buyer's time is over go back to stock, on-demand ones to history. Returns how many.
      CREATE FUNCTION hand_back_numbers(p_now timestamptz, p_limit integer) RETURNS integer LANGUAGE sql SET enable_seqscan = off AS $$
        WITH due AS (
          SELECT id FROM numbers WHERE status = 'USED' AND available_at <= p_now
          ORDER BY available_at LIMIT p_limit FOR UPDATE SKIP LOCKED
        ), back AS (
          UPDATE numbers n SET
            status = (CASE WHEN n.origin = 'POOL' THEN 'AVAILABLE' ELSE 'DELETED' END)::number_status,
            deleted_at = CASE WHEN n.origin = 'POOL' THEN NULL ELSE p_now END,
            available_at = NULL, pick_key = floor(random() * 2147483647)::integer
          FROM due WHERE n.id = due.id RETURNING 1
        )
        SELECT count(*)::integer FROM back
      $$;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
