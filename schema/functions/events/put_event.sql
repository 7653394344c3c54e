-- One event of the shop, and its way to each endpoint of operators that wants it now. It is written whether anybody
-- wants it or not: who comes later can read it, or have it sent again.
CREATE OR REPLACE FUNCTION put_event(p_type text, p_data jsonb, p_at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_event bigint;
BEGIN
  INSERT INTO events (type, data, at) VALUES (p_type, p_data, p_at) RETURNING id INTO v_event;
  INSERT INTO event_deliveries (event_id, endpoint_id, due_at, created_at)
  SELECT v_event, e.id, p_at, p_at FROM event_endpoints e
  WHERE e.is_active AND e.resale_key_id IS NULL AND p_type = ANY (e.events);
END $$;
