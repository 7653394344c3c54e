-- However a departure becomes known, what hangs on it follows in the same transaction.
CREATE OR REPLACE FUNCTION claw_back_on_departure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM claw_back_reward(u.id, c.id, NEW.checked_at)
  FROM channels c, users u WHERE c.telegram_id = NEW.channel_id AND u.telegram_id = NEW.telegram_id;
  RETURN NULL;
END $$;

CREATE TRIGGER claw_back_on_departure AFTER INSERT OR UPDATE ON telegram_memberships
  FOR EACH ROW WHEN (NEW.status = 'NOT_MEMBER') EXECUTE FUNCTION claw_back_on_departure();
