-- A list price with so many per cent off, rounded up to a ten-thousandth; not below p_floor, and never above the list.
CREATE OR REPLACE FUNCTION group_price(p_list bigint, p_mark_down numeric, p_floor bigint) RETURNS bigint
  LANGUAGE sql IMMUTABLE AS $$
  SELECT LEAST(p_list, GREATEST(ceil(p_list * (100 - p_mark_down) / 100)::bigint, p_floor, 1))
$$;
