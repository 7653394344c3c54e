-- A gift is taken by whoever brings its link, or goes back to its giver (p_taker null). kind: taken | returned |
-- repeated | own | banned | over | unknown. One of them ends it, once. Locks the gift, then the wallet that it goes to.
CREATE OR REPLACE FUNCTION end_gift(
  p_gift bigint, p_taker bigint, p_now timestamptz, OUT kind text, OUT amount bigint, OUT available bigint)
  LANGUAGE plpgsql AS $$
DECLARE
  v gifts;
  v_to bigint;
BEGIN
  SELECT * INTO v FROM gifts g WHERE g.id = p_gift FOR UPDATE;
  IF NOT FOUND THEN kind := 'unknown'; RETURN; END IF;
  amount := v.amount;
  kind := CASE
    WHEN v.state = 'TAKEN' AND v.taker_id = p_taker OR v.state = 'RETURNED' AND p_taker IS NULL THEN 'repeated'
    WHEN v.state <> 'OPEN' OR p_taker IS NOT NULL AND v.expires_at <= p_now THEN 'over'
    WHEN v.giver_id = p_taker THEN 'own'
    WHEN (SELECT u.is_banned FROM users u WHERE u.id = p_taker) THEN 'banned'
  END;
  IF kind IS NOT NULL THEN RETURN; END IF;
  v_to := COALESCE(p_taker, v.giver_id);
  PERFORM 1 FROM wallets w WHERE w.user_id = v_to FOR UPDATE;
  kind := CASE WHEN p_taker IS NULL THEN 'returned' ELSE 'taken' END;
  UPDATE gifts SET state = upper(kind)::gift_state, taker_id = p_taker, ended_at = p_now WHERE id = v.id;
  INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, actor_type, actor_id, created_at)
  VALUES ('gift:' || v.id || ':' || kind, 'GIFT', 'GIFTS', 'AVAILABLE', v.amount, v_to,
    CASE WHEN p_taker IS NULL THEN 'JOB' ELSE 'USER' END::actor_type, COALESCE(p_taker::text, 'gifts'), p_now);
  SELECT w.available INTO available FROM wallets w WHERE w.user_id = v_to;
  PERFORM put_notice('gift:' || v.id, 1::smallint, v.giver_id, ('gift_' || kind)::outbox_kind,
    jsonb_build_object('giftId', v.id::text), p_now);
END $$;
