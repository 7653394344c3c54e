-- What reserving needs to know of offers, as the tables say it. Where nobody has said what the supplier's money is
-- worth, nothing is bought.
CREATE OR REPLACE FUNCTION offer_availability(p_offers integer[]) RETURNS TABLE (
  offer_id integer, is_available boolean, timeout_s integer, route_id integer, provider_id integer, is_pool boolean)
  LANGUAGE sql STABLE AS $$
  SELECT o.id, s.is_active AND s.deleted_at IS NULL AND c.is_active, s.timeout_s,
    b.id, b.provider_id, b.is_pool
  FROM offers o JOIN services s ON s.id = o.service_id JOIN countries c ON c.id = o.country_id
  LEFT JOIN LATERAL (
    SELECT r.id, r.provider_id, r.is_pool FROM routes r JOIN providers p ON p.id = r.provider_id
    WHERE r.offer_id = o.id AND r.is_active AND p.is_active
      AND (r.is_pool OR p.currency IS NULL OR p.exchange_rate IS NOT NULL)
    ORDER BY r.is_failing, r.priority, r.rank, r.id LIMIT 1) b ON true
  WHERE o.id = ANY (p_offers)
$$;
