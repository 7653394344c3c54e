-- A new service or country that is given no aliases (null) has the usual ones: a service those of its code, or of its
-- name, or of what the trade means by its code; a country those of its ISO letters. None that are known: an empty list.
CREATE OR REPLACE FUNCTION give_aliases() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.aliases IS NOT NULL THEN
    RETURN NEW;
  END IF;
  IF TG_TABLE_NAME = 'countries' THEN
    NEW.aliases := (SELECT u.words FROM usual_aliases u WHERE u.of_table = 'countries' AND u.name = NEW.iso);
  ELSE
    NEW.aliases := (SELECT u.words FROM usual_aliases u WHERE u.of_table = 'services'
      AND u.name IN (lower(NEW.code), regexp_replace(lower(NEW.name), '[^a-z0-9]', '', 'g'),
        (SELECT t.five_sim FROM trade_services t WHERE t.handler = lower(NEW.code)))
      ORDER BY u.name = lower(NEW.code) DESC, u.name LIMIT 1);
  END IF;
  NEW.aliases := COALESCE(NEW.aliases, '{}');
  RETURN NEW;
END $$;

CREATE TRIGGER services_aliases BEFORE INSERT ON services FOR EACH ROW EXECUTE FUNCTION give_aliases();
CREATE TRIGGER countries_aliases BEFORE INSERT ON countries FOR EACH ROW EXECUTE FUNCTION give_aliases();
