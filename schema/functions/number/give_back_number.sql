-- A number leaves an ended reservation. Pool: back to stock, unless its service was deleted meanwhile or it expired too
-- often in a row: then it rests for a while, where the shop is set to that, or is deleted. On demand: to history. Locks
-- the number.
CREATE OR REPLACE FUNCTION give_back_number(
  p_number bigint, p_expired boolean, p_max_expiries integer, p_now timestamptz)
  RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v record;
  v_expiries integer;
  v_status number_status := 'AVAILABLE';
  v_rest_until timestamptz;
  v_deletion bigint;
BEGIN
  SELECT n.id, n.origin, n.expiries_in_a_row, n.service_id, s.deleted_at IS NOT NULL AS is_service_gone INTO v
  FROM numbers n JOIN services s ON s.id = n.service_id
  WHERE n.id = p_number AND n.status = 'RESERVED' FOR UPDATE OF n;
  IF NOT FOUND THEN RETURN; END IF;
  v_expiries := v.expiries_in_a_row + CASE WHEN p_expired THEN 1 ELSE 0 END;
  IF v.is_service_gone THEN
    v_status := 'DELETED';
    SELECT max(d.id) INTO v_deletion FROM number_deletions d WHERE d.service_id = v.service_id;
  ELSIF v.origin = 'ON_DEMAND' OR (p_expired AND v_expiries >= p_max_expiries) THEN
    v_status := 'DELETED';
  ELSIF p_expired THEN
    SELECT p_now + make_interval(hours => COALESCE(max(x.value) FILTER (WHERE x.key = 'quarantineHours'), 24)),
      CASE WHEN v_expiries >= max(x.value) FILTER (WHERE x.key = 'quarantineAfterExpiries' AND x.value > 0)
        THEN 'QUARANTINED' ELSE 'AVAILABLE' END
    INTO v_rest_until, v_status
    FROM (SELECT s.key, (s.value #>> '{}')::numeric::integer AS value FROM settings s
          WHERE s.key IN ('quarantineAfterExpiries', 'quarantineHours') AND jsonb_typeof(s.value) = 'number') x;
  END IF;
  UPDATE numbers n SET status = v_status, expiries_in_a_row = v_expiries, deletion_id = v_deletion,
    deleted_at = CASE WHEN v_status = 'DELETED' THEN p_now END,
    available_at = CASE WHEN v_status = 'QUARANTINED' THEN v_rest_until END,
    pick_key = floor(random() * 2147483647)::integer
  WHERE n.id = p_number;
END $$;
