-- A user gives a promo code. kind: redeemed | chosen | unknown | not_yet | over | used_up | used_by_you | only_new |
-- banned | too_many_tries. The slot is taken first, and what it brings comes in the same act: balance at once, a bonus
-- with the next payment (percent). A discount is only chosen: its use is taken with the purchase that has it. Locks the
-- wallet, then the code.
CREATE OR REPLACE FUNCTION redeem_promo(
  p_user bigint, p_code text, p_now timestamptz,
  OUT kind text, OUT amount bigint, OUT percent integer, OUT available bigint) LANGUAGE plpgsql AS $$
DECLARE
  v promo_codes;
  v_used integer;
  v_use bigint;
BEGIN
  SELECT w.available INTO available FROM wallets w WHERE w.user_id = p_user FOR UPDATE;
  IF EXISTS (SELECT 1 FROM promo_tries t
    WHERE t.user_id = p_user AND t.wrong >= 5 AND t.since > p_now - interval '5 minutes') THEN
    kind := 'too_many_tries';
    RETURN;
  END IF;
  SELECT * INTO v FROM promo_codes c WHERE c.code = upper(p_code) AND c.is_active FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO promo_tries AS t (user_id, wrong, since) VALUES (p_user, 1, p_now)
    ON CONFLICT (user_id) DO UPDATE SET
      wrong = CASE WHEN t.since > p_now - interval '5 minutes' THEN t.wrong + 1 ELSE 1 END,
      since = CASE WHEN t.since > p_now - interval '5 minutes' THEN t.since ELSE p_now END;
    kind := 'unknown';
    RETURN;
  END IF;
  SELECT count(*) INTO v_used FROM promo_uses u
  WHERE u.code_id = v.id AND u.user_id = p_user AND u.released_at IS NULL AND NOT u.is_beyond;
  kind := CASE
    WHEN (SELECT u.is_banned FROM users u WHERE u.id = p_user) IS DISTINCT FROM false THEN 'banned'
    WHEN v.starts_at > p_now THEN 'not_yet'
    WHEN v.ends_at <= p_now THEN 'over'
    WHEN v_used >= v.max_uses_of_user THEN 'used_by_you'
    WHEN v.uses >= v.max_uses OR v.spent >= v.budget THEN 'used_up'
    WHEN v.is_for_new AND CASE v.kind
      WHEN 'PURCHASE_DISCOUNT'
        THEN EXISTS (SELECT 1 FROM reservations r WHERE r.user_id = p_user AND r.status = 'COMPLETED')
      ELSE EXISTS (SELECT 1 FROM payment_receipts r WHERE r.user_id = p_user AND r.amount > 0) END
      THEN 'only_new'
  END;
  IF kind IS NOT NULL THEN RETURN; END IF;
  amount := v.amount;
  percent := v.percent;
  IF v.kind = 'PURCHASE_DISCOUNT' THEN
    INSERT INTO promo_choices (user_id, code_id, chosen_at) VALUES (p_user, v.id, p_now)
    ON CONFLICT (user_id) DO UPDATE SET code_id = EXCLUDED.code_id, chosen_at = EXCLUDED.chosen_at;
    kind := 'chosen';
    RETURN;
  END IF;
  UPDATE promo_codes SET uses = uses + 1 WHERE id = v.id;
  INSERT INTO promo_uses (code_id, user_id, n, created_at) VALUES (v.id, p_user, v_used + 1, p_now)
  RETURNING id INTO v_use;
  IF v.kind = 'BALANCE' THEN
    INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, actor_type, actor_id, reason,
      created_at)
    VALUES ('promo:' || v_use, 'PROMO', 'PROMOTIONS', 'AVAILABLE', v.amount, p_user, 'USER', p_user::text, v.code,
      p_now);
    SELECT w.available INTO available FROM wallets w WHERE w.user_id = p_user;
  END IF;
  kind := 'redeemed';
END $$;
