-- Every user has a wallet from the first moment. Runs as the schema's owner, since the program may not touch wallets.
CREATE OR REPLACE FUNCTION create_wallet() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO wallets (user_id) VALUES (NEW.id);
  RETURN NULL;
END $$;

CREATE TRIGGER create_wallet AFTER INSERT ON users FOR EACH ROW EXECUTE FUNCTION create_wallet();
