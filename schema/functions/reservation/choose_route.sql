-- The best route that can still be tried, in the order that rank_routes made; null without one. A pool route counts
-- only when a number was taken from it. Where nobody has said what the supplier's money is worth, nothing is bought.
-- Locks the number with SKIP LOCKED. p_not: a number that it must not be; p_avoid:
-- how it must not begin.
CREATE OR REPLACE FUNCTION choose_route(
  p_offer integer, p_service integer, p_country integer, p_user bigint, p_tried integer[], p_now timestamptz,
  p_start integer, p_not bigint, p_avoid text[] DEFAULT NULL) RETURNS chosen_route LANGUAGE plpgsql AS $$
DECLARE
  v_choice chosen_route;
BEGIN
  FOR v_choice IN
    SELECT r.id, r.provider_id, r.is_pool, NULL::bigint, NULL::text,
           r.service_code, r.country_code, r.operator, r.max_cost
    FROM routes r JOIN providers p ON p.id = r.provider_id
    WHERE r.offer_id = p_offer AND r.is_active AND p.is_active AND r.id <> ALL (p_tried)
      AND (r.is_pool OR p.currency IS NULL OR p.exchange_rate IS NOT NULL)
      AND (p.paused_until IS NULL OR p.paused_until <= p_now)
    ORDER BY r.is_failing, r.priority, r.rank, r.id
  LOOP
    IF NOT v_choice.is_pool THEN RETURN v_choice; END IF;
    SELECT o_id, o_phone INTO v_choice.number_id, v_choice.phone
    FROM take_pool_number(v_choice.provider_id, p_service, p_country, p_user, p_start, p_not, p_avoid);
    IF v_choice.number_id IS NOT NULL THEN RETURN v_choice; END IF;
  END LOOP;
  RETURN NULL;
END $$;
