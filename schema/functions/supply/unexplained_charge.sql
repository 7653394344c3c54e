-- By how much a balance fell, since the last snapshot that no purchase or cancel fell into, beyond what we know of; in
-- the supplier's own currency, which its balance is in. o_fog: something is under way, or unknown, so that the answer
-- means nothing yet; a purchase that stayed unclear may be part of the fall, too.
CREATE OR REPLACE FUNCTION unexplained_charge(
  p_provider integer, p_asked timestamptz, p_balance bigint, p_now timestamptz, p_reservation bigint,
  OUT o_fog text, OUT o_amount bigint, OUT o_others integer)
  LANGUAGE plpgsql STABLE SET enable_seqscan = off AS $$
DECLARE
  v_before balance_snapshots;
BEGIN
  SELECT l.* INTO v_before FROM balance_snapshots l
  WHERE l.provider_id = p_provider AND l.ended_at <= p_asked AND l.ended_at > p_asked - interval '30 minutes'
    AND NOT EXISTS (SELECT 1 FROM reservations r WHERE r.provider_id = p_provider AND r.upstream_order_id IS NOT NULL
      AND r.asked_at <= l.ended_at AND r.numbered_at >= l.began_at)
    AND NOT EXISTS (SELECT 1 FROM reservations r WHERE r.provider_id = p_provider AND r.upstream_order_id IS NOT NULL
      AND r.ended_at BETWEEN l.began_at - interval '30 seconds' AND l.ended_at AND r.status IN ('EXPIRED', 'CANCELED'))
    AND NOT EXISTS (SELECT 1 FROM upstream_order_ends c WHERE c.provider_id = p_provider AND c.action <> 'FINISH'
      AND c.done_at BETWEEN l.began_at - interval '30 seconds' AND l.ended_at + interval '30 seconds')
  ORDER BY l.ended_at DESC LIMIT 1;
  SELECT count(*) INTO o_others FROM reservations r WHERE r.provider_id = p_provider AND r.status = 'REQUESTED'
    AND r.asked_at IS NOT NULL AND r.id <> p_reservation;
  o_fog := CASE
    WHEN v_before.provider_id IS NULL THEN 'no clear look at the balance before'
    WHEN EXISTS (SELECT 1 FROM reservations r WHERE r.provider_id = p_provider AND r.status = 'REQUESTED'
      AND r.asked_at IS NOT NULL AND r.id < p_reservation) THEN 'an older purchase is still unknown'
    WHEN EXISTS (SELECT 1 FROM reservations r WHERE r.provider_id = p_provider AND r.status = 'REQUESTED'
      AND r.asked_at > p_now - interval '20 seconds' AND r.id <> p_reservation) THEN 'another purchase is under way'
    WHEN EXISTS (SELECT 1 FROM reservations r WHERE r.provider_id = p_provider AND r.status = 'CANCEL_PENDING'
      AND COALESCE(r.cancelable_at, p_now) <= p_now) THEN 'a cancel is under way'
    WHEN EXISTS (SELECT 1 FROM upstream_order_ends c WHERE c.provider_id = p_provider AND c.action <> 'FINISH'
      AND c.done_at IS NULL AND c.due_at <= p_now) THEN 'a cancel is under way'
    WHEN EXISTS (SELECT 1 FROM reservations r WHERE r.provider_id = p_provider AND r.numbered_at >= v_before.began_at
      AND COALESCE(r.upstream_charged, r.upstream_cost) IS NULL AND r.upstream_order_id IS NOT NULL)
      THEN 'an order of unknown cost'
    WHEN EXISTS (SELECT 1 FROM upstream_order_ends c WHERE c.provider_id = p_provider
      AND c.created_at >= v_before.began_at AND NOT EXISTS (SELECT 1 FROM reservations r
        WHERE r.provider_id = p_provider AND r.upstream_order_id = c.upstream_order_id)) THEN 'an order of nobody'
    WHEN EXISTS (SELECT 1 FROM unclear_purchases x WHERE x.provider_id = p_provider AND x.asked_at >= v_before.began_at)
      THEN 'an earlier purchase stayed unclear'
  END;
  IF o_fog IS NOT NULL THEN RETURN; END IF;
  SELECT v_before.balance - p_balance
    - COALESCE((SELECT sum(COALESCE(r.upstream_charged, r.upstream_cost)) FROM reservations r
        WHERE r.provider_id = p_provider AND r.numbered_at >= v_before.began_at AND r.claim_of_id IS NULL), 0)
    + COALESCE((SELECT sum(m.returned_there) FROM reservations r CROSS JOIN LATERAL upstream_money(r) m
        WHERE r.provider_id = p_provider AND r.upstream_order_id IS NOT NULL
          AND r.expires_at >= v_before.began_at - interval '1 day' AND m.returned_at >= v_before.began_at), 0)
    - COALESCE((SELECT sum(COALESCE(l.charged, l.amount)) FROM lost_purchases l WHERE l.provider_id = p_provider
        AND l.asked_at >= v_before.began_at), 0)
  INTO o_amount;
END $$;
