-- A new key deserves a new try: it ends the pause that the old one earned.
CREATE OR REPLACE FUNCTION forgive_provider() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.paused_until := NULL;
  NEW.pause_reason := NULL;
  NEW.poll_failures := 0;
  NEW.next_poll_at := LEAST(NEW.next_poll_at, statement_timestamp());
  RETURN NEW;
END $$;

CREATE TRIGGER forgive_provider BEFORE UPDATE ON providers FOR EACH ROW
  WHEN (NEW.api_key_sealed IS NOT NULL AND OLD.api_key_sealed IS DISTINCT FROM NEW.api_key_sealed
  AND OLD.paused_until IS NOT DISTINCT FROM NEW.paused_until)
  EXECUTE FUNCTION forgive_provider();
