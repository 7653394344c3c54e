-- Opens a reservation and holds its price. p_list_price, p_promo: what it was before a discount, and by which promo code;
-- null: none. p_resale_key: the key that it was ordered by; p_tried: routes that are not to be asked. Returns its id. Raises
-- unique_violation when the key was used before: whoever asks then reads what that was. The wallet is locked by the
-- transfer, if it is not yet.
CREATE OR REPLACE FUNCTION insert_reservation(
  p_key uuid, p_user bigint, p_offer integer, p_service integer, p_country integer, p_price bigint,
  p_list_price bigint, p_promo integer,
  p_route chosen_route, p_replaces bigint, p_now timestamptz, p_expires timestamptz, p_ask_timeout_ms integer,
  p_resale_key integer DEFAULT NULL, p_tried integer[] DEFAULT '{}')
  RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v_id bigint;
BEGIN
  INSERT INTO reservations (key, user_id, offer_id, service_id, country_id, route_id, provider_id, number_id, phone,
    origin, price, list_price, promo_id, status, reconcile_at, expires_at, replaces_id, resale_key_id, tried_routes,
    created_at)
  VALUES (p_key, p_user, p_offer, p_service, p_country, p_route.route_id, p_route.provider_id, p_route.number_id,
    p_route.phone, (CASE WHEN p_route.is_pool THEN 'POOL' ELSE 'ON_DEMAND' END)::number_origin, p_price, p_list_price, p_promo,
    (CASE WHEN p_route.is_pool THEN 'WAITING_CODE' ELSE 'REQUESTED' END)::reservation_status,
    CASE WHEN NOT p_route.is_pool THEN p_now + make_interval(secs => p_ask_timeout_ms / 1000.0) END,
    p_expires, p_replaces, p_resale_key, p_tried, p_now)
  RETURNING id INTO v_id;
  INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, reservation_id,
    actor_type, actor_id, created_at)
  VALUES ('hold:' || v_id, 'HOLD', 'AVAILABLE', 'HELD', p_price, p_user, v_id, 'USER', p_user::text, p_now);
  RETURN v_id;
END $$;
