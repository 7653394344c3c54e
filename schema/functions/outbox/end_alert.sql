-- A trouble is over: takes it off and, when somebody was told of it, tells these people so, once. Returns whether it
-- stood.
CREATE OR REPLACE FUNCTION end_alert(p_key text, p_people bigint[], p_now timestamptz)
  RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  v_alert operator_alerts;
BEGIN
  DELETE FROM operator_alerts WHERE key = p_key RETURNING * INTO v_alert;
  IF NOT FOUND THEN RETURN false; END IF;
  IF v_alert.told_at IS NULL THEN RETURN true; END IF;
  PERFORM tell_operators('alert-over:' || p_key || ':' || extract(epoch FROM v_alert.told_at), p_people,
    jsonb_build_object('alert', v_alert.kind, 'facts', v_alert.facts, 'key', p_key, 'since', v_alert.first_at), p_now);
  RETURN true;
END $$;
