-- A broadcast counts what became of its messages in the transaction in which it became so.
CREATE OR REPLACE FUNCTION tally_broadcast() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE broadcasts SET
    sent_count = sent_count + CASE WHEN NEW.state = 'SENT' THEN 1 ELSE 0 END,
    blocked_count = blocked_count
      + CASE WHEN NEW.state = 'FAILED' AND NEW.failure ~ '(BLOCKED|DEACTIVATED|DELETED)' THEN 1 ELSE 0 END,
    failed_count = failed_count
      + CASE WHEN NEW.state = 'FAILED' AND NEW.failure !~ '(BLOCKED|DEACTIVATED|DELETED)' THEN 1 ELSE 0 END,
    dropped_count = dropped_count + CASE WHEN NEW.state = 'SUPERSEDED' THEN 1 ELSE 0 END
  WHERE id = NEW.broadcast_id;
  RETURN NULL;
END $$;

CREATE TRIGGER tally_broadcast AFTER UPDATE OF state ON outbox FOR EACH ROW
  WHEN (NEW.broadcast_id IS NOT NULL AND OLD.state = 'WAITING' AND NEW.state <> 'WAITING')
  EXECUTE FUNCTION tally_broadcast();
