-- An operator opens a closed thread again. kind: reopened | already_open | not_found | another_open (about the same
-- thing, see support_threads_open_once). Locks the thread.
CREATE OR REPLACE FUNCTION reopen_support(p_thread bigint, OUT kind text) LANGUAGE plpgsql AS $$
DECLARE
  v support_threads;
BEGIN
  SELECT * INTO v FROM support_threads t WHERE t.id = p_thread FOR UPDATE;
  kind := CASE WHEN v.id IS NULL THEN 'not_found' WHEN v.state = 'OPEN' THEN 'already_open' END;
  IF kind IS NOT NULL THEN RETURN; END IF;
  BEGIN
    UPDATE support_threads t SET state = 'OPEN', closed_at = NULL, closed_by = NULL WHERE t.id = p_thread;
    kind := 'reopened';
  EXCEPTION WHEN unique_violation THEN
    kind := 'another_open';
  END;
END $$;
