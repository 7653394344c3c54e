-- What a route already asks for is the surest mapping; then the code, then the name.
CREATE OR REPLACE FUNCTION map_vendor_lists(p_provider integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE vendor_services v SET service_id = COALESCE(
    (SELECT min(o.service_id) FROM routes r JOIN offers o ON o.id = r.offer_id
     WHERE r.provider_id = p_provider AND r.service_code = v.code HAVING count(DISTINCT o.service_id) = 1),
    (SELECT s.id FROM services s WHERE s.deleted_at IS NULL AND lower(s.code) = lower(v.code)),
    (SELECT min(s.id) FROM services s WHERE s.deleted_at IS NULL AND lower(s.name) = lower(v.name) HAVING count(*) = 1))
  WHERE v.provider_id = p_provider AND v.service_id IS NULL AND NOT v.is_manual;
  UPDATE vendor_countries v SET country_id = COALESCE(
    (SELECT min(o.country_id) FROM routes r JOIN offers o ON o.id = r.offer_id
     WHERE r.provider_id = p_provider AND r.country_code = v.code HAVING count(DISTINCT o.country_id) = 1),
    (SELECT c.id FROM countries c WHERE c.iso = upper(v.iso)),
    (SELECT min(c.id) FROM countries c WHERE lower(c.name) = lower(v.name) HAVING count(*) = 1))
  WHERE v.provider_id = p_provider AND v.country_id IS NULL AND NOT v.is_manual;
END $$;
