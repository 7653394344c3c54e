-- What is sold follows a change of its service, its country or a supplier.
CREATE OR REPLACE FUNCTION refresh_availability() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_offer_availability(CASE TG_TABLE_NAME
    WHEN 'services' THEN ARRAY(SELECT o.id FROM offers o WHERE o.service_id = NEW.id)
    WHEN 'countries' THEN ARRAY(SELECT o.id FROM offers o WHERE o.country_id = NEW.id)
    WHEN 'providers' THEN ARRAY(SELECT r.offer_id FROM routes r WHERE r.provider_id = NEW.id)
  END);
  RETURN NULL;
END $$;

CREATE TRIGGER refresh_availability AFTER UPDATE ON services FOR EACH ROW
  WHEN ((OLD.is_active, OLD.deleted_at, OLD.timeout_s) IS DISTINCT FROM (NEW.is_active, NEW.deleted_at, NEW.timeout_s))
  EXECUTE FUNCTION refresh_availability();
CREATE TRIGGER refresh_availability AFTER UPDATE ON countries FOR EACH ROW
  WHEN (OLD.is_active IS DISTINCT FROM NEW.is_active) EXECUTE FUNCTION refresh_availability();
CREATE TRIGGER refresh_availability AFTER UPDATE ON providers FOR EACH ROW
  WHEN ((OLD.is_active, OLD.currency, OLD.exchange_rate)
    IS DISTINCT FROM (NEW.is_active, NEW.currency, NEW.exchange_rate))
  EXECUTE FUNCTION refresh_availability();
