-- Calls that one key of a supplier allows, counted for all processes of a shop together. Takes so many tokens in a row,
-- if the first may be used within p_patience_ms. A token is due at an instant and may be used up to p_saved_ms before
-- it; tokens are p_gap_ms apart. Times are in ms from now; o_due_in_ms null: none was taken. Locks the key's row.
CREATE OR REPLACE FUNCTION take_tokens(
  p_fingerprint bytea, p_gap_ms float8, p_saved_ms float8, p_count integer, p_patience_ms float8, p_now timestamptz,
  OUT o_due_in_ms float8, OUT o_starts_in_ms float8) LANGUAGE plpgsql AS $$
DECLARE
  v_row rate_limits;
  v_now timestamptz;
  v_starts timestamptz;
  v_due timestamptz;
BEGIN
  INSERT INTO rate_limits (fingerprint, paid_off_at) VALUES (p_fingerprint, '-infinity') ON CONFLICT DO NOTHING;
  SELECT * INTO v_row FROM rate_limits b WHERE b.fingerprint = p_fingerprint FOR UPDATE;
  -- Behind the lock, since it may have been waited for.
  v_now := COALESCE(p_now, clock_timestamp());
  v_starts := GREATEST(v_now, v_row.quiet_until, v_row.paid_off_at - make_interval(secs => p_saved_ms / 1000));
  o_starts_in_ms := extract(epoch FROM v_starts - v_now) * 1000;
  IF o_starts_in_ms > p_patience_ms THEN RETURN; END IF;
  v_due := GREATEST(v_row.paid_off_at, v_starts);
  o_due_in_ms := extract(epoch FROM v_due - v_now) * 1000;
  UPDATE rate_limits b SET paid_off_at = v_due + make_interval(secs => p_gap_ms * p_count / 1000)
  WHERE b.fingerprint = p_fingerprint;
END $$;
