-- An order by a key: a reservation, and its row in resale_orders. kind: placed | repeated | order_conflict | key_ended
-- | no_such_offer | wrong_operator | too_dear | banned | paused | no_balance | daily_cap | too_many_open | no_numbers.
-- Only 'placed' changed anything. Nothing is bought twice under one p_order_id of one key: `resale_orders_once`
-- forbids it, and behind the wallet's lock the second one reads what the first one did. An order that ended without
-- ever having had a number lets go of its name, so that it can be tried again. All that a key may spend is counted
-- behind that lock as well. p_operators in small letters; null: any. p_max_price null: any price; p_is_fixed: exactly
-- that one. Locks the wallet, then the reservation's number with SKIP LOCKED.
CREATE OR REPLACE FUNCTION place_resale_order(
  p_key uuid, p_resale_key integer, p_user bigint, p_service integer, p_country integer, p_max_price bigint,
  p_is_fixed boolean, p_operators text[], p_avoid text[], p_order_id text, p_input_hash bytea, p_end_customer text,
  p_ref text, p_webhook text, p_now timestamptz, p_start integer, p_max_open integer, p_ask_timeout_ms integer,
  OUT kind text, OUT placed_id integer, OUT reservation_id bigint, OUT status reservation_status, OUT price bigint,
  OUT until timestamptz, OUT phone text)
  LANGUAGE plpgsql SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  v_offer record;
  v_wallet record;
  v_buyer record;
  v_key record;
  v_old record;
  v_left integer[] := '{}';
  v_route chosen_route;
BEGIN
  -- The lock lets one act of a user through at a time; what follows is read behind it.
  SELECT w.available, w.open_holds INTO v_wallet FROM wallets w WHERE w.user_id = p_user FOR UPDATE;

  IF p_order_id IS NOT NULL THEN
    SELECT o.id, o.input_hash, r.id AS reservation_id, r.status, r.price, r.expires_at, r.phone,
      r.status = 'CANCELED' AND r.phone IS NULL AS is_void INTO v_old
    FROM resale_orders o LEFT JOIN reservations r ON r.id = o.reservation_id
    WHERE o.key_id = p_resale_key AND o.order_id = p_order_id;
    IF v_old.is_void THEN
      UPDATE resale_orders o SET order_id = NULL WHERE o.id = v_old.id;
    ELSIF v_old.id IS NOT NULL THEN
      kind := CASE WHEN v_old.input_hash = p_input_hash THEN 'repeated' ELSE 'order_conflict' END;
      placed_id := v_old.id; reservation_id := v_old.reservation_id; status := v_old.status;
      price := v_old.price; until := v_old.expires_at; phone := v_old.phone;
      RETURN;
    END IF;
  END IF;

  SELECT k.user_id, k.scopes, k.daily_cap, k.price_group_id INTO v_key FROM resale_keys k
  WHERE k.id = p_resale_key AND k.user_id = p_user AND k.revoked_at IS NULL
    AND (k.expires_at IS NULL OR k.expires_at > p_now);
  IF NOT FOUND THEN kind := 'key_ended'; RETURN; END IF;

  SELECT o.id, o.service_id, o.country_id, o.timeout_s, o.is_active AND o.is_available AS is_open,
    o.price AS list_price, CASE WHEN v_key.price_group_id IS NULL THEN o.price
      ELSE (quote_offer(p_user, o.id, false, p_now, v_key.price_group_id)).price END AS price
    INTO v_offer
  FROM offers o WHERE o.service_id = p_service AND o.country_id = p_country;
  SELECT u.is_banned, u.buying_paused_until INTO v_buyer FROM users u WHERE u.id = p_user;
  price := v_offer.price;
  kind := CASE
    WHEN v_offer.is_open IS DISTINCT FROM true THEN 'no_such_offer'
    WHEN v_buyer.is_banned IS DISTINCT FROM false THEN 'banned'
    WHEN v_buyer.buying_paused_until > p_now THEN 'paused'
    WHEN v_offer.price > p_max_price OR (p_is_fixed AND v_offer.price <> p_max_price) THEN 'too_dear'
    WHEN v_wallet.available < v_offer.price THEN 'no_balance'
    WHEN v_wallet.open_holds >= p_max_open AND open_resale_orders(p_user) >= p_max_open THEN 'too_many_open'
    WHEN CASE WHEN v_key.daily_cap IS NOT NULL
      THEN spent_of_day(p_resale_key, p_now) + v_offer.price > v_key.daily_cap END
      THEN 'daily_cap'
  END;
  IF kind = 'paused' THEN until := v_buyer.buying_paused_until; END IF;
  IF kind IS NOT NULL THEN RETURN; END IF;

  IF p_operators IS NOT NULL THEN
    IF NOT EXISTS (SELECT 1 FROM routes r JOIN offers o ON o.id = r.offer_id
        WHERE o.country_id = p_country AND lower(r.operator) = ANY (p_operators)) THEN
      kind := 'wrong_operator'; RETURN;
    END IF;
    v_left := routes_without(v_offer.id, p_operators);
  END IF;
  v_route := choose_route(v_offer.id, p_service, p_country, p_user, v_left, p_now, p_start, NULL, p_avoid);
  IF v_route.route_id IS NULL THEN kind := 'no_numbers'; RETURN; END IF;

  until := p_now + make_interval(secs => v_offer.timeout_s);
  reservation_id := insert_reservation(p_key, p_user, v_offer.id, p_service, p_country, v_offer.price,
    CASE WHEN v_offer.list_price > v_offer.price THEN v_offer.list_price END, NULL, v_route, NULL, p_now,
    until, p_ask_timeout_ms, p_resale_key, v_left);
  INSERT INTO resale_orders (key_id, user_id, reservation_id, order_id, input_hash, end_customer, ref,
    webhook_url, operators, avoid_prefixes, daily_cap, created_at)
  VALUES (p_resale_key, p_user, place_resale_order.reservation_id, p_order_id, p_input_hash, p_end_customer, p_ref,
    p_webhook, p_operators, p_avoid, v_key.daily_cap, p_now)
  RETURNING id INTO placed_id;
  kind := 'placed';
  status := CASE WHEN v_route.is_pool THEN 'WAITING_CODE' ELSE 'REQUESTED' END;
  phone := v_route.phone;
END $$;
