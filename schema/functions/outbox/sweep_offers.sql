-- Looks at all offers on sale and puts announcements into the outbox, at most one of a kind for each channel. An offer
-- is back in stock when it was out for p_out_s seconds, and that is told once in p_every_s. p_silent: only looks.
-- Returns how many announcements were put. One sweep at a time, by an advisory lock.
CREATE OR REPLACE FUNCTION sweep_offers(p_now timestamptz, p_every_s integer, p_out_s integer, p_silent boolean)
  RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  v_first boolean;
  v_count integer;
BEGIN
  PERFORM pg_advisory_xact_lock(7306012448);
  v_first := NOT EXISTS (SELECT 1 FROM announced_offers);
  WITH present AS MATERIALIZED (
    SELECT o.id, o.service_id, o.price, EXISTS (
      SELECT 1 FROM routes r JOIN providers p ON p.id = r.provider_id AND p.is_active
      WHERE r.offer_id = o.id AND r.is_active AND CASE WHEN r.is_pool
        THEN EXISTS (SELECT 1 FROM numbers n WHERE n.provider_id = r.provider_id AND n.service_id = o.service_id
                     AND n.country_id = o.country_id AND n.status = 'AVAILABLE')
        ELSE r.stock IS NULL OR r.stock > 0 END) AS in_stock
    FROM offers o JOIN services s ON s.id = o.service_id AND s.is_active AND s.deleted_at IS NULL
      JOIN countries c ON c.id = o.country_id AND c.is_active
    WHERE o.is_active
  ), changed AS MATERIALIZED (
    SELECT p.*, s.price AS old_price,
      COALESCE(p.in_stock AND s.out_since <= p_now - make_interval(secs => p_out_s)
        AND COALESCE(s.restock_told_at <= p_now - make_interval(secs => p_every_s), true), false) AS is_back,
      COALESCE(p.in_stock AND s.price <> p.price, false) AS is_repriced,
      p.in_stock AND NOT EXISTS (SELECT 1 FROM announced_services v WHERE v.service_id = p.service_id) AS is_new
    FROM present p LEFT JOIN announced_offers s ON s.offer_id = p.id
  ), seen AS (
    INSERT INTO announced_offers AS s (offer_id, price, out_since)
    SELECT id, price, CASE WHEN NOT in_stock THEN p_now END FROM changed
    ON CONFLICT (offer_id) DO UPDATE SET price = EXCLUDED.price,
      out_since = CASE WHEN EXCLUDED.out_since IS NOT NULL THEN COALESCE(s.out_since, p_now) END,
      restock_told_at = CASE WHEN NOT p_silent AND EXCLUDED.out_since IS NULL
          AND s.out_since <= p_now - make_interval(secs => p_out_s)
          AND COALESCE(s.restock_told_at <= p_now - make_interval(secs => p_every_s), true)
        THEN p_now ELSE s.restock_told_at END
  ), left_sale AS (
    UPDATE announced_offers s SET out_since = p_now
    WHERE s.out_since IS NULL AND NOT EXISTS (SELECT 1 FROM present p WHERE p.id = s.offer_id)
  ), met AS (
    INSERT INTO announced_services (service_id, seen_at) SELECT DISTINCT service_id, p_now FROM changed WHERE is_new
    ON CONFLICT DO NOTHING
  ), items AS (
    SELECT 'RESTOCK' AS kind, id, price, NULL::bigint AS old_price FROM changed WHERE is_back AND NOT is_new
    UNION ALL SELECT 'PRICE_CHANGE', id, price, old_price FROM changed WHERE is_repriced AND NOT is_new
    UNION ALL SELECT 'NEW_SERVICE', (array_agg(id ORDER BY price, id))[1], min(price), NULL
    FROM changed WHERE is_new GROUP BY service_id
  ), told AS (
    SELECT kind, count(*) AS total,
      jsonb_agg(jsonb_build_object('offerId', id, 'oldPrice', old_price::text) ORDER BY id)
      FILTER (WHERE place <= 20) AS items
    FROM (SELECT *, row_number() OVER (PARTITION BY kind ORDER BY id) AS place FROM items) numbered GROUP BY kind
  ), put AS (
    INSERT INTO outbox (key, lane, chat_id, kind, payload, random_id, due_at, created_at)
    SELECT key, 2, telegram_id, 'announcement', payload, hashtextextended(key, 0), p_now, p_now FROM (
      SELECT c.telegram_id, 'announce:' || c.id || ':' || t.kind || ':' || extract(epoch FROM p_now) AS key,
        jsonb_build_object('channelId', c.id, 'kind', t.kind, 'items', t.items,
          'more', greatest(t.total - 20, 0)) AS payload
      FROM told t JOIN announcement_channels a ON a.is_active AND t.kind = ANY (a.kinds)
        JOIN channels c ON c.id = a.channel_id
      WHERE NOT p_silent AND NOT v_first) ready
    ON CONFLICT (key) DO NOTHING RETURNING 1
  )
  SELECT count(*) INTO v_count FROM put;
  RETURN v_count;
END $$;
