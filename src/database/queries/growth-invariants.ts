/** What must always hold about referrals, promo codes and gifts; see INVARIANTS. */
export const GROWTH_INVARIANTS = [
  {
    name: 'referral_is_paid_once',
    sentence:
      'A referral that was paid has one transfer of its amount to who brought the payer; what was taken back of it, another; no other has any.',
    broken: `SELECT 'referral ' || r.id AS "row", r.state || ' with ' || count(t.id) || ' transfers' AS detail
      FROM referral_rewards r LEFT JOIN transfers t ON t.key IN ('referral:' || r.id, 'referral:' || r.id || ':back')
      GROUP BY r.id HAVING count(t.id) <> CASE WHEN r.state = 'PAID' THEN 1
          WHEN r.state = 'TAKEN_BACK' THEN 1 + (r.taken_back > 0)::int ELSE 0 END
        OR bool_or(t.user_id <> r.inviter_id
          OR t.amount <> CASE WHEN t.to_account = 'AVAILABLE' THEN r.amount ELSE r.taken_back END)
      UNION ALL SELECT 'transfer ' || t.id, 'names no referral' FROM transfers t WHERE t.type = 'REFERRAL'
        AND NOT EXISTS (SELECT 1 FROM referral_rewards r WHERE r.id::text = split_part(t.key, ':', 2))`,
  },
  {
    name: 'promo_is_its_uses',
    sentence:
      'A promo code counts its uses that stand, never more than it allows; each use that brings balance did so once.',
    broken: `SELECT 'promo code ' || c.id AS "row", c.uses || ' counted, ' || count(u.id) || ' uses, ' || count(t.id) || ' transfers' AS detail
      FROM promo_codes c LEFT JOIN promo_uses u ON u.code_id = c.id AND u.released_at IS NULL AND NOT u.is_beyond
        LEFT JOIN transfers t ON t.key = 'promo:' || u.id
      GROUP BY c.id HAVING c.uses <> count(u.id) OR count(t.id) <> CASE c.kind WHEN 'BALANCE' THEN count(u.id) ELSE 0 END
        OR bool_or(t.user_id <> u.user_id)
      UNION ALL SELECT 'transfer ' || t.id, 'names no use of a promo code' FROM transfers t WHERE t.type = 'PROMO'
        AND NOT EXISTS (SELECT 1 FROM promo_uses u WHERE 'promo:' || u.id = t.key)`,
  },
  {
    name: 'discount_is_its_use',
    sentence:
      'Each reservation sold by a promo code, open or completed, has one use of it that stands, of what it saved; one that ended without a code has none.',
    broken: `SELECT 'reservation ' || r.id AS "row", r.status || ' at ' || r.price || ' of ' || r.list_price || ', the use says '
          || COALESCE(u.discount::text, 'nothing') AS detail
      FROM reservations r LEFT JOIN promo_uses u ON u.reservation_id = r.id AND u.released_at IS NULL
      WHERE r.promo_id IS NOT NULL AND CASE WHEN r.status IN ('EXPIRED', 'CANCELED') THEN u.id IS NOT NULL
        ELSE (u.code_id, u.user_id, u.discount) IS DISTINCT FROM (r.promo_id, r.user_id, r.list_price - r.price) END
      UNION ALL SELECT 'use ' || u.id, 'of a reservation that was sold by no promo code' FROM promo_uses u
      JOIN reservations r ON r.id = u.reservation_id WHERE r.promo_id IS DISTINCT FROM u.code_id`,
  },
  {
    name: 'discounts_within_budget',
    sentence: 'What purchases save by a promo code is what its uses say that stand, and never more than its budget.',
    broken: `SELECT 'promo code ' || c.id AS "row", c.spent || ' counted, uses say ' || COALESCE(sum(u.discount), 0) AS detail
      FROM promo_codes c LEFT JOIN promo_uses u ON u.code_id = c.id AND u.released_at IS NULL AND NOT u.is_beyond
      GROUP BY c.id HAVING c.spent <> COALESCE(sum(u.discount), 0) OR c.spent > c.budget`,
  },
  {
    name: 'gifts_are_what_lies_in_them',
    sentence:
      'A gift took its amount from its giver and gave it once, to its taker or back; the rest of GIFTS is what open gifts hold.',
    broken: `SELECT 'gift ' || g.id AS "row", g.state || ' with ' || count(t.id) || ' transfers' AS detail
      FROM gifts g LEFT JOIN transfers t ON t.key IN ('gift:' || g.id, 'gift:' || g.id || ':taken', 'gift:' || g.id || ':returned')
      GROUP BY g.id HAVING count(t.id) <> CASE g.state WHEN 'OPEN' THEN 1 ELSE 2 END OR bool_or(t.amount <> g.amount)
        OR bool_or(t.user_id <> CASE WHEN t.to_account = 'AVAILABLE' AND g.state = 'TAKEN' THEN g.taker_id ELSE g.giver_id END)
      UNION ALL SELECT 'account GIFTS', 'holds ' || a.amount || ', open gifts say ' || o.amount
      FROM (SELECT COALESCE(sum(amount * ((to_account = 'GIFTS')::int - (from_account = 'GIFTS')::int)), 0) AS amount
            FROM transfers WHERE type = 'GIFT') a,
        (SELECT COALESCE(sum(amount), 0) AS amount FROM gifts WHERE state = 'OPEN') o WHERE a.amount <> o.amount`,
  },
] as const;
