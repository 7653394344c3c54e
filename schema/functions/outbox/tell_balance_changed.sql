-- People are told of money that was moved by hand, in the transaction that moves it.
CREATE OR REPLACE FUNCTION tell_balance_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM put_notice('balance:' || NEW.id, 1::smallint, NEW.user_id, 'balance_changed',
    jsonb_build_object('transferId', NEW.id::text), NEW.created_at);
  RETURN NULL;
END $$;

CREATE TRIGGER tell_balance_changed AFTER INSERT ON transfers FOR EACH ROW
  WHEN (NEW.actor_type IN ('ADMIN', 'API_KEY') AND NEW.type IN ('ADD', 'DEDUCT', 'REWARD', 'REFUND'))
  EXECUTE FUNCTION tell_balance_changed();
