-- Tells whoever waits for an offer that it is back at a price they would pay: once, the wish ends with the notice. Back
-- is what can be bought: a free number, or a supplier that has some or does not say. The longest wait goes first; at
-- most p_limit at a time. Locks the wishes. Returns how many were told.
CREATE OR REPLACE FUNCTION tell_restocked(p_now timestamptz, p_limit integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  v record;
  v_count integer := 0;
BEGIN
  FOR v IN
    SELECT w.* FROM restock_wishes w JOIN users u ON u.id = w.user_id AND NOT u.is_banned
      JOIN offers o ON o.id = w.offer_id AND o.is_active AND o.is_available
    WHERE EXISTS (
        SELECT 1 FROM routes r JOIN providers p ON p.id = r.provider_id
        WHERE r.offer_id = o.id AND r.is_active AND p.is_active
          AND (r.is_pool OR p.currency IS NULL OR p.exchange_rate IS NOT NULL)
          AND (p.paused_until IS NULL OR p.paused_until <= p_now)
          AND CASE WHEN r.is_pool
            THEN EXISTS (SELECT 1 FROM numbers n WHERE n.provider_id = r.provider_id AND n.service_id = o.service_id
                         AND n.country_id = o.country_id AND n.status = 'AVAILABLE')
            ELSE r.stock IS NULL OR r.stock > 0 END)
      AND (SELECT q.price FROM quote_offer(w.user_id, w.offer_id, true, p_now) q) <= w.ceiling
    ORDER BY w.created_at, w.user_id, w.offer_id LIMIT p_limit FOR UPDATE OF w SKIP LOCKED
  LOOP
    DELETE FROM restock_wishes w WHERE w.user_id = v.user_id AND w.offer_id = v.offer_id;
    PERFORM put_notice('restock:' || v.user_id || ':' || v.offer_id || ':' || extract(epoch FROM v.created_at),
      1::smallint, v.user_id, 'offer_back', jsonb_build_object('offerId', v.offer_id), p_now);
    v_count := v_count + 1;
  END LOOP;
  RETURN v_count;
END $$;
