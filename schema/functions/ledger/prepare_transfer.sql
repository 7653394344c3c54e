-- Before a transfer is inserted: locks its user's wallet and writes into the transfer what will stand in it.
-- post_transfer, which runs only for a row that was really inserted, makes it so; in two halves, so that an insert
-- skipped by ON CONFLICT moves nothing. Runs as the schema's owner, since the program may not touch wallets.
CREATE OR REPLACE FUNCTION prepare_transfer() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT available, held INTO NEW.available_after, NEW.held_after
  FROM wallets WHERE user_id = NEW.user_id FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'user % has no wallet', NEW.user_id USING ERRCODE = 'foreign_key_violation';
  END IF;
  -- The first id was drawn before the wait for the lock: others may have moved this wallet since, with later ones.
  NEW.id := nextval('transfers_id_seq');
  IF NEW.from_account = 'AVAILABLE' THEN NEW.available_after := NEW.available_after - NEW.amount;
  ELSIF NEW.from_account = 'HELD' THEN NEW.held_after := NEW.held_after - NEW.amount;
  END IF;
  IF NEW.to_account = 'AVAILABLE' THEN NEW.available_after := NEW.available_after + NEW.amount;
  ELSIF NEW.to_account = 'HELD' THEN NEW.held_after := NEW.held_after + NEW.amount;
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER prepare_transfer BEFORE INSERT ON transfers FOR EACH ROW EXECUTE FUNCTION prepare_transfer();
