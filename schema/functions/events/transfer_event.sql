-- Money moved.
CREATE OR REPLACE FUNCTION transfer_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM put_event('balance.changed', jsonb_build_object('transactionId', NEW.id::text, 'userId', NEW.user_id::text,
    'type', NEW.type, 'amount', (NEW.amount * 0.0001)::text, 'reservationId', NEW.reservation_id::text,
    'available', (NEW.available_after * 0.0001)::text, 'held', (NEW.held_after * 0.0001)::text), NEW.created_at);
  IF NEW.type = 'REFUND' AND NEW.reservation_id IS NOT NULL THEN
    PERFORM put_order_event('order.refunded', NEW.reservation_id, NULL, 'completed', NEW.created_at);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER transfers_event AFTER INSERT ON transfers FOR EACH ROW EXECUTE FUNCTION transfer_event();
