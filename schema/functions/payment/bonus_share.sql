-- Which part of a receipt's bonus goes with a part of its amount that goes back; rounded up, and together all shares
-- are the bonus. p_returned: of the amount, what went back before.
CREATE OR REPLACE FUNCTION bonus_share(p_amount bigint, p_bonus bigint, p_returned bigint, p_part bigint)
  RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT (ceil(p_bonus::numeric * (p_returned + p_part) / p_amount)
    - ceil(p_bonus::numeric * p_returned / p_amount))::bigint
$$;
