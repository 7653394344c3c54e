-- Sets money aside that is to be given back to where it came from; the provider is asked afterwards. kind: waiting |
-- repeated | key_conflict | not_found | too_much | insufficient_funds | in_progress. The bonus of what is given back is
-- taken back first. most: what of the receipt could be given back. Locks the wallet, then the receipt.
CREATE OR REPLACE FUNCTION begin_refund(
  p_key text, p_receipt bigint, p_amount bigint, p_actor_type actor_type, p_actor text, p_reason text,
  p_now timestamptz,
  OUT kind text, OUT refund_id bigint, OUT most bigint, OUT available bigint) LANGUAGE plpgsql AS $$
DECLARE
  v payment_receipts;
  v_old payment_refunds;
  v_bonus bigint;
  v_waiting bigint;
BEGIN
  SELECT w.available INTO available FROM wallets w WHERE w.user_id = (
    SELECT r.user_id FROM payment_receipts r WHERE r.id = p_receipt AND r.amount IS NOT NULL) FOR UPDATE;
  SELECT * INTO v_old FROM payment_refunds f WHERE f.key = p_key;
  IF FOUND THEN
    kind := CASE WHEN v_old.receipt_id = p_receipt AND v_old.amount = p_amount THEN 'repeated' ELSE 'key_conflict' END;
    refund_id := CASE WHEN kind = 'repeated' THEN v_old.id END;
    RETURN;
  END IF;
  SELECT * INTO v FROM payment_receipts r WHERE r.id = p_receipt AND r.amount IS NOT NULL FOR UPDATE;
  IF NOT FOUND THEN kind := 'not_found'; RETURN; END IF;
  most := v.amount - v.returned;
  -- What of it could not be spent yet can go back.
  SELECT COALESCE(sum(h.amount), 0) INTO v_waiting FROM payment_holds h
  WHERE h.receipt_id = v.id AND h.state = 'WAITING';
  available := available + v_waiting;
  v_bonus := bonus_share(v.amount, v.bonus, v.returned, p_amount);
  kind := CASE
    WHEN EXISTS (SELECT 1 FROM payment_refunds f WHERE f.receipt_id = v.id AND f.state = 'WAITING') THEN 'in_progress'
    WHEN p_amount > most THEN 'too_much'
    WHEN p_amount + v_bonus > available THEN 'insufficient_funds'
  END;
  IF kind IS NOT NULL THEN RETURN; END IF;
  PERFORM end_payment_hold(v.id, p_now);
  INSERT INTO payment_refunds (key, receipt_id, amount, bonus, actor_type, actor_id, reason, due_at, created_at)
  VALUES (p_key, p_receipt, p_amount, v_bonus, p_actor_type, p_actor, p_reason, p_now, p_now)
  RETURNING id INTO refund_id;
  PERFORM move_payment('refund:' || refund_id || ':bonus', 'BONUS', 'AVAILABLE', 'PROMOTIONS', v_bonus, v,
    p_actor_type, p_actor, p_now);
  PERFORM move_payment('refund:' || refund_id, 'TOPUP_REFUND', 'AVAILABLE', 'CLEARING', p_amount, v,
    p_actor_type, p_actor, p_now, p_reason);
  UPDATE payment_receipts SET returned = returned + p_amount WHERE id = v.id;
  PERFORM begin_payment_hold(v, v_waiting - p_amount - v_bonus, p_now) WHERE v_waiting > p_amount + v_bonus;
  kind := 'waiting';
END $$;
