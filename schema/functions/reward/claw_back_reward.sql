-- Takes a reward back from somebody who left the channel too soon: at most what they have available, once; what is
-- missing while money is on hold stays owed. Answers what was taken; null when there was nothing to take back. Locks
-- the wallet, then the claim.
CREATE OR REPLACE FUNCTION claw_back_reward(p_user bigint, p_channel integer, p_now timestamptz) RETURNS bigint
  LANGUAGE plpgsql AS $$
DECLARE
  v_wallet wallets;
  v_claim reward_claims;
  v_taken bigint;
  v_owes boolean;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM reward_claims c WHERE c.user_id = p_user AND c.channel_id = p_channel
      AND c.claw_back_until > p_now AND c.clawed_back_at IS NULL AND c.left_at IS NULL) THEN RETURN NULL; END IF;
  SELECT * INTO v_wallet FROM wallets w WHERE w.user_id = p_user FOR UPDATE;
  SELECT * INTO v_claim FROM reward_claims c WHERE c.user_id = p_user AND c.channel_id = p_channel
    AND c.clawed_back_at IS NULL AND c.left_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  v_taken := LEAST(v_claim.amount, v_wallet.available);
  v_owes := v_taken < v_claim.amount AND v_wallet.held > 0;
  UPDATE reward_claims SET clawed_back = v_taken, clawed_back_at = CASE WHEN NOT v_owes THEN p_now END,
    left_at = CASE WHEN v_owes THEN p_now END WHERE id = v_claim.id;
  PERFORM take_back_reward(v_claim, v_taken, 'clawback:' || v_claim.id, p_now);
  RETURN v_taken;
END $$;
