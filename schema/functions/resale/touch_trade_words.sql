-- What programs of buyers may call services and countries has changed, or will have when this transaction ends, or what
-- their menus show beside it. Who keeps the words looks whether the number moved.
CREATE OR REPLACE FUNCTION touch_trade_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM nextval('trade_words_version');
  RETURN NULL;
END $$;

CREATE TRIGGER touch_trade_words AFTER INSERT OR UPDATE OR DELETE ON services
  FOR EACH STATEMENT EXECUTE FUNCTION touch_trade_words();
CREATE TRIGGER touch_trade_words AFTER INSERT OR UPDATE OR DELETE ON countries
  FOR EACH STATEMENT EXECUTE FUNCTION touch_trade_words();
CREATE TRIGGER touch_trade_words AFTER INSERT OR UPDATE OR DELETE ON service_codes
  FOR EACH STATEMENT EXECUTE FUNCTION touch_trade_words();
CREATE TRIGGER touch_trade_words AFTER INSERT OR UPDATE OR DELETE ON country_codes
  FOR EACH STATEMENT EXECUTE FUNCTION touch_trade_words();
