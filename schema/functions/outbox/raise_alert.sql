-- Notes a trouble, and tells the given people of it unless they were told within p_every_s seconds. Returns whether it
-- told now. The row's lock makes two that raise it at once tell it once.
CREATE OR REPLACE FUNCTION raise_alert(
  p_key text, p_kind text, p_facts jsonb, p_every_s integer, p_people bigint[], p_now timestamptz)
  RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  v_alert operator_alerts;
BEGIN
  INSERT INTO operator_alerts (key, kind, facts, first_at, last_at, count)
  VALUES (p_key, p_kind, p_facts, p_now, p_now, 1)
  ON CONFLICT (key) DO UPDATE SET kind = EXCLUDED.kind, facts = EXCLUDED.facts, last_at = EXCLUDED.last_at,
    count = operator_alerts.count + 1
  RETURNING * INTO v_alert;
  IF v_alert.told_at > p_now - make_interval(secs => p_every_s) THEN RETURN false; END IF;
  UPDATE operator_alerts SET told_at = p_now WHERE key = p_key;
  PERFORM tell_operators('alert:' || p_key || ':' || extract(epoch FROM p_now), p_people,
    jsonb_build_object('alert', p_kind, 'facts', p_facts, 'key', p_key), p_now);
  RETURN true;
END $$;
