-- A provider took money back, or said how a dispute ended.
CREATE OR REPLACE FUNCTION charge_back_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM put_event('payment.taken_back', jsonb_build_object('chargeBackId', NEW.id::text, 'receiptId', r.id::text,
    'userId', r.user_id::text, 'method', m.name, 'amount', (NEW.amount * 0.0001)::text, 'state', NEW.state),
    NEW.created_at)
  FROM payment_receipts r JOIN payment_methods m ON m.id = r.method_id WHERE r.id = NEW.receipt_id;
  RETURN NULL;
END $$;

CREATE TRIGGER charge_backs_event AFTER INSERT ON charge_backs FOR EACH ROW EXECUTE FUNCTION charge_back_event();
CREATE TRIGGER charge_backs_event_of_end AFTER UPDATE OF state ON charge_backs FOR EACH ROW
  WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION charge_back_event();
