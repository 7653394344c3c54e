-- Keeps what offer_availability says ready in the offers themselves. The lock makes the last of several changes the one
-- that saw them all. For many at once: a plan that was made while the tables were small must not read them whole for
-- each.
CREATE OR REPLACE FUNCTION refresh_offer_availability(p_offers integer[]) RETURNS void
  LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
  IF cardinality(p_offers) = 0 THEN RETURN; END IF;
  PERFORM 1 FROM offers WHERE id = ANY (p_offers) ORDER BY id FOR NO KEY UPDATE;
  UPDATE offers o SET is_available = n.is_available, timeout_s = n.timeout_s, best_route_id = n.route_id,
    best_provider_id = n.provider_id, best_is_pool = n.is_pool
  FROM offer_availability(p_offers) n WHERE o.id = n.offer_id
    AND (o.is_available, o.timeout_s, o.best_route_id, o.best_provider_id, o.best_is_pool)
      IS DISTINCT FROM (n.is_available, n.timeout_s, n.route_id, n.provider_id, n.is_pool);
END $$;
