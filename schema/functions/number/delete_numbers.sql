-- One step of a deletion: the numbers whose ids lie in the next window. kind: more | wait | done | not_deleting. A
-- service's deletion goes through twice, the second time once nobody can still be reserving by what they read before.
-- Locks the deletion, then numbers with SKIP LOCKED.
CREATE OR REPLACE FUNCTION delete_numbers(
  p_deletion bigint, p_window bigint, p_settled_s integer, p_now timestamptz, OUT kind text, OUT deleted integer)
  LANGUAGE plpgsql AS $$
DECLARE
  v number_deletions;
BEGIN
  SELECT * INTO v FROM number_deletions d WHERE d.id = p_deletion FOR UPDATE;
  deleted := 0;
  IF v.state IS DISTINCT FROM 'DELETING' THEN kind := 'not_deleting'; RETURN; END IF;
  IF v.reason = 'SERVICE' AND v.passes = 1 AND p_now < v.created_at + make_interval(secs => p_settled_s) THEN
    kind := 'wait'; RETURN;
  END IF;
  WITH doomed AS (
    SELECT n.id FROM numbers n
    WHERE n.id > v.position AND n.id <= v.position + p_window
      AND CASE v.reason
        WHEN 'SERVICE' THEN n.service_id = v.service_id AND n.status IN ('AVAILABLE', 'QUARANTINED', 'USED')
        ELSE n.status IN ('AVAILABLE', 'QUARANTINED') AND number_fits(n, v.filter) END
    FOR UPDATE OF n SKIP LOCKED
  ), gone AS (
    UPDATE numbers n SET status = 'DELETED', deleted_at = p_now, deletion_id = p_deletion
    FROM doomed WHERE n.id = doomed.id RETURNING 1
  )
  SELECT count(*)::integer INTO deleted FROM gone;
  kind := 'more';
  v.position := v.position + p_window;
  IF v.position >= COALESCE((SELECT max(id) FROM numbers), 0) THEN
    v.passes := v.passes + 1;
    v.position := 0;
    kind := CASE WHEN v.reason = 'SERVICE' AND v.passes < 2 THEN 'wait' ELSE 'done' END;
  END IF;
  UPDATE number_deletions d SET position = v.position, passes = v.passes, deleted = d.deleted + delete_numbers.deleted,
    state = CASE WHEN kind = 'done' THEN 'DELETED' ELSE d.state END
  WHERE d.id = p_deletion;
END $$;
