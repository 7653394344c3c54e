-- The buyer takes a late code at the old price: a reservation of its own, held and captured at once. kind: claimed |
-- repeated | not_yours | too_late | insufficient_funds | banned. A discount that was agreed stands, also when its promo code
-- is used up by now. Locks wallet, reservation, message, number, promo code.
CREATE OR REPLACE FUNCTION claim_late_code(
  p_key uuid, p_message bigint, p_user bigint, p_now timestamptz, p_max_uses integer, p_late_window_s integer,
  OUT kind text, OUT reservation_id bigint, OUT price bigint, OUT available bigint)
  LANGUAGE plpgsql SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
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
    v_old.number_id, v_old.phone, v_old.origin, v_old.price, v_old.list_price, v_old.promo_id, 'COMPLETED', v_old.upstream_cost, p_now, p_now,
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
END $$;
