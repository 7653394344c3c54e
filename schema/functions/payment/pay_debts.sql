-- Whatever comes into a wallet that owes something pays that first: while there is a debt, nothing is available, so
-- nothing can be bought. A number that is changed for another gives its money to that one in the same act. Runs as the
-- schema's owner, since the program may not touch wallets.
CREATE OR REPLACE FUNCTION pay_debts() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_wallet wallets;
  v_debt record;
  v_paid bigint;
BEGIN
  SELECT * INTO v_wallet FROM wallets w WHERE w.user_id = NEW.user_id AND w.debt > 0;
  IF NOT FOUND THEN RETURN NULL; END IF;
  FOR v_debt IN SELECT d.id, d.amount - d.paid - d.forgiven AS rest, r AS receipt
    FROM debts d JOIN charge_backs b ON b.id = d.charge_back_id JOIN payment_receipts r ON r.id = b.receipt_id
    WHERE d.user_id = NEW.user_id AND d.paid + d.forgiven < d.amount ORDER BY d.id
  LOOP
    v_paid := LEAST(v_debt.rest, v_wallet.available);
    EXIT WHEN v_paid = 0;
    v_wallet.available := v_wallet.available - v_paid;
    UPDATE debts SET paid = paid + v_paid WHERE id = v_debt.id;
    UPDATE wallets w SET debt = w.debt - v_paid WHERE w.user_id = NEW.user_id;
    PERFORM move_payment('debt:' || v_debt.id || ':' || NEW.id, 'CHARGEBACK', 'AVAILABLE', 'PAYMENTS', v_paid,
      v_debt.receipt, 'JOB', 'payments', NEW.created_at);
  END LOOP;
  RETURN NULL;
END $$;

-- Its name puts it behind post_transfer, which moves the wallet, and take_owed_rewards, which counts on what came.
CREATE TRIGGER take_what_is_owed AFTER INSERT ON transfers FOR EACH ROW
  WHEN (NEW.to_account = 'AVAILABLE' AND NEW.reason <> 'BUYER_CHANGED_NUMBER')
  EXECUTE FUNCTION pay_debts();
