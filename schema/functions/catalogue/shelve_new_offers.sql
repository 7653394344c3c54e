-- Once for all offers that a statement adds, instead of once for each.
CREATE OR REPLACE FUNCTION shelve_new_offers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_shelf(ARRAY(SELECT id FROM added));
  RETURN NULL;
END $$;

CREATE TRIGGER shelve AFTER INSERT ON offers REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION shelve_new_offers();
