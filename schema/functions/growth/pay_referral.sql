-- Pays what was promised and has matured. paid | not_due | canceled | day_spent | budget_spent. Whoever is banned or
-- erased by then gets nothing. p_most_a_day, p_budget: the most for one person a day, and for all ever; 0: no limit.
-- Locks the wallet, then the reward.
CREATE OR REPLACE FUNCTION pay_referral(p_reward bigint, p_most_a_day bigint, p_budget bigint, p_now timestamptz)
  RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v referral_rewards;
  v_inviter users;
BEGIN
  SELECT * INTO v FROM referral_rewards r WHERE r.id = p_reward;
  PERFORM 1 FROM wallets w WHERE w.user_id = v.inviter_id FOR UPDATE;
  SELECT * INTO v FROM referral_rewards r WHERE r.id = p_reward FOR UPDATE;
  IF v.state IS DISTINCT FROM 'WAITING' OR v.matures_at > p_now THEN RETURN 'not_due'; END IF;
  SELECT * INTO v_inviter FROM users u WHERE u.id = v.inviter_id;
  IF v_inviter.is_banned OR v_inviter.erased_at IS NOT NULL THEN
    UPDATE referral_rewards SET state = 'CANCELED', ended_at = p_now WHERE id = v.id;
    RETURN 'canceled';
  END IF;
  IF p_most_a_day > 0 AND p_most_a_day < v.amount + (SELECT COALESCE(sum(r.amount), 0) FROM referral_rewards r
      WHERE r.inviter_id = v.inviter_id AND r.state = 'PAID' AND r.ended_at > p_now - interval '1 day') THEN
    UPDATE referral_rewards SET matures_at = p_now + interval '1 hour' WHERE id = v.id;
    RETURN 'day_spent';
  END IF;
  -- One at a time, so that the budget is kept.
  PERFORM pg_advisory_xact_lock(hashtext('referral budget'));
  IF p_budget > 0 AND v.amount + (SELECT COALESCE(sum(r.amount - r.taken_back), 0) FROM referral_rewards r
      WHERE r.state IN ('PAID', 'TAKEN_BACK')) > p_budget THEN
    UPDATE referral_rewards SET state = 'CANCELED', ended_at = p_now WHERE id = v.id;
    RETURN 'budget_spent';
  END IF;
  UPDATE referral_rewards SET state = 'PAID', ended_at = p_now WHERE id = v.id;
  INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, actor_type, actor_id, created_at)
  VALUES ('referral:' || v.id, 'REFERRAL', 'REFERRALS', 'AVAILABLE', v.amount, v.inviter_id, 'JOB', 'referrals', p_now);
  PERFORM put_notice('referral:' || v.id, 1::smallint, v.inviter_id, 'referral_paid',
    jsonb_build_object('rewardId', v.id::text), p_now);
  RETURN 'paid';
END $$;
