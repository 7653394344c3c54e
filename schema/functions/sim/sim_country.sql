-- A SIM's country is that of its number, by the longest calling code.
CREATE OR REPLACE FUNCTION sim_country() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.country_id := (SELECT c.id FROM countries c WHERE starts_with(NEW.phone, c.calling_code)
    ORDER BY length(c.calling_code) DESC, c.position, c.id LIMIT 1);
  RETURN NEW;
END $$;

CREATE TRIGGER sim_country BEFORE INSERT OR UPDATE OF phone ON sims FOR EACH ROW EXECUTE FUNCTION sim_country();
