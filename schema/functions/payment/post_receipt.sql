-- Credits a receipt that is stored and nobody's yet to this user: the transfers, the payment, the notice. The caller
-- holds the wallet's lock. transfers_topup_once and the key forbid a second time.
CREATE OR REPLACE FUNCTION post_receipt(
  p_receipt bigint, p_user bigint, p_amount bigint, p_bonus bigint, p_actor_type actor_type, p_actor text,
  p_now timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v payment_receipts;
BEGIN
  UPDATE payment_receipts SET user_id = p_user, amount = p_amount, bonus = p_bonus, unclaimed = NULL
  WHERE id = p_receipt RETURNING * INTO v;
  PERFORM move_payment('topup:' || v.method_id || ':' || v.receipt_key, 'TOPUP', 'PAYMENTS', 'AVAILABLE', p_amount, v,
    p_actor_type, p_actor, p_now);
  PERFORM move_payment('bonus:' || v.id, 'BONUS', 'PROMOTIONS', 'AVAILABLE', p_bonus, v, p_actor_type, p_actor, p_now);
  UPDATE payments p SET credited = p.credited + p_amount, ended_at = p_now,
    status = CASE WHEN p.credited + p_amount >= p.amount THEN 'PAID' ELSE 'UNDERPAID' END::payment_status
  WHERE p.id = v.payment_id;
  PERFORM begin_payment_hold(v, p_amount + p_bonus, p_now);
  PERFORM put_notice('receipt:' || v.id, 0::smallint, p_user, 'payment_received',
    jsonb_build_object('receiptId', v.id::text), p_now);
END $$;
