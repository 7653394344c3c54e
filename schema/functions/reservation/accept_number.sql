-- The supplier gave a number. kind: accepted | too_late | number_taken | order_owned (another purchase of unknown
-- outcome was faster) | number_spent (used too often, dead, or this user completed with it before, or it begins as an
-- order by a key says that it must not). Only an accepted order is kept; any other one that nobody owns is handed to
-- closing. Remembers when the number came and what the supplier named as its price. Locks wallet, reservation, number.
CREATE OR REPLACE FUNCTION accept_number(
  p_id bigint, p_route integer, p_order text, p_phone text, p_cost bigint, p_now timestamptz,
  p_cancelable timestamptz, p_expires timestamptz, p_max_uses integer, p_max_expiries integer,
  p_charged bigint DEFAULT NULL, p_currency text DEFAULT NULL,
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
  ELSIF v_row.resale_key_id IS NOT NULL AND EXISTS (SELECT 1 FROM resale_orders o, unnest(o.avoid_prefixes) a
      WHERE o.reservation_id = p_id AND starts_with(p_phone, a)) THEN
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
      PERFORM put_upstream_order_end(v_provider, p_order, 'CANCEL', v_cancelable, p_now);
    ELSIF kind = 'number_taken' THEN
      kind := 'order_owned';
    END IF;
    RETURN;
  END IF;
  UPDATE reservations r SET status = 'WAITING_CODE', number_id = v_number, phone = p_phone,
    upstream_order_id = p_order, upstream_cost = p_cost, upstream_charged = p_charged,
    upstream_currency = p_currency, numbered_at = p_now, cancelable_at = v_cancelable, reconcile_at = NULL,
    absent_at = NULL, expires_at = COALESCE(LEAST(r.expires_at, p_expires), r.expires_at)
  WHERE r.id = p_id RETURNING r.status, r.expires_at INTO status, until;
  kind := 'accepted';
END $$;
