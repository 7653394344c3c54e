-- What follows from the rest of a SIM: its country is that of its number, by the longest calling code, and it rests
-- while it is turned off, blocked or silent.
CREATE OR REPLACE FUNCTION settle_sim() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.is_resting := NOT NEW.is_active OR NEW.is_blocked OR NEW.silent_at IS NOT NULL;
  IF TG_OP = 'INSERT' OR NEW.phone IS DISTINCT FROM OLD.phone OR NEW.country_id IS NULL THEN
    NEW.country_id := (SELECT c.id FROM countries c WHERE starts_with(NEW.phone, c.calling_code)
      ORDER BY length(c.calling_code) DESC, c.position, c.id LIMIT 1);
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER settle_sim BEFORE INSERT OR UPDATE ON sims FOR EACH ROW EXECUTE FUNCTION settle_sim();
