-- Takes money out of a wallet into a gift that a link carries. kind: given | repeated | key_conflict | banned |
-- not_enough | too_much_today. most: what could be given: what was paid in long ago (p_hold_hours), not given back, not
-- given away, not spent, and is available. What was spent counts as paid in, so that money that came free is never
-- given away, in whatever order. Locks the wallet.
CREATE OR REPLACE FUNCTION give_gift(
  p_key text, p_user bigint, p_amount bigint, p_token_hash bytea, p_hold_hours integer, p_most_a_day bigint,
  p_now timestamptz, OUT kind text, OUT gift_id bigint, OUT most bigint) LANGUAGE plpgsql AS $$
DECLARE
  v_old gifts;
  v_today bigint;
BEGIN
  SELECT w.available INTO most FROM wallets w WHERE w.user_id = p_user FOR UPDATE;
  SELECT * INTO v_old FROM gifts g WHERE g.key = p_key;
  IF FOUND THEN
    kind := CASE WHEN v_old.giver_id = p_user AND v_old.amount = p_amount THEN 'repeated' ELSE 'key_conflict' END;
    gift_id := CASE WHEN kind = 'repeated' THEN v_old.id END;
    RETURN;
  END IF;
  most := GREATEST(0, LEAST(most,
    (SELECT COALESCE(sum(r.amount - r.returned), 0) FROM payment_receipts r
     WHERE r.user_id = p_user AND r.created_at <= p_now - make_interval(hours => p_hold_hours))
    - (SELECT COALESCE(sum(g.amount), 0) FROM gifts g WHERE g.giver_id = p_user AND g.state <> 'RETURNED')
    - (SELECT w.held FROM wallets w WHERE w.user_id = p_user)
    - (SELECT COALESCE(sum(CASE t.type WHEN 'PURCHASE' THEN t.amount ELSE -t.amount END), 0) FROM transfers t
       WHERE t.user_id = p_user AND t.type IN ('PURCHASE', 'REFUND'))));
  SELECT COALESCE(sum(g.amount), 0) INTO v_today FROM gifts g
  WHERE g.giver_id = p_user AND g.state <> 'RETURNED' AND g.created_at > p_now - interval '1 day';
  kind := CASE
    WHEN (SELECT u.is_banned FROM users u WHERE u.id = p_user) IS DISTINCT FROM false THEN 'banned'
    WHEN p_amount > most THEN 'not_enough'
    WHEN p_most_a_day > 0 AND v_today + p_amount > p_most_a_day THEN 'too_much_today'
  END;
  IF kind IS NOT NULL THEN RETURN; END IF;
  INSERT INTO gifts (key, token_hash, giver_id, amount, expires_at, created_at)
  VALUES (p_key, p_token_hash, p_user, p_amount, p_now + interval '30 days', p_now) RETURNING id INTO gift_id;
  INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, actor_type, actor_id, created_at)
  VALUES ('gift:' || gift_id, 'GIFT', 'AVAILABLE', 'GIFTS', p_amount, p_user, 'USER', p_user::text, p_now);
  kind := 'given';
END $$;
