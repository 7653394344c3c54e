-- Takes one use of a promo code for a reservation that is sold by it, in the act that holds its price.
-- promo_codes_within_uses and promo_codes_within_budget forbid one too many, promo_uses_reservation_key a second one of
-- the same reservation. p_keeps_word: the price was agreed before (a late code), so it stands although the code is used up;
-- that use is noted and not counted. Locks the code.
CREATE OR REPLACE FUNCTION take_promo_use(
  p_promo integer, p_user bigint, p_reservation bigint, p_discount bigint, p_keeps_word boolean, p_now timestamptz)
  RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_counts boolean := true;
  v_left integer;
BEGIN
  PERFORM 1 FROM promo_codes c WHERE c.id = p_promo FOR NO KEY UPDATE;
  IF p_keeps_word THEN
    SELECT c.uses < c.max_uses AND (c.budget IS NULL OR c.spent + p_discount <= c.budget) INTO v_counts
    FROM promo_codes c WHERE c.id = p_promo;
  END IF;
  UPDATE promo_codes c SET uses = c.uses + 1, spent = c.spent + p_discount WHERE c.id = p_promo AND v_counts;
  INSERT INTO promo_uses (code_id, user_id, n, reservation_id, discount, is_beyond, created_at)
  SELECT p_promo, p_user, COALESCE(max(u.n), 0) + 1, p_reservation, p_discount, NOT v_counts, p_now
  FROM promo_uses u WHERE u.code_id = p_promo AND u.user_id = p_user;
  -- Whoever has used it up is offered it no more; it comes back with a use.
  SELECT c.max_uses_of_user - count(u.id) INTO v_left FROM promo_codes c LEFT JOIN promo_uses u
    ON u.code_id = c.id AND u.user_id = p_user AND u.released_at IS NULL AND NOT u.is_beyond
  WHERE c.id = p_promo GROUP BY c.id;
  IF v_left <= 0 THEN DELETE FROM promo_choices x WHERE x.user_id = p_user AND x.code_id = p_promo; END IF;
END $$;
