-- Takes so much of a claim from its person's available money, and tells them.
CREATE OR REPLACE FUNCTION take_back_reward(p_claim reward_claims, p_amount bigint, p_key text, p_now timestamptz)
  RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_title text;
  v_after bigint;
BEGIN
  IF p_amount <= 0 THEN RETURN; END IF;
  SELECT title INTO v_title FROM channels WHERE id = p_claim.channel_id;
  INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, actor_type, actor_id, reason, created_at)
  VALUES (p_key, 'DEDUCT', 'AVAILABLE', 'FUNDING', p_amount, p_claim.user_id, 'JOB', 'departure', v_title, p_now)
  RETURNING available_after INTO v_after;
  PERFORM put_notice(p_key, 1::smallint, p_claim.user_id, 'reward_taken_back',
    jsonb_build_object('title', v_title, 'amount', p_amount::text, 'available', v_after::text), p_now);
END $$;
