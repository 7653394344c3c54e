-- A reservation that was sold by a promo code ended without a code: its use comes back, once, and the promo code is chosen
-- again unless another one is. The caller holds the reservation. Locks the promo code, after everything else.
CREATE OR REPLACE FUNCTION release_promo_use(p_reservation bigint, p_now timestamptz) RETURNS void
  LANGUAGE plpgsql AS $$
DECLARE
  v promo_uses;
BEGIN
  UPDATE promo_uses u SET released_at = p_now
  WHERE u.reservation_id = p_reservation AND u.released_at IS NULL RETURNING * INTO v;
  IF NOT FOUND THEN RETURN; END IF;
  UPDATE promo_codes c SET uses = c.uses - 1, spent = c.spent - v.discount WHERE c.id = v.code_id AND NOT v.is_beyond;
  INSERT INTO promo_choices (user_id, code_id, chosen_at) VALUES (v.user_id, v.code_id, p_now)
  ON CONFLICT (user_id) DO NOTHING;
END $$;
