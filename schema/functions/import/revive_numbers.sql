-- Deleted numbers that a file names again come back to stock.
CREATE OR REPLACE FUNCTION revive_numbers(p_ids bigint[], p_countries integer[], p_import bigint) RETURNS void
  LANGUAGE sql AS $$
  UPDATE numbers n SET status = 'AVAILABLE', origin = 'POOL', country_id = k.country_id, expiries_in_a_row = 0,
    available_at = NULL, deleted_at = NULL, deletion_id = NULL, import_id = p_import,
    pick_key = floor(random() * 2147483647)::integer
  FROM unnest(p_ids, p_countries) AS k (id, country_id) WHERE n.id = k.id AND n.status = 'DELETED'
$$;
