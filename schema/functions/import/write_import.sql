-- One step of an import: the next p_size numbers of the file. Lines that bring a number need no verdict of their own;
-- the few others get it here. kind: more | done | not_writing | lost (the lines are gone). Nothing is known about how
-- many lines there are, so nested loops over them are ruled out; what looks into the stock is asked row by row. Locks
-- the import.
CREATE OR REPLACE FUNCTION write_import(
  p_import bigint, p_size integer, p_max_uses integer, p_now timestamptz, OUT kind text, OUT reached integer)
  LANGUAGE plpgsql SET enable_nestloop = off SET enable_seqscan = off AS $$
DECLARE
  v number_imports;
  v_seen integer;
  v_added integer;
  v_counts jsonb;
  v_ids bigint[];
  v_countries integer[];
BEGIN
  SELECT * INTO v FROM number_imports i WHERE i.id = p_import FOR UPDATE;
  reached := v.position;
  IF v.state IS DISTINCT FROM 'WRITING' THEN kind := 'not_writing'; RETURN; END IF;
  reached := LEAST(v.position + p_size, v.entries);
  WITH batch AS MATERIALIZED (
    SELECT l.entry, l.phone, l.country_id, l.verdict FROM number_import_lines l
    WHERE l.import_id = p_import AND l.entry > v.position AND l.entry <= reached
  ), firsts AS MATERIALIZED (
    SELECT DISTINCT ON (b.phone) b.entry, b.phone, b.country_id FROM batch b
    WHERE b.verdict IS NULL ORDER BY b.phone, b.entry
  ), added AS (
    INSERT INTO numbers (provider_id, service_id, country_id, phone, origin, status, import_id, created_at)
    SELECT v.provider_id, v.service_id, f.country_id, f.phone, 'POOL', 'AVAILABLE', p_import, p_now FROM firsts f
    ON CONFLICT (provider_id, service_id, phone) DO NOTHING RETURNING phone
  ), brought AS (
    SELECT f.entry FROM firsts f JOIN added a ON a.phone = f.phone
  ), known AS MATERIALIZED (
    SELECT b.entry, b.country_id, n.id,
      CASE WHEN f.entry IS NULL OR n.import_id = p_import THEN 'DOUBLE'
        WHEN n.status IS DISTINCT FROM 'DELETED' THEN 'IN_STOCK'
        WHEN NOT v.revives THEN 'DELETED'
        WHEN n.usage_count >= p_max_uses THEN 'SPENT'
        ELSE 'REVIVED' END AS verdict
    FROM batch b LEFT JOIN firsts f ON f.entry = b.entry
    LEFT JOIN LATERAL (
      SELECT x.id, x.status, x.import_id, x.usage_count FROM numbers x
      WHERE x.provider_id = v.provider_id AND x.service_id = v.service_id AND x.phone = b.phone OFFSET 0) n ON true
    WHERE b.verdict IS NULL AND NOT EXISTS (SELECT 1 FROM brought WHERE brought.entry = b.entry)
  ), told AS (
    UPDATE number_import_lines l SET verdict = k.verdict::import_verdict FROM known k
    WHERE l.import_id = p_import AND l.entry > v.position AND l.entry <= reached AND l.entry = k.entry
  )
  SELECT (SELECT count(*) FROM batch), (SELECT count(*) FROM added),
    (SELECT jsonb_object_agg(c.verdict, c.number) FROM (
       SELECT x.verdict, count(*) AS number FROM (
         SELECT k.verdict FROM known k
         UNION ALL SELECT b.verdict::text FROM batch b WHERE b.verdict IS NOT NULL) x GROUP BY 1) c),
    (SELECT array_agg(k.id ORDER BY k.entry) FROM known k WHERE k.verdict = 'REVIVED'),
    (SELECT array_agg(k.country_id ORDER BY k.entry) FROM known k WHERE k.verdict = 'REVIVED')
  INTO v_seen, v_added, v_counts, v_ids, v_countries;
  IF v_seen < reached - v.position THEN
    UPDATE number_imports i SET state = 'FAILED', ended_at = p_now,
      failure = 'The database lost the lines of this file in a crash; import the file again.' WHERE i.id = p_import;
    kind := 'lost'; RETURN;
  END IF;
  IF v_ids IS NOT NULL THEN PERFORM revive_numbers(v_ids, v_countries, p_import); END IF;
  kind := CASE WHEN reached = v.entries THEN 'done' ELSE 'more' END;
  UPDATE number_imports i SET position = reached,
    counts = sum_counts(sum_counts(i.counts, COALESCE(v_counts, '{}')), jsonb_build_object('ADDED', v_added)),
    state = CASE WHEN kind = 'done' THEN 'DONE' ELSE i.state END,
    ended_at = CASE WHEN kind = 'done' THEN p_now END
  WHERE i.id = p_import;
END $$;
