-- The verdicts of a whole file, without changing the stock. Locks the import.
CREATE OR REPLACE FUNCTION check_import(p_import bigint, p_max_uses integer, p_now timestamptz) RETURNS void
  LANGUAGE plpgsql AS $$
DECLARE
  v number_imports;
BEGIN
  SELECT * INTO v FROM number_imports i WHERE i.id = p_import AND i.state = 'CHECKING' FOR UPDATE;
  IF NOT FOUND THEN RETURN; END IF;
  UPDATE number_import_lines l SET verdict = 'DOUBLE'
  FROM (SELECT x.entry, row_number() OVER (PARTITION BY x.phone ORDER BY x.entry) AS turn
        FROM number_import_lines x WHERE x.import_id = p_import AND x.verdict IS NULL) seen
  WHERE l.import_id = p_import AND l.entry = seen.entry AND seen.turn > 1;
  UPDATE number_import_lines l SET verdict = (
      CASE WHEN n.status <> 'DELETED' THEN 'IN_STOCK' WHEN NOT v.revives THEN 'DELETED'
        WHEN n.usage_count >= p_max_uses THEN 'SPENT' ELSE 'REVIVED' END)::import_verdict
  FROM numbers n
  WHERE l.import_id = p_import AND l.verdict IS NULL
    AND n.provider_id = v.provider_id AND n.service_id = v.service_id AND n.phone = l.phone;
  UPDATE number_imports i SET state = 'DONE', ended_at = p_now, position = i.entries, counts = COALESCE((
      SELECT jsonb_object_agg(c.verdict, c.number) FROM (
        SELECT COALESCE(l.verdict, 'ADDED') AS verdict, count(*) AS number
        FROM number_import_lines l WHERE l.import_id = p_import GROUP BY 1) c), '{}')
  WHERE i.id = p_import;
END $$;
