-- A promo code was used: it brought something, or a purchase has it.
CREATE OR REPLACE FUNCTION promo_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM put_event('promo.redeemed', jsonb_build_object('code', c.code, 'kind', c.kind,
    'userId', NEW.user_id::text, 'amount', (COALESCE(NEW.discount, c.amount) * 0.0001)::text, 'percent', c.percent,
    'reservationId', NEW.reservation_id::text), NEW.created_at)
  FROM promo_codes c WHERE c.id = NEW.code_id;
  RETURN NULL;
END $$;

CREATE TRIGGER promo_uses_event AFTER INSERT ON promo_uses FOR EACH ROW EXECUTE FUNCTION promo_event();
