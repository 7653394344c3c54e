-- Whether somebody may pay an invoice, asked while Telegram waits: approved | unknown | foreign | banned | paid |
-- expired | changed. language: of the payer whom it was made for. Approving promises nothing; that it was done in time
-- is written down, since money that comes a moment later is in time then. Locks the payment.
CREATE OR REPLACE FUNCTION approve_payment(
  p_token text, p_telegram bigint, p_currency text, p_amount bigint, p_now timestamptz,
  OUT kind text, OUT language text) LANGUAGE plpgsql AS $$
DECLARE
  v record;
BEGIN
  SELECT p.id, p.status, p.credited, p.expires_at, p.currency, p.price, u.telegram_id, u.is_banned, u.language INTO v
  FROM payments p JOIN users u ON u.id = p.user_id WHERE p.token = p_token;
  language := v.language;
  kind := CASE
    WHEN v.id IS NULL THEN 'unknown'
    WHEN v.telegram_id IS DISTINCT FROM p_telegram THEN 'foreign'
    WHEN v.is_banned THEN 'banned'
    WHEN v.credited > 0 THEN 'paid'
    WHEN v.status <> 'OPEN' OR v.expires_at <= p_now THEN 'expired'
    WHEN p_currency <> 'XTR' OR v.currency <> 'XTR' OR v.price <> p_amount THEN 'changed'
    ELSE 'approved'
  END;
  IF kind = 'approved' THEN UPDATE payments SET approved_at = p_now WHERE id = v.id; END IF;
END $$;
