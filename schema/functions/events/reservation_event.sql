-- A reservation ended. Costs a reservation that is only opened nothing.
CREATE OR REPLACE FUNCTION reservation_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.status = NEW.status THEN RETURN NULL; END IF;
  IF NEW.status NOT IN ('COMPLETED', 'EXPIRED', 'CANCELED') THEN RETURN NULL; END IF;
  PERFORM put_event('reservation.' || lower(NEW.status::text), jsonb_build_object(
    'reservationId', NEW.id::text, 'userId', NEW.user_id::text,
    'service', (SELECT code FROM services WHERE id = NEW.service_id),
    'country', (SELECT iso FROM countries WHERE id = NEW.country_id),
    'price', (NEW.price * 0.0001)::text, 'status', NEW.status, 'endReason', NEW.end_reason,
    'resaleKeyId', NEW.resale_key_id::text), NEW.ended_at);
  -- An order whose number was changed goes on with the next one.
  IF NEW.resale_key_id IS NOT NULL AND NEW.end_reason IS DISTINCT FROM 'BUYER_CHANGED_NUMBER' THEN
    PERFORM put_order_event('order.' || lower(NEW.status::text), NEW.id, NULL, lower(NEW.status::text), NEW.ended_at);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER reservations_event AFTER UPDATE OF status ON reservations FOR EACH ROW
  WHEN (OLD.status IS DISTINCT FROM NEW.status AND NEW.status IN ('COMPLETED', 'EXPIRED', 'CANCELED'))
  EXECUTE FUNCTION reservation_event();
-- A claimed late code is a reservation that begins completed.
CREATE TRIGGER reservations_event_at_birth AFTER INSERT ON reservations FOR EACH ROW
  WHEN (NEW.status IN ('COMPLETED', 'EXPIRED', 'CANCELED')) EXECUTE FUNCTION reservation_event();
