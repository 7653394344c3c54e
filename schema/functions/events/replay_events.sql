-- Sends an endpoint once more what happened from an instant on, as far as it wants it and at most p_limit of it; what
-- was never on its way to it is put there. Twenty a second, so that what happens now does not wait behind it. Returns
-- how many, and from which instant on there is more.
CREATE OR REPLACE FUNCTION replay_events(
  p_endpoint integer, p_since timestamptz, p_limit integer, p_now timestamptz,
  OUT count integer, OUT more_since timestamptz
) LANGUAGE plpgsql AS $$
BEGIN
  WITH wanted AS MATERIALIZED (
    SELECT ev.id, ev.at, row_number() OVER (ORDER BY ev.at, ev.id) AS n
    FROM events ev JOIN event_endpoints e ON e.id = p_endpoint AND ev.type = ANY (e.events)
      AND ev.resale_key_id IS NOT DISTINCT FROM e.resale_key_id
    WHERE ev.at >= p_since ORDER BY ev.at, ev.id LIMIT p_limit + 1),
  put AS (
    INSERT INTO event_deliveries AS d (event_id, endpoint_id, due_at, created_at)
    SELECT w.id, p_endpoint, p_now + (w.n - 1) * interval '50 milliseconds', p_now FROM wanted w WHERE w.n <= p_limit
    ON CONFLICT (event_id, endpoint_id) DO UPDATE
      SET state = 'WAITING', attempts = 0, due_at = EXCLUDED.due_at, leased_until = NULL
    RETURNING 1)
  SELECT (SELECT count(*) FROM put), (SELECT at FROM wanted WHERE n > p_limit) INTO count, more_since;
END $$;
