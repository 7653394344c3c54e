-- Writes one transfer of a receipt, once for its key for ever; nothing when there is nothing to move.
CREATE OR REPLACE FUNCTION move_payment(
  p_key text, p_type transfer_type, p_from ledger_account, p_to ledger_account, p_amount bigint,
  p_receipt payment_receipts, p_actor_type actor_type, p_actor text, p_now timestamptz, p_reason text DEFAULT '')
  RETURNS void LANGUAGE sql AS $$
  INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, receipt_id, actor_type, actor_id, reason,
    created_at)
  SELECT p_key, p_type, p_from, p_to, p_amount, p_receipt.user_id, p_receipt.id, p_actor_type, p_actor, p_reason, p_now
  WHERE p_amount > 0
$$;
