-- After a transfer was inserted: moves the wallet, and nothing else does. Refuses when the wallet, locked by
-- prepare_transfer, is not as that one read it. Runs as the schema's owner, since the program may not touch wallets.
CREATE OR REPLACE FUNCTION post_transfer() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE wallets SET available = NEW.available_after, held = NEW.held_after,
    pending = pending + CASE WHEN NEW.type <> 'PENDING' THEN 0 WHEN NEW.to_account = 'PENDING' THEN NEW.amount
      ELSE -NEW.amount END,
    open_holds = open_holds + CASE WHEN NEW.type = 'HOLD' THEN 1 WHEN NEW.from_account = 'HELD' THEN -1 ELSE 0 END
  WHERE user_id = NEW.user_id
    AND available = NEW.available_after
      + CASE WHEN NEW.from_account = 'AVAILABLE' THEN NEW.amount ELSE 0 END
      - CASE WHEN NEW.to_account = 'AVAILABLE' THEN NEW.amount ELSE 0 END
    AND held = NEW.held_after
      + CASE WHEN NEW.from_account = 'HELD' THEN NEW.amount ELSE 0 END
      - CASE WHEN NEW.to_account = 'HELD' THEN NEW.amount ELSE 0 END;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'insert the transfers of one user one statement at a time';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER post_transfer AFTER INSERT ON transfers FOR EACH ROW EXECUTE FUNCTION post_transfer();
