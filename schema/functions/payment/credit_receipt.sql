-- Money arrived. kind: credited | unclaimed | repeated | changed. Stores its receipt, once for each method and key
-- for ever, and credits it in the same act; the second arrival stores nothing and moves nothing. p_unclaimed: why it
-- is nobody's (p_amount is null then). p_before: what of the payment was credited when p_amount was reckoned; when
-- more came meanwhile nothing is done (changed), and it is to be reckoned anew. p_fee: what the provider kept, in the
-- shop's currency; null: it does not say. p_payer: a keyed hash of what paid. An erased person can be given nothing:
-- what comes for one is unclaimed. Locks the wallet.
CREATE OR REPLACE FUNCTION credit_receipt(
  p_method integer, p_key text, p_payment bigint, p_user bigint, p_received numeric, p_currency text,
  p_amount bigint, p_bonus bigint, p_unclaimed text, p_before bigint, p_fee bigint,
  p_arrived timestamptz, p_now timestamptz, p_payer bytea,
  OUT kind text, OUT receipt_id bigint) LANGUAGE plpgsql AS $$
DECLARE
  v_unclaimed text := p_unclaimed;
BEGIN
  PERFORM 1 FROM wallets w WHERE w.user_id = p_user FOR UPDATE;
  -- Behind the lock: two receipts of one payment are reckoned one after the other.
  IF (SELECT p.credited FROM payments p WHERE p.id = p_payment) <> p_before AND NOT EXISTS (
    SELECT 1 FROM payment_receipts r WHERE r.method_id = p_method AND r.receipt_key = p_key) THEN
    kind := 'changed';
    RETURN;
  END IF;
  IF EXISTS (SELECT 1 FROM users u WHERE u.id = p_user AND u.erased_at IS NOT NULL) THEN
    v_unclaimed := COALESCE(v_unclaimed, 'erased');
  END IF;
  INSERT INTO payment_receipts (method_id, receipt_key, payment_id, user_id, received, currency, unclaimed, fee,
    arrived_at, created_at, payer_mark)
  VALUES (p_method, p_key, p_payment, p_user, p_received, p_currency, COALESCE(v_unclaimed, 'being_credited'), p_fee,
    p_arrived, p_now, p_payer)
  ON CONFLICT ON CONSTRAINT payment_receipts_once DO NOTHING RETURNING id INTO receipt_id;
  IF receipt_id IS NULL THEN
    SELECT id INTO receipt_id FROM payment_receipts r WHERE r.method_id = p_method AND r.receipt_key = p_key;
    kind := 'repeated';
    RETURN;
  END IF;
  IF v_unclaimed IS NOT NULL THEN kind := 'unclaimed'; RETURN; END IF;
  -- A bonus code may have gone to another payment meanwhile.
  PERFORM post_receipt(receipt_id, p_user, p_amount,
    LEAST(p_bonus, COALESCE((SELECT p.bonus FROM payments p WHERE p.id = p_payment), p_bonus)),
    'USER', p_user::text, p_now);
  kind := 'credited';
END $$;
