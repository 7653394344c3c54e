-- Adds two counts by kind; kinds without any are left out.
CREATE OR REPLACE FUNCTION sum_counts(a jsonb, b jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT COALESCE(jsonb_object_agg(key, total), '{}') FROM (
    SELECT key, sum(value::bigint) AS total FROM (
      SELECT * FROM jsonb_each_text(a) UNION ALL SELECT * FROM jsonb_each_text(b)) both_counts
    GROUP BY key HAVING sum(value::bigint) > 0) totals
$$;
