-- Numbers whose buyer's time or quarantine is over go back to stock, on-demand ones to history. Returns how many, at
-- most p_limit. Locks them with SKIP LOCKED.
CREATE OR REPLACE FUNCTION hand_back_numbers(p_now timestamptz, p_limit integer)
  RETURNS integer LANGUAGE sql SET enable_seqscan = off AS $$
  WITH due AS (
    SELECT id FROM numbers WHERE status IN ('USED', 'QUARANTINED') AND available_at <= p_now
    ORDER BY available_at LIMIT p_limit FOR UPDATE SKIP LOCKED
  ), back AS (
    UPDATE numbers n SET
      status = (CASE WHEN n.origin = 'POOL' THEN 'AVAILABLE' ELSE 'DELETED' END)::number_status,
      deleted_at = CASE WHEN n.origin = 'POOL' THEN NULL ELSE p_now END,
      available_at = NULL, pick_key = floor(random() * 2147483647)::integer
    FROM due WHERE n.id = due.id RETURNING 1
  )
  SELECT count(*)::integer FROM back
$$;
