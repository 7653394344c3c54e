-- Another number for the same money and the same deadline. kind: changed | repeated | too_early | not_waiting |
-- not_yours | out_of_stock. Old and new change in one transaction, or neither does. An order by a key goes with the
-- new one. Locks wallet, reservation, numbers.
CREATE OR REPLACE FUNCTION change_number(
  p_key uuid, p_old bigint, p_user bigint, p_now timestamptz, p_start integer, p_ask_timeout_ms integer,
  OUT kind text, OUT reservation_id bigint, OUT status reservation_status, OUT phone text,
  OUT route_id integer, OUT provider_id integer, OUT service_code text, OUT country_code text, OUT operator text,
  OUT max_cost bigint, OUT until timestamptz)
  LANGUAGE plpgsql SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
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
END $$;
