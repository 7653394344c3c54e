-- What operators are told of now, programs are told of too.
CREATE OR REPLACE FUNCTION alert_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_type text := CASE
    WHEN NEW.kind LIKE 'provider\_%' THEN 'provider.down'
    WHEN NEW.kind = 'stock_low' THEN 'stock.low'
    WHEN NEW.kind = 'books_broken' THEN 'ledger.broken' END;
BEGIN
  IF v_type IS NOT NULL AND NEW.told_at IS NOT NULL AND NEW.told_at IS DISTINCT FROM OLD.told_at THEN
    PERFORM put_event(v_type, jsonb_build_object('reason', NEW.kind) || NEW.facts, NEW.told_at);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER operator_alerts_event AFTER UPDATE OF told_at ON operator_alerts
  FOR EACH ROW EXECUTE FUNCTION alert_event();
