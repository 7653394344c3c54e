-- Puts a notice about a trouble for each of these people whom the bot knows, once for each key and person.
CREATE OR REPLACE FUNCTION tell_operators(p_key text, p_people bigint[], p_payload jsonb, p_now timestamptz)
  RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_person record;
BEGIN
  FOR v_person IN SELECT u.id FROM users u WHERE u.telegram_id = ANY (p_people) ORDER BY u.id LOOP
    PERFORM put_notice(p_key || ':' || v_person.id, 1::smallint, v_person.id, 'operator_alert', p_payload, p_now);
  END LOOP;
END $$;
