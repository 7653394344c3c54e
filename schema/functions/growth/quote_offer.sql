-- What an offer costs a user: list_price, and price, which they pay. The one place that reckons it: in the chat a
-- chosen promo code counts, where p_with_promo; by a key its price group p_group, while that is on. promo_says: counts
-- | off | not_yet | over | used_up | used_by_you | only_new | elsewhere | too_cheap; null: no code was chosen.
-- promo_id: only of one that counts. By a code, never less than a hundredth stays to be paid. Asks only: whoever sells
-- by it locks the code first.
CREATE OR REPLACE FUNCTION quote_offer(
  p_user bigint, p_offer integer, p_with_promo boolean, p_now timestamptz,
  p_group integer DEFAULT NULL,
  OUT list_price bigint, OUT price bigint, OUT promo_id integer, OUT promo_code text, OUT promo_says text)
  LANGUAGE plpgsql STABLE AS $$
DECLARE
  v record;
  v_promo promo_codes;
  v_discount bigint;
BEGIN
  SELECT o.price, o.service_id, o.country_id INTO v FROM offers o WHERE o.id = p_offer;
  list_price := v.price;
  price := v.price;
  IF p_group IS NOT NULL THEN
    SELECT group_price(o.price, g.mark_down::numeric, g.may_sell_below_cost, r.is_pool, r.listed_cost, r.max_cost)
      INTO price
    FROM offers o LEFT JOIN price_groups g ON g.id = p_group AND g.is_active
    LEFT JOIN routes r ON r.id = o.best_route_id WHERE o.id = p_offer;
  END IF;
  IF NOT p_with_promo THEN RETURN; END IF;
  SELECT c.* INTO v_promo FROM promo_choices x JOIN promo_codes c ON c.id = x.code_id WHERE x.user_id = p_user;
  IF NOT FOUND THEN RETURN; END IF;
  promo_code := v_promo.code;
  v_discount := LEAST(
    COALESCE(v_promo.amount, list_price * v_promo.percent / 100), v_promo.max_discount, list_price - 100);
  promo_says := CASE
    WHEN NOT v_promo.is_active THEN 'off'
    WHEN v_promo.starts_at > p_now THEN 'not_yet'
    WHEN v_promo.ends_at <= p_now THEN 'over'
    WHEN v_promo.service_id <> v.service_id OR v_promo.country_id <> v.country_id THEN 'elsewhere'
    WHEN v_promo.min_price > list_price OR v_discount <= 0 THEN 'too_cheap'
    WHEN v_promo.max_uses_of_user <= (SELECT count(*) FROM promo_uses u WHERE u.code_id = v_promo.id
      AND u.user_id = p_user AND u.released_at IS NULL AND NOT u.is_beyond) THEN 'used_by_you'
    WHEN v_promo.uses >= v_promo.max_uses OR v_promo.spent + v_discount > v_promo.budget THEN 'used_up'
    WHEN v_promo.is_for_new AND EXISTS (
      SELECT 1 FROM reservations r WHERE r.user_id = p_user AND r.status = 'COMPLETED') THEN 'only_new'
    ELSE 'counts'
  END;
  IF promo_says <> 'counts' THEN RETURN; END IF;
  promo_id := v_promo.id;
  price := list_price - v_discount;
END $$;
