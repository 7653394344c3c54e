-- A provider took money back, or gave back what it had taken. kind: taken | repeated | won | unknown_receipt. Takes what
-- is available at once; what is missing becomes a debt. Only a first telling of a taking moves money, and only a won
-- dispute moves it back. Locks the wallet, then the receipt.
CREATE OR REPLACE FUNCTION charge_back(
  p_method integer, p_taking text, p_receipt_key text, p_amount bigint, p_state charge_back_state, p_now timestamptz,
  OUT kind text, OUT buyer bigint, OUT taken bigint, OUT owed bigint)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v payment_receipts;
  v_back charge_backs;
  v_available bigint;
  v_bonus bigint;
BEGIN
  SELECT * INTO v FROM payment_receipts r
  WHERE r.method_id = p_method AND r.receipt_key = p_receipt_key AND r.amount IS NOT NULL;
  IF NOT FOUND THEN kind := 'unknown_receipt'; RETURN; END IF;
  buyer := v.user_id;
  SELECT w.available INTO v_available FROM wallets w WHERE w.user_id = v.user_id FOR UPDATE;
  SELECT * INTO v FROM payment_receipts r WHERE r.id = v.id FOR UPDATE;
  SELECT * INTO v_back FROM charge_backs b WHERE b.method_id = p_method AND b.taking_key = p_taking FOR UPDATE;
  IF FOUND THEN
    IF v_back.state = 'DISPUTED' AND p_state = 'WON' THEN
      kind := 'won';
      taken := v_back.amount - COALESCE((SELECT d.amount - d.paid - d.forgiven FROM debts d WHERE d.charge_back_id = v_back.id), 0);
      UPDATE debts d SET forgiven = d.amount - d.paid WHERE d.charge_back_id = v_back.id RETURNING d.forgiven INTO owed;
      UPDATE wallets w SET debt = w.debt - COALESCE(owed, 0) WHERE w.user_id = v.user_id;
      UPDATE payment_receipts SET returned = returned - v_back.amount WHERE id = v.id;
      IF taken > 0 THEN
        INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, receipt_id, actor_type, actor_id, created_at)
        VALUES ('chargeback:' || v_back.id || ':won', 'CHARGEBACK', 'PAYMENTS', 'AVAILABLE', taken, v.user_id, v.id, 'JOB', 'payments', p_now);
      END IF;
      INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, receipt_id, actor_type, actor_id, created_at)
      SELECT t.key || ':won', 'BONUS', 'PROMOTIONS', 'AVAILABLE', t.amount, t.user_id, t.receipt_id, 'JOB', 'payments', p_now
      FROM transfers t WHERE t.key = 'chargeback:' || v_back.id || ':bonus';
    ELSE
      kind := 'repeated';
    END IF;
    IF v_back.state = 'DISPUTED' THEN
      UPDATE charge_backs SET state = p_state WHERE id = v_back.id;
      UPDATE payments p SET status = p_state::text::payment_status WHERE p.id = v.payment_id AND p_state <> 'REFUNDED';
    END IF;
    RETURN;
  END IF;
  -- A dispute that was won before anybody heard of it, or of money that is back already, takes nothing.
  IF p_state = 'WON' OR v.amount = v.returned THEN kind := 'repeated'; RETURN; END IF;
  kind := 'taken';
  INSERT INTO charge_backs (method_id, taking_key, receipt_id, amount, state, created_at)
  VALUES (p_method, p_taking, v.id, LEAST(p_amount, v.amount - v.returned), p_state, p_now) RETURNING * INTO v_back;
  UPDATE payment_receipts SET returned = returned + v_back.amount WHERE id = v.id;
  taken := LEAST(v_back.amount, v_available);
  owed := v_back.amount - taken;
  IF taken > 0 THEN
    INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, receipt_id, actor_type, actor_id, created_at)
    VALUES ('chargeback:' || v_back.id, 'CHARGEBACK', 'AVAILABLE', 'PAYMENTS', taken, v.user_id, v.id, 'JOB', 'payments', p_now);
  END IF;
  -- The bonus goes, too, as far as it is there; what was spent of it is the shop's loss.
  v_bonus := LEAST(v.bonus * v_back.amount / v.amount, v_available - taken);
  IF v_bonus > 0 THEN
    INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, receipt_id, actor_type, actor_id, created_at)
    VALUES ('chargeback:' || v_back.id || ':bonus', 'BONUS', 'AVAILABLE', 'PROMOTIONS', v_bonus, v.user_id, v.id, 'JOB', 'payments', p_now);
  END IF;
  IF owed > 0 THEN
    INSERT INTO debts (user_id, charge_back_id, amount, created_at) VALUES (v.user_id, v_back.id, owed, p_now);
    UPDATE wallets w SET debt = w.debt + owed WHERE w.user_id = v.user_id;
  END IF;
  UPDATE payments p SET status = (CASE p_state
      WHEN 'DISPUTED' THEN 'DISPUTED' WHEN 'LOST' THEN 'LOST'
      ELSE CASE WHEN v.returned + v_back.amount >= p.credited THEN 'REFUNDED' ELSE 'PART_REFUNDED' END END)::payment_status
  WHERE p.id = v.payment_id;
  PERFORM put_notice('chargeback:' || v_back.id, 1::smallint, v.user_id, 'payment_taken_back',
    jsonb_build_object('chargeBackId', v_back.id::text), p_now);
END $$;
