-- Once for all offers that a statement adds, instead of once for each.
CREATE OR REPLACE FUNCTION refresh_availability_of_new_offers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_offer_availability(ARRAY(SELECT id FROM added));
  RETURN NULL;
END $$;

CREATE TRIGGER refresh_availability AFTER INSERT ON offers REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION refresh_availability_of_new_offers();
