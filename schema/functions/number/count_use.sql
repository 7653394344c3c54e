-- One more completed use of a number; the last one deletes it at once and for good, its buyer keeps it until the
-- deadline.
CREATE OR REPLACE FUNCTION count_use(p_number bigint, p_max_uses integer, p_until timestamptz, p_now timestamptz)
  RETURNS void LANGUAGE sql AS $$
  UPDATE numbers SET
    usage_count = usage_count + 1, expiries_in_a_row = 0,
    status = (CASE WHEN status = 'DELETED' OR usage_count + 1 >= p_max_uses THEN 'DELETED'
      ELSE 'USED' END)::number_status,
    deleted_at = CASE WHEN status <> 'DELETED' AND usage_count + 1 >= p_max_uses THEN p_now ELSE deleted_at END,
    -- Worn out it does not come back when the deletion of its service is undone.
    deletion_id = CASE WHEN usage_count + 1 >= p_max_uses THEN NULL ELSE deletion_id END,
    available_at = p_until
  WHERE id = p_number
$$;
