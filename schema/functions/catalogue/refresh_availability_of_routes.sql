-- Once for all routes that a statement adds or deletes: writing fifty thousand costs seconds instead of a minute.
CREATE OR REPLACE FUNCTION refresh_availability_of_routes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_offer_availability(ARRAY(SELECT DISTINCT offer_id FROM touched));
  RETURN NULL;
END $$;

CREATE TRIGGER refresh_availability_of_new_routes AFTER INSERT ON routes REFERENCING NEW TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION refresh_availability_of_routes();
CREATE TRIGGER refresh_availability_of_gone_routes AFTER DELETE ON routes REFERENCING OLD TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION refresh_availability_of_routes();
