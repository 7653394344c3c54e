-- Takes orders on an account of ours for the answers to questions that were given up on: asked by one of the account's
-- rows for that service and country, at the time at which the order was made. A question has one answer. What is taken
-- is canceled at the supplier. An order without a country fits any. Returns the orders that were taken.
CREATE OR REPLACE FUNCTION claim_answers(
  p_provider integer, p_account integer[], p_orders text[], p_services text[], p_countries text[],
  p_created timestamptz[], p_skew interval, p_now timestamptz)
  RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
  FOR v_at IN 1 .. COALESCE(array_length(p_orders, 1), 0) LOOP
    UPDATE unanswered_purchases u SET upstream_order_id = p_orders[v_at]
    WHERE (u.reservation_id, u.route_id) = (
      SELECT q.reservation_id, q.route_id FROM unanswered_purchases q JOIN routes t ON t.id = q.route_id
      WHERE q.provider_id = ANY (p_account) AND q.upstream_order_id IS NULL
        AND t.service_code = p_services[v_at] AND (p_countries[v_at] IS NULL OR t.country_code = p_countries[v_at])
        AND p_created[v_at] BETWEEN q.asked_at - p_skew AND q.asked_at + 2 * p_skew
      ORDER BY q.asked_at LIMIT 1 FOR UPDATE OF q SKIP LOCKED);
    IF FOUND THEN
      PERFORM put_upstream_order_end(p_provider, p_orders[v_at], 'CANCEL', p_now, p_now);
      RETURN NEXT p_orders[v_at];
    END IF;
  END LOOP;
END $$;
