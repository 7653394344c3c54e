-- What a supplier must be told of an order that ended. Once told, it stays told; until then a later word replaces it.
CREATE OR REPLACE FUNCTION put_upstream_order_end(
  p_provider integer, p_order text, p_action upstream_order_action, p_due timestamptz, p_now timestamptz)
  RETURNS void LANGUAGE sql AS $$
  INSERT INTO upstream_order_ends (provider_id, upstream_order_id, action, due_at, created_at)
  VALUES (p_provider, p_order, p_action, p_due, p_now)
  ON CONFLICT (provider_id, upstream_order_id) DO UPDATE
    SET action = EXCLUDED.action, due_at = LEAST(upstream_order_ends.due_at, EXCLUDED.due_at)
    WHERE upstream_order_ends.done_at IS NULL
$$;
