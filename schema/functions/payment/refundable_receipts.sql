-- What of a user's balance can go back by which receipt: available money alone, the last that came being the last
-- that is there, so that rewards, gifts and what an operator added never go out as money. A receipt's share of its
-- bonus goes with it (bonus). Stars go back whole or not at all. What was asked for already is left out, and counts
-- as gone. Asks only: begin_refund decides. Newest first.
CREATE OR REPLACE FUNCTION refundable_receipts(p_user bigint)
  RETURNS TABLE (receipt_id bigint, method_id integer, arrived_at timestamptz, amount bigint, bonus bigint)
  LANGUAGE sql STABLE AS $$
  WITH free AS (
    SELECT GREATEST(0, w.available - COALESCE((SELECT sum(q.amount + q.bonus) FROM refund_requests q
      WHERE q.user_id = p_user AND q.state = 'WAITING'), 0)) AS units
    FROM wallets w WHERE w.user_id = p_user),
  credits AS (
    SELECT t.receipt_id, t.type, t.amount - CASE WHEN t.type = 'TOPUP' THEN r.returned ELSE 0 END AS came,
      sum(t.amount - CASE WHEN t.type = 'TOPUP' THEN r.returned ELSE 0 END) OVER (ORDER BY t.id DESC) AS so_far
    FROM transfers t LEFT JOIN payment_receipts r ON r.id = t.receipt_id
    WHERE t.user_id = p_user AND t.to_account = 'AVAILABLE'
      AND t.type IN ('ADD', 'REWARD', 'TOPUP', 'BONUS', 'PROMO', 'REFERRAL', 'GIFT')),
  mine AS (
    SELECT r.*, m.currency = 'XTR' AS is_whole, f.units, x.part - (x.part
      + bonus_share(r.amount, r.bonus, r.returned, x.part) > f.units)::int AS part
    FROM credits c JOIN payment_receipts r ON r.id = c.receipt_id JOIN payment_methods m ON m.id = r.method_id
      CROSS JOIN free f
      -- Its unspent part, and of that what leaves room for the bonus that goes with it.
      CROSS JOIN LATERAL (SELECT LEAST(c.came, f.units - (c.so_far - c.came),
        floor(f.units::numeric * r.amount / (r.amount + r.bonus)))::bigint AS part) x
    WHERE c.type = 'TOPUP' AND c.so_far - c.came < f.units
      AND NOT EXISTS (SELECT 1 FROM refund_requests q WHERE q.receipt_id = r.id)
      AND NOT EXISTS (SELECT 1 FROM payment_refunds p WHERE p.receipt_id = r.id AND p.state = 'WAITING'))
  SELECT s.id, s.method_id, s.arrived_at, s.part, bonus_share(s.amount, s.bonus, s.returned, s.part)
  FROM mine s WHERE s.part > 0 AND (NOT s.is_whole OR s.part = s.amount) ORDER BY s.id DESC
$$;
