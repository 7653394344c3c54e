-- An operator says whose unclaimed money it is: assigned | repeated | not_found | already_claimed | user_not_found.
-- repeated: it was credited to this very user with this amount before. Locks the wallet, then the receipt.
CREATE OR REPLACE FUNCTION assign_receipt(
  p_receipt bigint, p_user bigint, p_amount bigint, p_actor_type actor_type, p_actor text, p_now timestamptz)
  RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v payment_receipts;
BEGIN
  PERFORM 1 FROM wallets w JOIN users u ON u.id = w.user_id
  WHERE w.user_id = p_user AND u.erased_at IS NULL FOR UPDATE OF w;
  IF NOT FOUND THEN RETURN 'user_not_found'; END IF;
  SELECT * INTO v FROM payment_receipts r WHERE r.id = p_receipt FOR UPDATE;
  IF NOT FOUND THEN RETURN 'not_found'; END IF;
  IF v.amount IS NOT NULL THEN
    RETURN CASE WHEN v.user_id = p_user AND v.amount = p_amount THEN 'repeated' ELSE 'already_claimed' END;
  END IF;
  PERFORM post_receipt(p_receipt, p_user, p_amount, 0, p_actor_type, p_actor, p_now);
  RETURN 'assigned';
END $$;
