-- Notes who brought a user, at the first meeting. p_mark: a keyed hash of the person, so that somebody who was erased
-- and comes back is brought by nobody. False when there is no such code, or the person was brought before. The invited
-- one is new, so that nobody is brought by himself and no circle can be made.
CREATE OR REPLACE FUNCTION attach_referral(p_user bigint, p_code text, p_mark bytea, p_now timestamptz) RETURNS boolean
  LANGUAGE plpgsql AS $$
DECLARE
  v_inviter bigint;
BEGIN
  SELECT u.id INTO v_inviter FROM users u
  WHERE u.referral_code = p_code AND u.erased_at IS NULL AND NOT u.is_banned AND u.id < p_user;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO referral_marks (mark, created_at) VALUES (p_mark, p_now) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN RETURN false; END IF;
  UPDATE users u SET invited_by = v_inviter WHERE u.id = p_user AND u.invited_by IS NULL
    AND NOT EXISTS (SELECT 1 FROM transfers t WHERE t.user_id = p_user);
  RETURN FOUND;
END $$;
