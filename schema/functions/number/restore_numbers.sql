-- One step of an undo. kind: more | done | not_restoring. What is still its last buyer's is so again; nothing comes
-- back into a service that was deleted since. Locks the deletion, then its numbers.
CREATE OR REPLACE FUNCTION restore_numbers(
  p_deletion bigint, p_window bigint, p_now timestamptz, OUT kind text, OUT restored integer)
  LANGUAGE plpgsql AS $$
DECLARE
  v number_deletions;
BEGIN
  SELECT * INTO v FROM number_deletions d WHERE d.id = p_deletion FOR UPDATE;
  restored := 0;
  IF v.state IS DISTINCT FROM 'RESTORING' THEN kind := 'not_restoring'; RETURN; END IF;
  WITH back AS (
    UPDATE numbers n SET
      status = (CASE WHEN n.available_at IS NULL OR n.available_at <= p_now THEN 'AVAILABLE'
                WHEN n.expiries_in_a_row > 0 THEN 'QUARANTINED' ELSE 'USED' END)::number_status,
      available_at = CASE WHEN n.available_at > p_now THEN n.available_at END,
      deleted_at = NULL, deletion_id = NULL, pick_key = floor(random() * 2147483647)::integer
    WHERE n.id > v.position AND n.id <= v.position + p_window
      AND n.deletion_id = p_deletion AND n.status = 'DELETED'
      AND (n.origin = 'POOL' OR n.available_at > p_now)
      AND NOT EXISTS (SELECT 1 FROM services s WHERE s.id = n.service_id AND s.deleted_at IS NOT NULL)
    RETURNING 1
  )
  SELECT count(*)::integer INTO restored FROM back;
  kind := 'more';
  v.position := v.position + p_window;
  IF v.position >= COALESCE((SELECT max(id) FROM numbers), 0) THEN kind := 'done'; v.position := 0; END IF;
  UPDATE number_deletions d SET position = v.position, restored = d.restored + restore_numbers.restored,
    state = CASE WHEN kind = 'done' THEN 'RESTORED' ELSE d.state END
  WHERE d.id = p_deletion;
END $$;
