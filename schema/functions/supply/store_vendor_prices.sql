-- Stores a supplier's whole price list, as far as it concerns us, notes what changed, and writes stock and cost to our
-- routes. What a route asks for and the list lacks is sold out, unless a part of the list was not understood (not
-- p_is_whole): then it stays as it was read last, and nothing is noted as gone.
CREATE OR REPLACE FUNCTION store_vendor_prices(
  p_provider integer, p_services text[], p_countries text[], p_costs bigint[], p_stocks integer[], p_now timestamptz,
  p_is_whole boolean)
  RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_first boolean := NOT EXISTS (SELECT 1 FROM vendor_prices WHERE provider_id = p_provider);
BEGIN
  CREATE TEMPORARY TABLE given_prices ON COMMIT DROP AS
  SELECT g.service, g.country, min(g.cost) AS cost,
    CASE WHEN bool_or(g.stock IS NULL) THEN NULL ELSE LEAST(sum(g.stock), 2147483647)::integer END AS stock
  FROM unnest(p_services, p_countries, p_costs, p_stocks) AS g (service, country, cost, stock)
  WHERE EXISTS (SELECT 1 FROM routes r
                WHERE r.provider_id = p_provider AND r.service_code = g.service AND r.country_code = g.country)
    OR (EXISTS (SELECT 1 FROM vendor_services v
                WHERE v.provider_id = p_provider AND v.code = g.service AND v.service_id IS NOT NULL)
        AND EXISTS (SELECT 1 FROM vendor_countries v
                    WHERE v.provider_id = p_provider AND v.code = g.country AND v.country_id IS NOT NULL))
  GROUP BY g.service, g.country;
  IF NOT v_first THEN
    INSERT INTO vendor_changes (provider_id, kind, service_code, country_code, name, cost_before, cost_after, noted_at)
    SELECT p_provider,
      (CASE WHEN v.provider_id IS NULL OR v.gone_at IS NOT NULL THEN 'NEW_PRICE'
        WHEN g.service IS NULL THEN 'GONE_PRICE'
        WHEN g.cost > v.cost THEN 'DEARER' ELSE 'CHEAPER' END)::vendor_change_kind,
      COALESCE(g.service, v.service_code), COALESCE(g.country, v.country_code),
      COALESCE(s.name, g.service, v.service_code) || ', ' || COALESCE(c.name, g.country, v.country_code),
      CASE WHEN v.gone_at IS NULL THEN v.cost END, g.cost, p_now
    FROM given_prices g
    FULL JOIN (SELECT * FROM vendor_prices WHERE provider_id = p_provider) v
      ON v.service_code = g.service AND v.country_code = g.country
    LEFT JOIN vendor_services s ON s.provider_id = p_provider AND s.code = COALESCE(g.service, v.service_code)
    LEFT JOIN vendor_countries c ON c.provider_id = p_provider AND c.code = COALESCE(g.country, v.country_code)
    WHERE (g.service IS NOT NULL AND (v.provider_id IS NULL OR v.gone_at IS NOT NULL OR v.cost <> g.cost))
      OR (p_is_whole AND g.service IS NULL AND v.gone_at IS NULL);
  END IF;
  INSERT INTO vendor_prices (provider_id, service_code, country_code, cost, stock, seen_at)
  SELECT p_provider, g.service, g.country, g.cost, g.stock, p_now FROM given_prices g
  ON CONFLICT (provider_id, service_code, country_code) DO UPDATE
    SET cost = EXCLUDED.cost, stock = EXCLUDED.stock, seen_at = p_now, gone_at = NULL;
  UPDATE vendor_prices v SET gone_at = p_now, stock = 0
  WHERE p_is_whole AND v.provider_id = p_provider AND v.gone_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM given_prices g WHERE g.service = v.service_code AND g.country = v.country_code);
  UPDATE routes r SET stock = n.stock, stock_at = p_now, listed_cost = COALESCE(n.cost, r.listed_cost)
  FROM (
    SELECT t.id, g.cost, CASE WHEN g.service IS NULL THEN 0 ELSE g.stock END AS stock
    FROM routes t LEFT JOIN given_prices g ON g.service = t.service_code AND g.country = t.country_code
    WHERE t.provider_id = p_provider AND NOT t.is_pool AND (p_is_whole OR g.service IS NOT NULL)) n
  WHERE r.id = n.id;
  DROP TABLE given_prices;
END $$;
