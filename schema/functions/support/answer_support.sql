-- An operator's answer, on its way to the buyer in the same transaction. kind: answered | repeated | key_conflict |
-- not_found | closed (open it again first) | overtaken (another operator answered after p_seen, the last message that
-- this one saw). What the buyer wrote after p_seen waits on. Locks the thread.
CREATE OR REPLACE FUNCTION answer_support(
  p_key text, p_thread bigint, p_text text, p_actor_type actor_type, p_actor_id text, p_seen bigint, p_now timestamptz,
  OUT kind text, OUT message_id bigint) LANGUAGE plpgsql AS $$
DECLARE
  v support_threads;
  v_old support_messages;
BEGIN
  SELECT * INTO v FROM support_threads t WHERE t.id = p_thread FOR UPDATE;
  SELECT * INTO v_old FROM support_messages m WHERE m.key = p_key;
  kind := CASE
    WHEN v_old.thread_id = p_thread AND v_old.text = p_text THEN 'repeated'
    WHEN v_old.id IS NOT NULL THEN 'key_conflict'
    WHEN v.id IS NULL THEN 'not_found'
    WHEN v.state = 'CLOSED' THEN 'closed'
    WHEN EXISTS (SELECT 1 FROM support_messages m
      WHERE m.thread_id = p_thread AND m.id > p_seen AND m.writer = 'OPERATOR') THEN 'overtaken'
  END;
  IF kind = 'repeated' THEN message_id := v_old.id; END IF;
  IF kind IS NOT NULL THEN RETURN; END IF;
  INSERT INTO support_messages (thread_id, key, writer, actor_type, actor_id, text, created_at)
  VALUES (p_thread, p_key, 'OPERATOR', p_actor_type, p_actor_id, p_text, p_now)
  ON CONFLICT ON CONSTRAINT support_messages_key_key DO NOTHING RETURNING id INTO message_id;
  IF message_id IS NULL THEN kind := 'key_conflict'; RETURN; END IF;
  UPDATE support_threads t SET last_message_id = message_id, last_at = p_now, waiting_since = (
    SELECT min(m.created_at) FROM support_messages m
    WHERE m.thread_id = p_thread AND m.writer = 'BUYER' AND m.id > p_seen)
  WHERE t.id = p_thread;
  PERFORM put_notice('support:' || message_id, 1::smallint, v.user_id, 'support_answer',
    jsonb_build_object('messageId', message_id::text), p_now);
  kind := 'answered';
END $$;
