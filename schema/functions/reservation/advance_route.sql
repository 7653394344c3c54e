-- The route asked did not sell. kind: next_route | from_pool | canceled | not_asking. A sold-out route is noted as
-- such. Locks wallet, reservation, number.
CREATE OR REPLACE FUNCTION advance_route(
  p_id bigint, p_route integer, p_reason text, p_now timestamptz, p_start integer, p_ask_timeout_ms integer,
  p_notify boolean,
  OUT kind text, OUT status reservation_status, OUT phone text, OUT route_id integer, OUT provider_id integer,
  OUT service_code text, OUT country_code text, OUT operator text, OUT max_cost bigint)
  LANGUAGE plpgsql SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
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
END $$;
