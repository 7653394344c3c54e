-- The routes of an offer that sell numbers of none of these operators; none where the buyer names no operator.
CREATE OR REPLACE FUNCTION routes_without(p_offer integer, p_operators text[]) RETURNS integer[]
  LANGUAGE sql STABLE AS $$
  SELECT COALESCE(array_agg(r.id), '{}') FROM routes r
  WHERE r.offer_id = p_offer AND p_operators IS NOT NULL
    AND (r.operator IS NULL OR lower(r.operator) <> ALL (p_operators))
$$;
