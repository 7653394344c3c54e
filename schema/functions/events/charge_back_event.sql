-- A provider took money back, or said how a dispute ended. debt: what of it could not be taken, and is owed. At the
-- first telling the wallet, which the caller holds, has not paid yet.
CREATE OR REPLACE FUNCTION charge_back_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM put_event('payment.taken_back', jsonb_build_object('chargeBackId', NEW.id::text, 'receiptId', r.id::text,
    'userId', r.user_id::text, 'method', m.name, 'amount', (NEW.amount * 0.0001)::text,
    'debt', (CASE WHEN TG_OP = 'INSERT' THEN GREATEST(0, NEW.amount - w.available) WHEN NEW.state = 'WON' THEN 0
      ELSE COALESCE(d.amount - d.paid - d.forgiven, 0) END * 0.0001)::text,
    'state', NEW.state), NEW.created_at)
  FROM payment_receipts r JOIN payment_methods m ON m.id = r.method_id JOIN wallets w ON w.user_id = r.user_id
    LEFT JOIN debts d ON d.charge_back_id = NEW.id
  WHERE r.id = NEW.receipt_id;
  RETURN NULL;
END $$;

CREATE TRIGGER charge_backs_event AFTER INSERT ON charge_backs FOR EACH ROW EXECUTE FUNCTION charge_back_event();
CREATE TRIGGER charge_backs_event_of_end AFTER UPDATE OF state ON charge_backs FOR EACH ROW
  WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION charge_back_event();
