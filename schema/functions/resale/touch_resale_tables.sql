-- Whatever a price table shows has changed, or will have when this transaction ends: what is sold, for how much, and how
-- many there are. Who keeps a table looks whether the number moved, and whether those are through that were under way.
CREATE OR REPLACE FUNCTION touch_resale_tables() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM nextval('resale_table_version');
  RETURN NULL;
END $$;

CREATE TRIGGER touch_resale_tables AFTER INSERT OR UPDATE OR DELETE ON offers
  FOR EACH STATEMENT EXECUTE FUNCTION touch_resale_tables();
CREATE TRIGGER touch_resale_tables AFTER INSERT OR UPDATE OF is_active, stock, stock_at, operator, max_cost OR DELETE ON routes
  FOR EACH STATEMENT EXECUTE FUNCTION touch_resale_tables();
CREATE TRIGGER touch_resale_tables AFTER INSERT OR UPDATE OF status OR DELETE ON numbers
  FOR EACH STATEMENT EXECUTE FUNCTION touch_resale_tables();
CREATE TRIGGER touch_resale_tables AFTER UPDATE OF is_active, paused_until, currency, exchange_rate ON providers
  FOR EACH STATEMENT EXECUTE FUNCTION touch_resale_tables();
CREATE TRIGGER touch_resale_tables AFTER UPDATE OR DELETE ON price_groups
  FOR EACH STATEMENT EXECUTE FUNCTION touch_resale_tables();
CREATE TRIGGER touch_resale_tables AFTER INSERT OR UPDATE OR DELETE ON services
  FOR EACH STATEMENT EXECUTE FUNCTION touch_resale_tables();
CREATE TRIGGER touch_resale_tables AFTER INSERT OR UPDATE OR DELETE ON countries
  FOR EACH STATEMENT EXECUTE FUNCTION touch_resale_tables();
