-- An SMS came for an order by a key.
CREATE OR REPLACE FUNCTION order_sms_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM put_order_event('order.sms', NEW.reservation_id, NEW.id, 'completed', NEW.applied_at);
  RETURN NULL;
END $$;

CREATE TRIGGER messages_order_event AFTER UPDATE OF status ON messages FOR EACH ROW
  WHEN (NEW.status = 'APPLIED' AND OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION order_sms_event();
