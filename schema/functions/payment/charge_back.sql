-- A provider took money back, or gave back what it had taken. kind: taken | repeated | won | unknown_receipt. Takes
-- what is available at once; what is missing becomes a debt. Only a first telling of a taking moves money, and only a
-- won dispute moves it back. Locks the wallet, then the receipt. Runs as the schema's owner, since the program may not
-- touch wallets.
CREATE OR REPLACE FUNCTION charge_back(
  p_method integer, p_taking text, p_receipt_key text, p_amount bigint, p_state charge_back_state, p_now timestamptz,
  OUT kind text, OUT buyer bigint, OUT taken bigint, OUT owed bigint)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v payment_receipts;
  v_back charge_backs;
  v_available bigint;
BEGIN
  SELECT * INTO v FROM payment_receipts r
  WHERE r.method_id = p_method AND r.receipt_key = p_receipt_key AND r.amount IS NOT NULL;
  IF NOT FOUND THEN kind := 'unknown_receipt'; RETURN; END IF;
  buyer := v.user_id;
  SELECT w.available INTO v_available FROM wallets w WHERE w.user_id = v.user_id FOR UPDATE;
  SELECT * INTO v FROM payment_receipts r WHERE r.id = v.id FOR UPDATE;
  SELECT * INTO v_back FROM charge_backs b WHERE b.method_id = p_method AND b.taking_key = p_taking FOR UPDATE;
  IF FOUND THEN
    kind := 'repeated';
    IF v_back.state <> 'DISPUTED' OR p_state = 'DISPUTED' THEN RETURN; END IF;
    UPDATE charge_backs SET state = p_state WHERE id = v_back.id;
    UPDATE payments p SET status = p_state::text::payment_status WHERE p.id = v.payment_id;
    IF p_state = 'WON' THEN
      kind := 'won';
      PERFORM undo_charge_back(v_back, v, p_now);
    END IF;
    RETURN;
  END IF;
  -- A dispute that was won before anybody heard of it, or of money that is back already, takes nothing.
  IF p_state = 'WON' OR v.amount = v.returned THEN kind := 'repeated'; RETURN; END IF;
  -- What could not be spent yet is there, and goes first.
  PERFORM end_payment_hold(v.id, p_now);
  SELECT w.available INTO v_available FROM wallets w WHERE w.user_id = v.user_id;
  kind := 'taken';
  INSERT INTO charge_backs (method_id, taking_key, receipt_id, amount, state, created_at)
  VALUES (p_method, p_taking, v.id, LEAST(p_amount, v.amount - v.returned), p_state, p_now) RETURNING * INTO v_back;
  UPDATE payment_receipts SET returned = returned + v_back.amount WHERE id = v.id;
  taken := LEAST(v_back.amount, v_available);
  owed := v_back.amount - taken;
  PERFORM move_payment('chargeback:' || v_back.id, 'CHARGEBACK', 'AVAILABLE', 'PAYMENTS', taken, v,
    'JOB', 'payments', p_now);
  -- The bonus goes, too, as far as it is there; what was spent of it is the shop's loss.
  PERFORM move_payment('chargeback:' || v_back.id || ':bonus', 'BONUS', 'AVAILABLE', 'PROMOTIONS',
    LEAST(v.bonus * v_back.amount / v.amount, v_available - taken), v, 'JOB', 'payments', p_now);
  PERFORM undo_referral(v.id, p_now);
  IF owed > 0 THEN
    INSERT INTO debts (user_id, charge_back_id, amount, created_at) VALUES (v.user_id, v_back.id, owed, p_now);
    UPDATE wallets w SET debt = w.debt + owed WHERE w.user_id = v.user_id;
  END IF;
  UPDATE payments p SET status = CASE WHEN p_state <> 'REFUNDED' THEN p_state::text
      WHEN v.returned + v_back.amount >= p.credited THEN 'REFUNDED' ELSE 'PART_REFUNDED' END::payment_status
  WHERE p.id = v.payment_id;
  PERFORM put_notice('chargeback:' || v_back.id, 1::smallint, v.user_id, 'payment_taken_back',
    jsonb_build_object('chargeBackId', v_back.id::text), p_now);
END $$;
