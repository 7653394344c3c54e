-- Once for all routes that a statement adds or deletes: writing fifty thousand costs seconds instead of a minute.
CREATE OR REPLACE FUNCTION shelve_routes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_shelf(ARRAY(SELECT DISTINCT offer_id FROM touched));
  RETURN NULL;
END $$;

CREATE TRIGGER shelve_new_routes AFTER INSERT ON routes REFERENCING NEW TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION shelve_routes();
CREATE TRIGGER shelve_gone_routes AFTER DELETE ON routes REFERENCING OLD TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION shelve_routes();
