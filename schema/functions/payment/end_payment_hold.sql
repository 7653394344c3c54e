-- What of a receipt could not be spent yet is available from now on: its time is over, or it goes back. Returns how
-- much; 0: nothing waited. The key forbids a second time. Locks the wallet, then the row.
CREATE OR REPLACE FUNCTION end_payment_hold(p_receipt bigint, p_now timestamptz) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v payment_holds;
  v_receipt payment_receipts;
BEGIN
  SELECT * INTO v_receipt FROM payment_receipts r WHERE r.id = p_receipt;
  PERFORM 1 FROM wallets w WHERE w.user_id = v_receipt.user_id FOR UPDATE;
  UPDATE payment_holds h SET state = 'ENDED', ended_at = p_now
  WHERE h.receipt_id = p_receipt AND h.state = 'WAITING' RETURNING * INTO v;
  IF NOT FOUND THEN RETURN 0; END IF;
  PERFORM move_payment('payment-hold:' || v.id || ':ended', 'PENDING', 'PENDING', 'AVAILABLE', v.amount, v_receipt,
    'JOB', 'payments', p_now);
  RETURN v.amount;
END $$;
