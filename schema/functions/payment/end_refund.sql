-- The provider has answered: what was set aside is paid out, or goes back to its wallet with its bonus. False when the
-- refund had ended before. Locks the wallet, then the refund.
CREATE OR REPLACE FUNCTION end_refund(
  p_refund bigint, p_is_done boolean, p_reference text, p_problem text, p_now timestamptz)
  RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  v payment_receipts;
  v_refund payment_refunds;
BEGIN
  SELECT r.* INTO v FROM payment_refunds f JOIN payment_receipts r ON r.id = f.receipt_id WHERE f.id = p_refund;
  PERFORM 1 FROM wallets w WHERE w.user_id = v.user_id FOR UPDATE;
  UPDATE payment_refunds f SET state = CASE WHEN p_is_done THEN 'DONE' ELSE 'FAILED' END::refund_state, due_at = NULL,
    reference = COALESCE(p_reference, f.reference), problem = p_problem, ended_at = p_now
  WHERE f.id = p_refund AND f.state = 'WAITING' RETURNING * INTO v_refund;
  IF NOT FOUND THEN RETURN false; END IF;
  IF p_is_done THEN
    PERFORM move_payment('refund:' || p_refund || ':done', 'TOPUP_REFUND', 'CLEARING', 'PAYMENTS', v_refund.amount, v,
      'JOB', 'refund', p_now);
    PERFORM undo_referral(v.id, p_now);
    UPDATE payments p
    SET status = CASE WHEN s.returned >= s.amount THEN 'REFUNDED' ELSE 'PART_REFUNDED' END::payment_status
    FROM (SELECT sum(r.returned) AS returned, sum(r.amount) AS amount
          FROM payment_receipts r WHERE r.payment_id = v.payment_id) s
    WHERE p.id = v.payment_id;
  ELSE
    UPDATE payment_receipts SET returned = returned - v_refund.amount WHERE id = v.id;
    PERFORM move_payment('refund:' || p_refund || ':undone', 'TOPUP_REFUND', 'CLEARING', 'AVAILABLE', v_refund.amount,
      v, 'JOB', 'refund', p_now);
    PERFORM move_payment('refund:' || p_refund || ':bonus-undone', 'BONUS', 'PROMOTIONS', 'AVAILABLE', v_refund.bonus,
      v, 'JOB', 'refund', p_now);
    PERFORM begin_payment_hold(v, v_refund.amount + v_refund.bonus, p_now);
  END IF;
  PERFORM put_notice('refund:' || p_refund, 1::smallint, v.user_id, 'refund_ended',
    jsonb_build_object('refundId', p_refund::text), p_now);
  RETURN true;
END $$;
