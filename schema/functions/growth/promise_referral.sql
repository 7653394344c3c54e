-- Money arrived from somebody who was brought: a part of it is promised to whoever brought him. It follows the ledger's
-- row, so that every way to pay counts alike. Off while the setting referralPercent is 0, as it is at first.
CREATE OR REPLACE FUNCTION promise_referral() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_percent integer := COALESCE((SELECT s.value::text::integer FROM settings s WHERE s.key = 'referralPercent'), 0);
  v_days integer := COALESCE((SELECT s.value::text::integer FROM settings s WHERE s.key = 'referralDays'), 14);
  v_most integer := COALESCE((SELECT s.value::text::integer FROM settings s WHERE s.key = 'referralMostOfOne'), 10);
  v_inviter bigint;
BEGIN
  IF v_percent = 0 THEN RETURN NULL; END IF;
  SELECT i.id INTO v_inviter FROM users u JOIN users i ON i.id = u.invited_by
  WHERE u.id = NEW.user_id AND NOT i.is_banned AND i.erased_at IS NULL;
  IF NOT FOUND OR NEW.amount * v_percent < 100 THEN RETURN NULL; END IF;
  IF v_most > 0 AND (SELECT count(*) FROM referral_rewards r WHERE r.invitee_id = NEW.user_id) >= v_most THEN
    RETURN NULL;
  END IF;
  INSERT INTO referral_rewards (receipt_id, inviter_id, invitee_id, amount, matures_at, created_at)
  VALUES (NEW.receipt_id, v_inviter, NEW.user_id, NEW.amount * v_percent / 100,
    NEW.created_at + make_interval(days => v_days), NEW.created_at);
  RETURN NULL;
END $$;

CREATE TRIGGER promise_referral AFTER INSERT ON transfers FOR EACH ROW
  WHEN (NEW.type = 'TOPUP') EXECUTE FUNCTION promise_referral();
