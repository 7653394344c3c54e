-- A number that comes back to stock while its SIM rests, rests with it: QUARANTINED without a day on which it ends.
CREATE OR REPLACE FUNCTION rest_with_sim() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM sims s WHERE s.provider_id = NEW.provider_id AND s.phone = NEW.phone AND s.is_resting) THEN
    NEW.status := 'QUARANTINED';
    NEW.available_at := NULL;
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER rest_with_sim BEFORE UPDATE OF status ON numbers FOR EACH ROW
  WHEN (NEW.status = 'AVAILABLE' AND OLD.status <> 'AVAILABLE') EXECUTE FUNCTION rest_with_sim();
