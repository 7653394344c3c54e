-- Services and countries have words of the trade from their first moment; see name_services and name_countries.
CREATE OR REPLACE FUNCTION give_trade_codes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'services' THEN PERFORM name_services(); ELSE PERFORM name_countries(); END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER services_trade_codes AFTER INSERT ON services FOR EACH STATEMENT EXECUTE FUNCTION give_trade_codes();
CREATE TRIGGER countries_trade_codes AFTER INSERT ON countries FOR EACH STATEMENT EXECUTE FUNCTION give_trade_codes();
