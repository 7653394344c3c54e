-- Money was given back, or it could not be and is in its wallet again.
CREATE OR REPLACE FUNCTION refund_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM put_event('refund.ended', jsonb_build_object('refundId', NEW.id::text, 'receiptId', r.id::text,
    'userId', r.user_id::text, 'method', m.name, 'amount', (NEW.amount * 0.0001)::text, 'state', NEW.state),
    NEW.ended_at)
  FROM payment_receipts r JOIN payment_methods m ON m.id = r.method_id WHERE r.id = NEW.receipt_id;
  RETURN NULL;
END $$;

CREATE TRIGGER payment_refunds_event AFTER UPDATE OF state ON payment_refunds FOR EACH ROW
  WHEN (OLD.state = 'WAITING' AND NEW.state <> 'WAITING') EXECUTE FUNCTION refund_event();
