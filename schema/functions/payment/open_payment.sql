-- Begins a payment of a buyer. kind: opened | repeated | key_conflict | banned | method_off | amount_out_of_range |
-- too_many_an_hour | too_many_failures | new_payer_limit | day_limit. Only 'opened' changed anything. p_price: in
-- p_currency, by p_rate; refused as method_off when the method's are others by now. highest: what could be paid now.
-- Of more than p_max_open open ones the oldest end; what is paid for them all the same is credited by its receipt.
-- Locks the wallet, so that one act of a user is counted at a time.
CREATE OR REPLACE FUNCTION open_payment(
  p_key text, p_token text, p_user bigint, p_method integer, p_amount bigint, p_bonus bigint, p_price numeric,
  p_currency text, p_rate numeric, p_offer integer, p_offer_price bigint, p_max_open integer, p_max_an_hour integer,
  p_now timestamptz,
  OUT kind text, OUT payment_id bigint, OUT lowest bigint, OUT highest bigint) LANGUAGE plpgsql AS $$
DECLARE
  v_method payment_methods;
  v_old payments;
  v_promo record;
  v_open bigint;
  v_new_left bigint;
  v_day_left bigint;
BEGIN
  PERFORM 1 FROM wallets w WHERE w.user_id = p_user FOR UPDATE;
  SELECT * INTO v_old FROM payments p WHERE p.key = p_key;
  IF FOUND THEN
    kind := CASE WHEN v_old.user_id = p_user AND v_old.method_id = p_method AND v_old.amount = p_amount
      THEN 'repeated' ELSE 'key_conflict' END;
    payment_id := CASE WHEN kind = 'repeated' THEN v_old.id END;
    RETURN;
  END IF;
  SELECT * INTO v_method FROM payment_methods m WHERE m.id = p_method FOR SHARE;
  lowest := v_method.min_amount;
  highest := v_method.max_amount;
  -- What was paid by it, and what is open and may still be.
  SELECT COALESCE(sum(p.amount), 0) INTO v_open FROM payments p
  WHERE p.user_id = p_user AND p.method_id = p_method AND p.status IN ('OPEN', 'SEEN') AND p.expires_at > p_now;
  SELECT v_method.new_payer_most - v_open - COALESCE(sum(r.amount - r.returned), 0) INTO v_new_left
  FROM payment_receipts r WHERE r.user_id = p_user AND r.method_id = p_method AND r.amount IS NOT NULL
  HAVING COALESCE(min(r.created_at) FILTER (WHERE r.amount > r.returned), p_now)
    > p_now - make_interval(days => v_method.new_payer_days);
  SELECT v_method.most_a_day - v_open - COALESCE(sum(r.amount), 0) INTO v_day_left
  FROM payment_receipts r
  WHERE r.user_id = p_user AND r.method_id = p_method AND r.created_at > p_now - interval '1 day';
  kind := CASE
    WHEN (SELECT u.is_banned FROM users u WHERE u.id = p_user) IS DISTINCT FROM false THEN 'banned'
    WHEN v_method.is_active IS DISTINCT FROM true OR v_method.currency <> p_currency OR v_method.rate <> p_rate
      THEN 'method_off'
    WHEN p_amount NOT BETWEEN lowest AND highest THEN 'amount_out_of_range'
    WHEN (SELECT count(*) FROM payments p WHERE p.user_id = p_user AND p.created_at > p_now - interval '1 hour')
      >= p_max_an_hour THEN 'too_many_an_hour'
    WHEN (SELECT count(*) FROM payments p WHERE p.user_id = p_user AND p.method_id = p_method AND p.status = 'FAILED'
      AND p.created_at > p_now - interval '1 day') >= v_method.failures_a_day THEN 'too_many_failures'
    WHEN p_amount > v_new_left THEN 'new_payer_limit'
    WHEN p_amount > v_day_left THEN 'day_limit'
  END;
  IF kind IS NOT NULL THEN
    IF kind IN ('new_payer_limit', 'day_limit') THEN
      highest := GREATEST(0, LEAST(highest, v_new_left, v_day_left));
    END IF;
    RETURN;
  END IF;
  UPDATE payments SET status = 'CANCELED', ended_at = p_now WHERE id IN (
    SELECT p.id FROM payments p WHERE p.user_id = p_user AND p.status = 'OPEN' AND p.expires_at > p_now
    ORDER BY p.id DESC OFFSET p_max_open - 1);
  -- A bonus code that was given and waits for a payment; one whose payment brought nothing waits again.
  SELECT u.id, c.percent, p.id AS old_payment_id INTO v_promo FROM promo_uses u JOIN promo_codes c ON c.id = u.code_id
    LEFT JOIN payments p ON p.id = u.payment_id
  WHERE u.user_id = p_user AND c.kind = 'TOPUP_BONUS'
    AND (p.id IS NULL OR (p.credited = 0 AND p.status IN ('EXPIRED', 'CANCELED', 'FAILED')))
  ORDER BY u.id LIMIT 1;
  INSERT INTO payments (key, token, user_id, method_id, amount, bonus, price, currency, rate, offer_id, offer_price,
    expires_at, created_at)
  VALUES (p_key, p_token, p_user, p_method, p_amount,
    p_bonus + COALESCE(p_amount * v_promo.percent / 100, 0), p_price, p_currency, p_rate, p_offer, p_offer_price,
    p_now + make_interval(mins => v_method.invoice_minutes), p_now)
  RETURNING id INTO payment_id;
  -- Paid after all, that one brings its amount alone: the code counts once.
  UPDATE payments p SET bonus = 0 WHERE p.id = v_promo.old_payment_id;
  UPDATE promo_uses u SET payment_id = open_payment.payment_id WHERE u.id = v_promo.id;
  kind := 'opened';
END $$;
