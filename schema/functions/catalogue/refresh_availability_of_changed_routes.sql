-- Only those of which something changed that the order of routes depends on. By comparing sets and not by a join, whose
-- plan would be kept from a statement of one row to one of all.
CREATE OR REPLACE FUNCTION refresh_availability_of_changed_routes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_offer_availability(ARRAY(SELECT DISTINCT offer_id FROM (
    (SELECT id, offer_id, provider_id, is_pool, is_active, priority, rank, is_failing FROM after_it
     EXCEPT SELECT id, offer_id, provider_id, is_pool, is_active, priority, rank, is_failing FROM before_it)
    UNION ALL
    (SELECT id, offer_id, provider_id, is_pool, is_active, priority, rank, is_failing FROM before_it
     EXCEPT SELECT id, offer_id, provider_id, is_pool, is_active, priority, rank, is_failing FROM after_it)) changed));
  RETURN NULL;
END $$;

CREATE TRIGGER refresh_availability_of_changed_routes AFTER UPDATE ON routes
  REFERENCING OLD TABLE AS before_it NEW TABLE AS after_it
  FOR EACH STATEMENT EXECUTE FUNCTION refresh_availability_of_changed_routes();
