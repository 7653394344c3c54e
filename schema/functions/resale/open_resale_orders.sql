-- How many of a user's open reservations were bought by keys. The chat's limit and that of keys do not count each
-- other's.
CREATE OR REPLACE FUNCTION open_resale_orders(p_user bigint) RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT count(*)::integer FROM reservations r
  WHERE r.user_id = p_user AND r.status IN ('REQUESTED', 'WAITING_CODE', 'CANCEL_PENDING')
    AND r.resale_key_id IS NOT NULL
$$;
