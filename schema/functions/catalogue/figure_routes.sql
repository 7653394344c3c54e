-- Works out the figures of routes whose numbers ended since, and of old ones, since age changes what they weigh; from
-- what reservations say of their route, the last hundred of each. Without much experience a route counts as one of
-- which seven in ten numbers bring a code. Half the weight is gone after six hours. usual_s: the time within which nine
-- in ten codes came. Returns how many routes it figured.
CREATE OR REPLACE FUNCTION figure_routes(p_now timestamptz) RETURNS integer
  LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  v_count integer;
BEGIN
  INSERT INTO route_figures (route_id, ended, completed, weight, success, median_s, usual_s, cost, figured_at)
  SELECT r.id, n.ended, n.completed, n.weight, (n.wins + 3.5) / (n.weight + 5), n.median_s, n.usual_s, n.cost, p_now
  FROM routes r LEFT JOIN route_figures f ON f.route_id = r.id
  CROSS JOIN LATERAL (
    SELECT max(e.ended_at) AS at FROM reservations e WHERE e.route_id = r.id AND e.brought_code IS NOT NULL) last
  CROSS JOIN LATERAL (
    SELECT count(*)::integer AS ended, (count(*) FILTER (WHERE brought_code))::integer AS completed,
      COALESCE(sum(age_weight), 0)::real AS weight,
      COALESCE(sum(age_weight) FILTER (WHERE brought_code), 0)::real AS wins,
      (percentile_cont(0.5) WITHIN GROUP (ORDER BY took_s) FILTER (WHERE brought_code))::real AS median_s,
      (percentile_cont(0.9) WITHIN GROUP (ORDER BY code_s) FILTER (WHERE brought_code))::real AS usual_s,
      (avg(upstream_cost) FILTER (WHERE brought_code))::bigint AS cost
    FROM (
      SELECT e.brought_code, e.upstream_cost,
        extract(epoch FROM e.ended_at - e.created_at) AS took_s,
        extract(epoch FROM e.ended_at - COALESCE(e.numbered_at, e.created_at)) AS code_s,
        power(0.5::float8, GREATEST(0, extract(epoch FROM p_now - e.ended_at))::float8 / 21600) AS age_weight
      FROM reservations e WHERE e.route_id = r.id AND e.brought_code IS NOT NULL
      ORDER BY e.ended_at DESC LIMIT 100) recent) n
  WHERE last.at IS NOT NULL
    AND (f.route_id IS NULL OR last.at >= f.figured_at - interval '1 minute'
      OR f.figured_at < p_now - interval '30 minutes')
  ON CONFLICT (route_id) DO UPDATE SET ended = EXCLUDED.ended, completed = EXCLUDED.completed,
    weight = EXCLUDED.weight, success = EXCLUDED.success, median_s = EXCLUDED.median_s, usual_s = EXCLUDED.usual_s,
    cost = EXCLUDED.cost, figured_at = EXCLUDED.figured_at;
  GET DIAGNOSTICS v_count = ROW_COUNT;
  RETURN v_count;
END $$;
