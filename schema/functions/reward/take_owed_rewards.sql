-- A hold ended. What came back pays what is owed, and nothing else does; with the last hold the debt ends, too. A
-- number that is changed for another gives its money to that one in the same act.
CREATE OR REPLACE FUNCTION take_owed_rewards() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_claim reward_claims;
  v_left bigint := CASE WHEN NEW.type = 'RELEASE' THEN NEW.amount ELSE 0 END;
  v_taken bigint;
BEGIN
  FOR v_claim IN SELECT * FROM reward_claims c
    WHERE c.user_id = NEW.user_id AND c.left_at IS NOT NULL AND c.clawed_back_at IS NULL ORDER BY c.id FOR UPDATE
  LOOP
    v_taken := LEAST(v_claim.amount - v_claim.clawed_back, v_left);
    v_left := v_left - v_taken;
    UPDATE reward_claims c SET clawed_back = c.clawed_back + v_taken, clawed_back_at =
      CASE WHEN NEW.held_after = 0 OR c.clawed_back + v_taken = c.amount THEN NEW.created_at END
    WHERE c.id = v_claim.id;
    PERFORM take_back_reward(v_claim, v_taken, 'clawback:' || v_claim.id || ':' || NEW.id, NEW.created_at);
  END LOOP;
  RETURN NULL;
END $$;

-- Its name puts it behind post_transfer, which moves the wallet.
CREATE TRIGGER take_owed_rewards AFTER INSERT ON transfers FOR EACH ROW
  WHEN (NEW.from_account = 'HELD' AND NEW.reason <> 'BUYER_CHANGED_NUMBER') EXECUTE FUNCTION take_owed_rewards();
