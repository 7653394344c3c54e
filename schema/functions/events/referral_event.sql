-- Somebody was paid for a person whom they invited, or what they got went back with that person's payment.
CREATE OR REPLACE FUNCTION referral_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM put_event(CASE NEW.state WHEN 'PAID' THEN 'referral.paid' ELSE 'referral.reversed' END,
    jsonb_build_object('referralId', NEW.id::text, 'inviterId', NEW.inviter_id::text,
      'inviteeId', NEW.invitee_id::text, 'receiptId', NEW.receipt_id::text,
      'amount', (NEW.amount * 0.0001)::text, 'takenBack', (NEW.taken_back * 0.0001)::text),
    NEW.ended_at);
  RETURN NULL;
END $$;

CREATE TRIGGER referral_rewards_event AFTER UPDATE OF state ON referral_rewards FOR EACH ROW
  WHEN (OLD.state <> NEW.state AND NEW.state IN ('PAID', 'TAKEN_BACK')) EXECUTE FUNCTION referral_event();
