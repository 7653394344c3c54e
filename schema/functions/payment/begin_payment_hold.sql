-- Puts money of a receipt into the part of its wallet that buys nothing yet: what of p_amount is still there, until the
-- method's time after the user's first payment is over. Nothing when it is, or when a debt took it. What of the receipt
-- waits already waits by the same row's successor. The caller holds the wallet's lock; the key, payment-hold:<id>, and
-- payment_holds_waiting_once forbid a second time.
CREATE OR REPLACE FUNCTION begin_payment_hold(p_receipt payment_receipts, p_amount bigint, p_now timestamptz)
  RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_usable_at timestamptz;
  v_amount bigint;
  v_hold bigint;
BEGIN
  SELECT min(r.created_at) + make_interval(hours => min(first_hold_hours(m))) INTO v_usable_at
  FROM payment_methods m JOIN payment_receipts r ON r.method_id = m.id
  WHERE m.id = p_receipt.method_id AND r.user_id = p_receipt.user_id AND r.amount > r.returned;
  IF v_usable_at IS NULL OR v_usable_at <= p_now THEN RETURN; END IF;
  v_amount := end_payment_hold(p_receipt.id, p_now) + p_amount;
  SELECT LEAST(v_amount, w.available) INTO v_amount FROM wallets w WHERE w.user_id = p_receipt.user_id;
  IF v_amount <= 0 THEN RETURN; END IF;
  INSERT INTO payment_holds (receipt_id, user_id, amount, usable_at, created_at)
  VALUES (p_receipt.id, p_receipt.user_id, v_amount, v_usable_at, p_now) RETURNING id INTO v_hold;
  PERFORM move_payment('payment-hold:' || v_hold, 'PENDING', 'AVAILABLE', 'PENDING', v_amount, p_receipt,
    'JOB', 'payments', p_now);
END $$;
