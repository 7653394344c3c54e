-- A buyer asks for a receipt's money back. kind: requested | repeated | nothing_left (somebody else's, spent, or whole
-- payments alone go back by its method). refund_requests_once forbids a second wish for one receipt. Moves nothing.
-- Locks the wallet.
CREATE OR REPLACE FUNCTION request_refund(
  p_user bigint, p_receipt bigint, p_now timestamptz,
  OUT kind text, OUT request_id bigint, OUT amount bigint, OUT bonus bigint) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM wallets w WHERE w.user_id = p_user FOR UPDATE;
  SELECT q.id, q.amount, q.bonus INTO request_id, amount, bonus FROM refund_requests q
  WHERE q.receipt_id = p_receipt AND q.user_id = p_user;
  IF FOUND THEN kind := 'repeated'; RETURN; END IF;
  SELECT r.amount, r.bonus INTO amount, bonus FROM refundable_receipts(p_user) r WHERE r.receipt_id = p_receipt;
  IF NOT FOUND THEN kind := 'nothing_left'; RETURN; END IF;
  INSERT INTO refund_requests (receipt_id, user_id, amount, bonus, created_at)
  VALUES (p_receipt, p_user, request_refund.amount, request_refund.bonus, p_now) RETURNING id INTO request_id;
  kind := 'requested';
END $$;
