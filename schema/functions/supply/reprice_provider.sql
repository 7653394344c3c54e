-- What was listed at another rate means nothing any more. The lists are read anew; a first list is no news.
CREATE OR REPLACE FUNCTION reprice_provider() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.catalogue_due_at := NULL;
  DELETE FROM vendor_prices WHERE provider_id = NEW.id;
  UPDATE routes SET listed_cost = NULL WHERE provider_id = NEW.id AND listed_cost IS NOT NULL;
  RETURN NEW;
END $$;

CREATE TRIGGER reprice_provider BEFORE UPDATE ON providers FOR EACH ROW
  WHEN ((OLD.currency, OLD.exchange_rate) IS DISTINCT FROM (NEW.currency, NEW.exchange_rate))
  EXECUTE FUNCTION reprice_provider();
