-- A thread was opened, opened again, or closed. What was written stands in no event: it goes with its writer.
CREATE OR REPLACE FUNCTION support_thread_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM put_event(CASE NEW.state WHEN 'OPEN' THEN 'support.opened' ELSE 'support.closed' END,
    jsonb_build_object('threadId', NEW.id::text, 'userId', NEW.user_id::text, 'topic', NEW.topic,
      'reservationId', NEW.reservation_id::text, 'paymentId', NEW.payment_id::text, 'receiptId', NEW.receipt_id::text)
    || CASE NEW.state WHEN 'OPEN' THEN jsonb_build_object('isReopened', TG_OP = 'UPDATE')
       ELSE jsonb_build_object('closedBy', NEW.closed_by) END,
    COALESCE(NEW.closed_at, NEW.waiting_since, NEW.last_at));
  RETURN NULL;
END $$;

CREATE TRIGGER support_threads_event AFTER INSERT ON support_threads FOR EACH ROW
  EXECUTE FUNCTION support_thread_event();
CREATE TRIGGER support_threads_event_of_state AFTER UPDATE OF state ON support_threads FOR EACH ROW
  WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION support_thread_event();
