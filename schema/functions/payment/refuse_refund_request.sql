-- An operator says no to a buyer who asked for money back, and why. False when it was answered before. Locks the
-- request.
CREATE OR REPLACE FUNCTION refuse_refund_request(p_request bigint, p_reason text, p_now timestamptz) RETURNS boolean
  LANGUAGE plpgsql AS $$
DECLARE
  v refund_requests;
BEGIN
  UPDATE refund_requests q SET state = 'REFUSED', reason = p_reason, answered_at = p_now
  WHERE q.id = p_request AND q.state = 'WAITING' RETURNING * INTO v;
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM put_notice('refund-request:' || v.id, 1::smallint, v.user_id, 'refund_refused',
    jsonb_build_object('refundRequestId', v.id::text), p_now);
  RETURN true;
END $$;
