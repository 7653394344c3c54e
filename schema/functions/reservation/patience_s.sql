-- How long a buyer has to wait, in seconds, before their leaving blames the route: until nine in ten of its codes have
-- usually come, and two minutes at least.
CREATE OR REPLACE FUNCTION patience_s(p_route integer) RETURNS double precision LANGUAGE sql STABLE AS $$
  SELECT GREATEST(120, COALESCE((SELECT f.usual_s FROM route_figures f WHERE f.route_id = p_route), 0))
$$;
