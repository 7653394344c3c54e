-- Money that was paid in went back, or was taken back: so does what somebody got for it, as far as it is still there. A
-- promise that has not matured ends. The caller holds the wallet of whoever was invited; that of who invited him is
-- locked after it, and there are no circles.
CREATE OR REPLACE FUNCTION undo_referral(p_receipt bigint, p_now timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v referral_rewards;
  v_taken bigint;
BEGIN
  SELECT * INTO v FROM referral_rewards r WHERE r.receipt_id = p_receipt AND r.state IN ('WAITING', 'PAID');
  IF NOT FOUND THEN RETURN; END IF;
  SELECT LEAST(v.amount, w.available) INTO v_taken FROM wallets w WHERE w.user_id = v.inviter_id FOR UPDATE;
  SELECT * INTO v FROM referral_rewards r WHERE r.id = v.id FOR UPDATE;
  IF v.state = 'WAITING' THEN
    UPDATE referral_rewards SET state = 'CANCELED', ended_at = p_now WHERE id = v.id;
  ELSIF v.state = 'PAID' THEN
    UPDATE referral_rewards SET state = 'TAKEN_BACK', taken_back = v_taken, ended_at = p_now WHERE id = v.id;
    INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, actor_type, actor_id, created_at)
    SELECT 'referral:' || v.id || ':back', 'REFERRAL', 'AVAILABLE', 'REFERRALS', v_taken, v.inviter_id, 'JOB',
      'referrals', p_now WHERE v_taken > 0;
  END IF;
END $$;
