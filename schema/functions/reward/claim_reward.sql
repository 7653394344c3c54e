-- A reward for somebody of whom Telegram has just said that they are in the channel. kind: claimed | already | banned |
-- not_offered | too_young | budget_spent | day_spent | user_day_spent. Only 'claimed' changed anything. p_mark: a keyed
-- hash of person and channel, which refuses as well who had it before they were erased. p_tell: who did not ask for it
-- is told. Locks the wallet, then the channel.
CREATE OR REPLACE FUNCTION claim_reward(
  p_user bigint, p_channel integer, p_now timestamptz, p_max_a_day integer, p_mark bytea,
  p_tell boolean DEFAULT false,
  OUT kind text, OUT amount bigint, OUT available bigint, OUT until timestamptz) LANGUAGE plpgsql AS $$
DECLARE
  v_user record;
  v_reward record;
  v_today date := (p_now AT TIME ZONE 'UTC')::date;
  v_day date;
  v_transfer bigint;
BEGIN
  -- The lock lets one act of a user through at a time: that they have no claim yet stays true below.
  SELECT w.available INTO available FROM wallets w WHERE w.user_id = p_user FOR UPDATE;
  SELECT u.is_banned, u.created_at, u.telegram_id IS NULL AS is_erased INTO v_user FROM users u WHERE u.id = p_user;
  IF v_user.is_erased OR EXISTS (SELECT 1 FROM reward_claims c WHERE c.user_id = p_user AND c.channel_id = p_channel)
    OR EXISTS (SELECT 1 FROM reward_claims c WHERE c.person_mark = p_mark) THEN
    kind := 'already'; RETURN;
  END IF;
  IF v_user.is_banned IS DISTINCT FROM false THEN kind := 'banned'; RETURN; END IF;
  IF p_max_a_day > 0 AND (SELECT count(*) FROM reward_claims c
      WHERE c.user_id = p_user AND (c.created_at AT TIME ZONE 'UTC')::date = v_today) >= p_max_a_day THEN
    kind := 'user_day_spent'; RETURN;
  END IF;
  SELECT r.*, t.telegram_id, t.title INTO v_reward
  FROM reward_channels r JOIN channels t ON t.id = r.channel_id
  WHERE r.channel_id = p_channel AND r.is_active FOR UPDATE OF r;
  IF NOT FOUND THEN kind := 'not_offered'; RETURN; END IF;
  amount := v_reward.amount;
  until := v_user.created_at + make_interval(mins => v_reward.min_account_minutes);
  IF until > p_now THEN kind := 'too_young'; RETURN; END IF;
  until := NULL;
  IF v_reward.spent + amount > v_reward.budget_total THEN kind := 'budget_spent'; RETURN; END IF;
  -- A clock that is behind begins no day anew that another has ended: it counts into the later one.
  v_day := GREATEST(v_today, v_reward.counted_day);
  IF v_reward.counted_day IS DISTINCT FROM v_day THEN
    v_reward.claims_today := 0;
    v_reward.spent_today := 0;
  END IF;
  IF v_reward.spent_today + amount > v_reward.budget_per_day
    OR v_reward.claims_today >= v_reward.max_claims_per_day THEN
    kind := 'day_spent'; RETURN;
  END IF;

  UPDATE reward_channels r SET claims = r.claims + 1, spent = r.spent + v_reward.amount, counted_day = v_day,
    claims_today = v_reward.claims_today + 1, spent_today = v_reward.spent_today + v_reward.amount
  WHERE r.channel_id = p_channel;
  INSERT INTO reward_claims (user_id, channel_id, amount, created_at, claw_back_until, person_mark)
  VALUES (p_user, p_channel, amount, p_now, p_now + make_interval(days => v_reward.claw_back_days), p_mark);
  INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, actor_type, actor_id, reason, created_at)
  VALUES ('reward:' || v_reward.telegram_id || ':' || p_user, 'REWARD', 'REWARDS', 'AVAILABLE', amount, p_user,
    'USER', p_user::text, v_reward.title, p_now) RETURNING id INTO v_transfer;
  IF p_tell THEN
    PERFORM put_notice('balance:' || v_transfer, 1::smallint, p_user, 'balance_changed',
      jsonb_build_object('transferId', v_transfer::text), p_now);
  END IF;
  available := available + amount;
  kind := 'claimed';
END $$;
