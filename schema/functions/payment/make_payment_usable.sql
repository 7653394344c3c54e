-- A receipt's money has waited long enough: it buys from now on, and its owner is told. False when it is not due, or
-- was made so before. Locks the wallet.
CREATE OR REPLACE FUNCTION make_payment_usable(p_receipt bigint, p_now timestamptz) RETURNS boolean
  LANGUAGE plpgsql AS $$
DECLARE
  v_user bigint;
BEGIN
  SELECT r.user_id INTO v_user FROM payment_receipts r WHERE r.id = p_receipt;
  PERFORM 1 FROM wallets w WHERE w.user_id = v_user FOR UPDATE;
  IF NOT EXISTS (SELECT 1 FROM payment_holds h
    WHERE h.receipt_id = p_receipt AND h.state = 'WAITING' AND h.usable_at <= p_now) THEN RETURN false; END IF;
  PERFORM end_payment_hold(p_receipt, p_now);
  PERFORM put_notice('usable:' || p_receipt || ':' || extract(epoch FROM p_now), 1::smallint, v_user, 'payment_usable',
    jsonb_build_object('receiptId', p_receipt::text), p_now);
  RETURN true;
END $$;
