-- What became of the money for an order that a supplier sold us: charged, and returned when it ended without a code; in
-- our currency, and "there" in the supplier's own.
CREATE OR REPLACE FUNCTION upstream_money(r reservations)
  RETURNS TABLE (charged bigint, returned bigint, returned_at timestamptz,
    charged_there bigint, returned_there bigint) LANGUAGE sql STABLE AS $$
  SELECT m.charged, CASE WHEN m.back_at IS NULL THEN 0 ELSE m.charged END, m.back_at,
    m.charged_there, CASE WHEN m.back_at IS NULL THEN 0 ELSE m.charged_there END
  FROM (
    SELECT CASE WHEN r.upstream_order_id IS NOT NULL AND r.claim_of_id IS NULL THEN COALESCE(r.upstream_cost, 0)
        ELSE 0 END AS charged,
      CASE WHEN r.upstream_order_id IS NOT NULL AND r.claim_of_id IS NULL
        THEN COALESCE(r.upstream_charged, r.upstream_cost, 0) ELSE 0 END AS charged_there,
      CASE WHEN r.status NOT IN ('EXPIRED', 'CANCELED') THEN NULL
        -- Canceled there before it ended here, or called off by the supplier itself.
        WHEN c.id IS NULL THEN r.ended_at
        WHEN c.outcome IN ('DONE', 'GONE', 'WRONG_STATE', 'UNSUPPORTED') THEN c.done_at END AS back_at
    FROM (SELECT 1) one LEFT JOIN upstream_order_ends c
      ON c.provider_id = r.provider_id AND c.upstream_order_id = r.upstream_order_id) m
$$;
