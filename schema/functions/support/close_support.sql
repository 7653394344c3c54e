-- Ends a thread, by an operator or by its buyer (p_user). kind: closed | already_closed | not_found | overtaken (the
-- buyer wrote after p_seen, the last message that the operator saw). A buyer is told of what an operator did. Locks the
-- thread.
CREATE OR REPLACE FUNCTION close_support(
  p_thread bigint, p_user bigint, p_actor_type actor_type, p_seen bigint, p_now timestamptz, OUT kind text)
  LANGUAGE plpgsql AS $$
DECLARE
  v support_threads;
BEGIN
  SELECT * INTO v FROM support_threads t
  WHERE t.id = p_thread AND t.user_id = COALESCE(p_user, t.user_id) FOR UPDATE;
  kind := CASE
    WHEN v.id IS NULL THEN 'not_found'
    WHEN v.state = 'CLOSED' THEN 'already_closed'
    WHEN EXISTS (SELECT 1 FROM support_messages m WHERE m.thread_id = p_thread AND m.id > p_seen AND m.writer = 'BUYER')
      THEN 'overtaken'
  END;
  IF kind IS NOT NULL THEN RETURN; END IF;
  UPDATE support_threads t SET state = 'CLOSED', waiting_since = NULL, closed_at = p_now, closed_by = p_actor_type
  WHERE t.id = p_thread;
  IF p_user IS NULL THEN
    PERFORM put_notice('support-closed:' || p_thread || ':' || v.last_message_id, 1::smallint, v.user_id,
      'support_closed', jsonb_build_object('threadId', p_thread::text), p_now);
  END IF;
  kind := 'closed';
END $$;
