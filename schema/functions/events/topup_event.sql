-- Money that arrived was credited. Asks whether somebody listens before it puts words together.
CREATE OR REPLACE FUNCTION topup_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM event_endpoints e WHERE e.is_active AND 'payment.received' = ANY (e.events)) THEN
    RETURN NULL;
  END IF;
  PERFORM put_event('payment.received', jsonb_build_object('receiptId', r.id::text, 'paymentId', r.payment_id::text,
    'userId', NEW.user_id::text, 'method', m.name, 'amount', (NEW.amount * 0.0001)::text,
    'bonus', (r.bonus * 0.0001)::text, 'received', trim_scale(r.received)::text, 'currency', r.currency),
    NEW.created_at)
  FROM payment_receipts r JOIN payment_methods m ON m.id = r.method_id WHERE r.id = NEW.receipt_id;
  RETURN NULL;
END $$;

CREATE TRIGGER transfers_topup_event AFTER INSERT ON transfers FOR EACH ROW WHEN (NEW.type = 'TOPUP')
  EXECUTE FUNCTION topup_event();
