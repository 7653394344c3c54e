-- What a key spends on the day (UTC) of p_at: prices held or taken of the orders that were made on it. What was given
-- back since counts no more.
CREATE OR REPLACE FUNCTION spent_of_day(p_resale_key integer, p_at timestamptz) RETURNS bigint
  LANGUAGE sql STABLE AS $$
  SELECT COALESCE(sum(r.price), 0)::bigint FROM resale_orders o JOIN reservations r ON r.id = o.reservation_id
  WHERE o.key_id = p_resale_key AND o.created_at >= date_trunc('day', p_at, 'UTC')
    AND o.created_at < date_trunc('day', p_at, 'UTC') + interval '1 day'
    AND r.status NOT IN ('CANCELED', 'EXPIRED')
$$;
