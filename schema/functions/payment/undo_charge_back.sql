-- A dispute was won: what was taken comes back, with its bonus, and what was still owed is owed no more. Called by
-- charge_back, which holds the wallet's lock and runs as the schema's owner.
CREATE OR REPLACE FUNCTION undo_charge_back(p_back charge_backs, p_receipt payment_receipts, p_now timestamptz)
  RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_forgiven bigint;
  v_bonus bigint;
BEGIN
  UPDATE debts d SET forgiven = d.amount - d.paid WHERE d.charge_back_id = p_back.id
  RETURNING d.forgiven INTO v_forgiven;
  UPDATE wallets w SET debt = w.debt - COALESCE(v_forgiven, 0) WHERE w.user_id = p_receipt.user_id;
  UPDATE payment_receipts SET returned = returned - p_back.amount WHERE id = p_receipt.id;
  PERFORM move_payment('chargeback:' || p_back.id || ':won', 'CHARGEBACK', 'PAYMENTS', 'AVAILABLE',
    p_back.amount - COALESCE(v_forgiven, 0), p_receipt, 'JOB', 'payments', p_now);
  SELECT t.amount INTO v_bonus FROM transfers t WHERE t.key = 'chargeback:' || p_back.id || ':bonus';
  PERFORM move_payment('chargeback:' || p_back.id || ':bonus-won', 'BONUS', 'PROMOTIONS', 'AVAILABLE', v_bonus,
    p_receipt, 'JOB', 'payments', p_now);
END $$;
