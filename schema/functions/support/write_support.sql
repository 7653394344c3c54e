-- A buyer's words: into a thread of theirs (p_thread), else into the open one about the same thing, else into a new
-- one. A closed thread is open again by them. kind: opened | added | repeated | gone (nothing of theirs) | banned
-- (only payments are heard then) | too_many_open | too_many_an_hour. The key makes it once, by
-- support_messages_key_key. Locks the wallet, as an erasure does, then the thread.
CREATE OR REPLACE FUNCTION write_support(
  p_key text, p_user bigint, p_thread bigint, p_topic support_topic, p_reservation bigint, p_payment bigint,
  p_receipt bigint, p_text text, p_max_open integer, p_max_an_hour integer, p_now timestamptz,
  OUT kind text, OUT thread_id bigint, OUT message_id bigint) LANGUAGE plpgsql AS $$
DECLARE
  v support_threads;
  v_user users;
BEGIN
  PERFORM 1 FROM wallets w WHERE w.user_id = p_user FOR UPDATE;
  SELECT m.thread_id, m.id INTO thread_id, message_id FROM support_messages m WHERE m.key = p_key;
  IF FOUND THEN kind := 'repeated'; RETURN; END IF;
  SELECT * INTO v_user FROM users u WHERE u.id = p_user;
  IF p_thread IS NOT NULL THEN
    SELECT * INTO v FROM support_threads t WHERE t.id = p_thread AND t.user_id = p_user;
  ELSIF p_topic <> 'ORDER' AND num_nonnulls(p_payment, p_receipt) = 0
    OR EXISTS (SELECT 1 FROM reservations r WHERE r.id = p_reservation AND r.user_id = p_user)
    OR EXISTS (SELECT 1 FROM payments p WHERE p.id = p_payment AND p.user_id = p_user)
    OR EXISTS (SELECT 1 FROM payment_receipts r WHERE r.id = p_receipt AND r.user_id = p_user) THEN
    v.topic := p_topic;
    v.reservation_id := p_reservation;
    v.payment_id := p_payment;
    v.receipt_id := p_receipt;
  END IF;
  kind := CASE
    WHEN v.topic IS NULL OR v_user.erased_at IS NOT NULL THEN 'gone'
    WHEN v_user.is_banned AND v.topic <> 'PAYMENT' THEN 'banned'
    WHEN (SELECT count(*) FROM support_messages m JOIN support_threads t ON t.id = m.thread_id
          WHERE t.user_id = p_user AND m.writer = 'BUYER' AND m.created_at > p_now - interval '1 hour')
      >= p_max_an_hour THEN 'too_many_an_hour'
  END;
  IF kind IS NOT NULL THEN RETURN; END IF;
  IF v.state IS DISTINCT FROM 'OPEN' THEN
    SELECT t.id INTO thread_id FROM support_threads t
    WHERE t.user_id = p_user AND t.state = 'OPEN' AND t.topic = v.topic
      AND t.reservation_id IS NOT DISTINCT FROM v.reservation_id AND t.payment_id IS NOT DISTINCT FROM v.payment_id
      AND t.receipt_id IS NOT DISTINCT FROM v.receipt_id;
    IF NOT FOUND
      AND (SELECT count(*) FROM support_threads t WHERE t.user_id = p_user AND t.state = 'OPEN') >= p_max_open THEN
      kind := 'too_many_open';
      RETURN;
    END IF;
  END IF;
  kind := 'added';
  thread_id := COALESCE(thread_id, v.id);
  IF thread_id IS NULL THEN
    kind := 'opened';
    INSERT INTO support_threads (user_id, topic, reservation_id, payment_id, receipt_id, last_at, created_at)
    VALUES (p_user, v.topic, v.reservation_id, v.payment_id, v.receipt_id, p_now, p_now) RETURNING id INTO thread_id;
  END IF;
  PERFORM 1 FROM support_threads t WHERE t.id = thread_id FOR UPDATE;
  INSERT INTO support_messages (thread_id, key, writer, actor_type, actor_id, text, created_at)
  VALUES (thread_id, p_key, 'BUYER', 'USER', p_user::text, p_text, p_now) RETURNING id INTO message_id;
  UPDATE support_threads t SET state = 'OPEN', closed_at = NULL, closed_by = NULL,
    waiting_since = COALESCE(t.waiting_since, p_now), last_message_id = message_id, last_at = p_now
  WHERE t.id = thread_id;
END $$;
