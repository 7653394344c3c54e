-- Money moved. Asks whether somebody listens before it puts words together.
CREATE OR REPLACE FUNCTION transfer_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM event_endpoints e WHERE e.is_active AND 'balance.changed' = ANY (e.events)) THEN
    RETURN NULL;
  END IF;
  PERFORM put_event('balance.changed', jsonb_build_object('transactionId', NEW.id::text, 'userId', NEW.user_id::text,
    'type', NEW.type, 'amount', (NEW.amount * 0.0001)::text, 'reservationId', NEW.reservation_id::text,
    'available', (NEW.available_after * 0.0001)::text, 'held', (NEW.held_after * 0.0001)::text), NEW.created_at);
  RETURN NULL;
END $$;

CREATE TRIGGER transfers_event AFTER INSERT ON transfers FOR EACH ROW EXECUTE FUNCTION transfer_event();
