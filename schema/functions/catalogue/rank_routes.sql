-- Orders the routes of each offer. The operator's priority comes first, but a route that hardly ever brings a code is
-- put behind those that do. Within a priority: one that just said it is sold out, or lists a cost above its ceiling,
-- comes last; then what a try earns: the chance of a code times what is left of the price. Until there is experience
-- the listed cost counts. Returns how many routes changed their place.
CREATE OR REPLACE FUNCTION rank_routes(p_now timestamptz) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  v_count integer;
BEGIN
  UPDATE routes r SET rank = n.rank, is_failing = n.is_failing
  FROM (
    SELECT t.id, COALESCE(f.weight >= 8 AND f.success < 0.2, false) AS is_failing,
      (row_number() OVER (PARTITION BY t.offer_id ORDER BY
        (t.stock = 0 AND t.stock_at > p_now - interval '10 minutes') IS TRUE OR (t.listed_cost > t.max_cost) IS TRUE,
        COALESCE(f.success, 0.7)
          * (o.price - CASE WHEN t.is_pool THEN 0 ELSE COALESCE(f.cost, t.listed_cost, t.max_cost) END) DESC,
        t.id))::integer AS rank
    FROM routes t JOIN offers o ON o.id = t.offer_id LEFT JOIN route_figures f ON f.route_id = t.id) n
  WHERE r.id = n.id AND (r.rank, r.is_failing) IS DISTINCT FROM (n.rank, n.is_failing);
  GET DIAGNOSTICS v_count = ROW_COUNT;
  RETURN v_count;
END $$;
