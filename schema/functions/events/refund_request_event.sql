-- A buyer asked for money back; an operator is to answer.
CREATE OR REPLACE FUNCTION refund_request_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM put_event('refund.requested', jsonb_build_object('refundRequestId', NEW.id::text,
    'receiptId', r.id::text, 'userId', NEW.user_id::text, 'method', m.name,
    'amount', (NEW.amount * 0.0001)::text), NEW.created_at)
  FROM payment_receipts r JOIN payment_methods m ON m.id = r.method_id WHERE r.id = NEW.receipt_id;
  RETURN NULL;
END $$;

CREATE TRIGGER refund_requests_event AFTER INSERT ON refund_requests FOR EACH ROW
  EXECUTE FUNCTION refund_request_event();
