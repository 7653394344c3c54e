-- Stores a supplier's lists and notes what changed since the last ones. The first lists are no change. Codes and names
-- that are ours are mapped by themselves; what an operator mapped stays. Rows without a list leave it alone.
CREATE OR REPLACE FUNCTION store_vendor_lists(
  p_provider integer, p_services text[], p_service_names text[], p_countries text[], p_country_names text[],
  p_isos text[], p_now timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_first boolean := NOT EXISTS (SELECT 1 FROM vendor_services WHERE provider_id = p_provider)
    AND NOT EXISTS (SELECT 1 FROM vendor_countries WHERE provider_id = p_provider);
BEGIN
  IF NOT v_first THEN
    INSERT INTO vendor_changes (provider_id, kind, service_code, name, noted_at)
    SELECT p_provider, 'NEW_SERVICE', g.code, g.name, p_now FROM unnest(p_services, p_service_names) AS g (code, name)
    WHERE NOT EXISTS (SELECT 1 FROM vendor_services v
      WHERE v.provider_id = p_provider AND v.code = g.code AND v.gone_at IS NULL);
    INSERT INTO vendor_changes (provider_id, kind, service_code, name, noted_at)
    SELECT p_provider, 'GONE_SERVICE', v.code, v.name, p_now FROM vendor_services v
    WHERE v.provider_id = p_provider AND v.gone_at IS NULL AND v.code <> ALL (p_services);
    INSERT INTO vendor_changes (provider_id, kind, country_code, name, noted_at)
    SELECT p_provider, 'NEW_COUNTRY', g.code, g.name, p_now FROM unnest(p_countries, p_country_names) AS g (code, name)
    WHERE NOT EXISTS (SELECT 1 FROM vendor_countries v
      WHERE v.provider_id = p_provider AND v.code = g.code AND v.gone_at IS NULL);
    INSERT INTO vendor_changes (provider_id, kind, country_code, name, noted_at)
    SELECT p_provider, 'GONE_COUNTRY', v.code, v.name, p_now FROM vendor_countries v
    WHERE v.provider_id = p_provider AND v.gone_at IS NULL AND v.code <> ALL (p_countries);
  END IF;
  INSERT INTO vendor_services (provider_id, code, name, seen_at)
  SELECT p_provider, g.code, g.name, p_now FROM unnest(p_services, p_service_names) AS g (code, name)
  ON CONFLICT (provider_id, code) DO UPDATE SET name = EXCLUDED.name, seen_at = p_now, gone_at = NULL;
  UPDATE vendor_services SET gone_at = p_now
  WHERE provider_id = p_provider AND gone_at IS NULL AND seen_at < p_now AND code <> ALL (p_services);
  INSERT INTO vendor_countries (provider_id, code, name, iso, seen_at)
  SELECT p_provider, g.code, g.name, g.iso, p_now
  FROM unnest(p_countries, p_country_names, p_isos) AS g (code, name, iso)
  ON CONFLICT (provider_id, code) DO UPDATE
    SET name = EXCLUDED.name, iso = EXCLUDED.iso, seen_at = p_now, gone_at = NULL;
  UPDATE vendor_countries SET gone_at = p_now
  WHERE provider_id = p_provider AND gone_at IS NULL AND seen_at < p_now AND code <> ALL (p_countries);
END $$;
