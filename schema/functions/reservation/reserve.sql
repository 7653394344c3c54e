-- Reserves a number. kind: reserved | repeated | key_conflict | offer_gone | price_changed | banned | paused |
-- too_many_open | insufficient_funds | out_of_stock. Only 'reserved' changed anything: the number is taken, the
-- reservation stands, the price is held. status is WAITING_CODE with a number from the pool, REQUESTED where a supplier
-- has to be asked. p_with_promo: the buyer was shown the price by the promo code that they chose, and so it is sold; its
-- use is taken with the hold. price: what quote_offer says now; promo_code, promo_says: of that promo code. Locks the
-- wallet, the promo code, then the reservation's number with SKIP LOCKED: nobody who holds a promo code waits for a
-- number. p_start: where to begin in the pool, at random.
CREATE OR REPLACE FUNCTION reserve(
  p_key uuid, p_user bigint, p_offer integer, p_price bigint, p_now timestamptz, p_start integer,
  p_max_open integer, p_ask_timeout_ms integer, p_with_promo boolean,
  OUT kind text, OUT reservation_id bigint, OUT status reservation_status, OUT phone text,
  OUT price bigint, OUT available bigint, OUT until timestamptz, OUT promo_code text, OUT promo_says text)
  LANGUAGE plpgsql SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  v record;
  v_wallet record;
  v_buyer record;
  v_old record;
  v_route chosen_route;
  v_list_price bigint;
  v_promo integer;
BEGIN
  -- The offer with its best route, kept ready beside it: most buyers get that one.
  SELECT o.id AS offer_id, o.service_id, o.country_id, o.price, o.timeout_s, o.is_active AND o.is_available AS is_open,
    o.best_route_id AS route_id, o.best_provider_id AS provider_id, o.best_is_pool AS is_pool,
    p.paused_until > p_now AS is_paused INTO v
  FROM offers o LEFT JOIN providers p ON p.id = o.best_provider_id WHERE o.id = p_offer;
  -- The lock lets one act of a user through at a time. They are read behind it, by a statement of its own: in one with
  -- the lock they would be as they were before the wait.
  SELECT w.available, w.open_holds INTO v_wallet FROM wallets w WHERE w.user_id = p_user FOR UPDATE;
  SELECT u.is_banned, u.buying_paused_until, x.code_id INTO v_buyer
  FROM users u LEFT JOIN promo_choices x ON x.user_id = u.id AND p_with_promo WHERE u.id = p_user;
  price := v.price;
  IF v_buyer.code_id IS NOT NULL THEN
    PERFORM 1 FROM promo_codes c WHERE c.id = v_buyer.code_id FOR NO KEY UPDATE;
    SELECT q.price, q.promo_id, q.promo_code, q.promo_says, CASE WHEN q.promo_id IS NOT NULL THEN q.list_price END
      INTO price, v_promo, promo_code, promo_says, v_list_price
    FROM quote_offer(p_user, p_offer, true, p_now) q;
  END IF;
  available := v_wallet.available;
  kind := CASE
    WHEN v.is_open IS DISTINCT FROM true THEN 'offer_gone'
    WHEN price <> p_price THEN 'price_changed'
    WHEN v_buyer.is_banned IS DISTINCT FROM false THEN 'banned'
    WHEN v_buyer.buying_paused_until > p_now THEN 'paused'
    WHEN v_wallet.available < price THEN 'insufficient_funds'
    -- Orders by keys have a limit of their own.
    WHEN v_wallet.open_holds >= p_max_open AND v_wallet.open_holds - open_resale_orders(p_user) >= p_max_open
      THEN 'too_many_open'
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
        price, v_list_price, v_promo, v_route, NULL, p_now, until, p_ask_timeout_ms);
      IF v_promo IS NOT NULL THEN
        PERFORM take_promo_use(v_promo, p_user, reservation_id, v_list_price - price, false, p_now);
      END IF;
      kind := 'reserved';
      status := CASE WHEN v_route.is_pool THEN 'WAITING_CODE' ELSE 'REQUESTED' END;
      phone := v_route.phone;
      available := available - price;
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
