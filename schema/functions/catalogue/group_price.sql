-- A list price with a group's per cent off, rounded up to a ten-thousandth and never above the list; the list price
-- where p_mark_down is null: no group. Never below what the best route costs (p_listed, and p_most where its supplier
-- has no price list; numbers of a pool cost nothing), unless the group may.
CREATE OR REPLACE FUNCTION group_price(
  p_list bigint, p_mark_down numeric, p_may_sell_below_cost boolean, p_is_pool boolean, p_listed bigint,
  p_most bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN p_mark_down IS NULL THEN p_list ELSE
    LEAST(p_list, GREATEST(ceil(p_list * (100 - p_mark_down) / 100)::bigint,
      CASE WHEN NOT p_may_sell_below_cost AND NOT p_is_pool THEN COALESCE(p_listed, p_most) END, 1)) END
$$;
