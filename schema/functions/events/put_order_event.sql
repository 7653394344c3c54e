-- Something happened to a reservation that was bought by a key: for the webhook of that key, or the order's own, and
-- for the stream of its owner. It names ids alone: what an SMS says is read from its message when it is sent, and is
-- gone when that is erased. p_status as programs of buyers are told it. Nothing for a reservation that is no order.
CREATE OR REPLACE FUNCTION put_order_event(
  p_type text, p_reservation bigint, p_message bigint, p_status text, p_at timestamptz) RETURNS void
  LANGUAGE plpgsql AS $$
DECLARE
  v_order record;
  v_event bigint;
BEGIN
  SELECT o.id, o.key_id, o.user_id, o.webhook_url INTO v_order FROM resale_orders o
  WHERE o.reservation_id = p_reservation;
  IF NOT FOUND THEN RETURN; END IF;
  INSERT INTO events (type, data, at, resale_key_id, buyer_id)
  VALUES (p_type, jsonb_strip_nulls(jsonb_build_object('orderId', v_order.id::text, 'messageId', p_message::text,
    'status', p_status)), p_at, v_order.key_id, v_order.user_id) RETURNING id INTO v_event;
  INSERT INTO event_deliveries (event_id, endpoint_id, due_at, created_at)
  SELECT v_event, e.id, p_at, p_at FROM event_endpoints e
  WHERE e.resale_key_id = v_order.key_id AND p_type = ANY (e.events)
    AND (e.is_active OR v_order.webhook_url IS NOT NULL);
END $$;
