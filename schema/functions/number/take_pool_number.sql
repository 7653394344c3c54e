-- Takes one number of a pool for a user: never one that they completed with, never p_not, never one that begins as
-- p_avoid says, never one that is being taken. Begins at p_start, so that buyers neither meet at one row nor wade
-- through sold ones. Null: there is none. Locks the number with SKIP LOCKED.
CREATE OR REPLACE FUNCTION take_pool_number(
  p_provider integer, p_service integer, p_country integer, p_user bigint, p_start integer, p_not bigint,
  p_avoid text[] DEFAULT NULL, OUT o_id bigint, OUT o_phone text) LANGUAGE plpgsql AS $$
BEGIN
  UPDATE numbers SET status = 'RESERVED' WHERE id = (
    SELECT n.id FROM numbers n
    WHERE n.provider_id = p_provider AND n.service_id = p_service AND n.country_id = p_country
      AND n.status = 'AVAILABLE' AND n.pick_key >= p_start AND n.id IS DISTINCT FROM p_not
      AND (p_avoid IS NULL OR NOT EXISTS (SELECT 1 FROM unnest(p_avoid) a WHERE starts_with(n.phone, a)))
      AND NOT EXISTS (SELECT 1 FROM reservations r
                      WHERE r.user_id = p_user AND r.number_id = n.id AND r.status = 'COMPLETED')
    ORDER BY n.pick_key LIMIT 1 FOR UPDATE OF n SKIP LOCKED)
  RETURNING id, phone INTO o_id, o_phone;
  IF FOUND THEN RETURN; END IF;
  UPDATE numbers SET status = 'RESERVED' WHERE id = (
    SELECT n.id FROM numbers n
    WHERE n.provider_id = p_provider AND n.service_id = p_service AND n.country_id = p_country
      AND n.status = 'AVAILABLE' AND n.pick_key < p_start AND n.id IS DISTINCT FROM p_not
      AND (p_avoid IS NULL OR NOT EXISTS (SELECT 1 FROM unnest(p_avoid) a WHERE starts_with(n.phone, a)))
      AND NOT EXISTS (SELECT 1 FROM reservations r
                      WHERE r.user_id = p_user AND r.number_id = n.id AND r.status = 'COMPLETED')
    ORDER BY n.pick_key LIMIT 1 FOR UPDATE OF n SKIP LOCKED)
  RETURNING id, phone INTO o_id, o_phone;
END $$;
