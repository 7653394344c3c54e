/** What must always hold about money that buyers pay in; see INVARIANTS. */
export const PAYMENT_INVARIANTS = [
  {
    name: 'receipt_is_credited_once',
    sentence:
      'Every receipt was credited once, with its amount and to its user, or is unclaimed; and nothing else was credited.',
    broken: `SELECT 'receipt ' || r.id AS "row", count(t.id) || ' credits of a receipt of ' || COALESCE(r.amount::text, 'nobody') AS detail
      FROM payment_receipts r LEFT JOIN transfers t ON t.receipt_id = r.id AND t.type = 'TOPUP'
      GROUP BY r.id HAVING count(t.id) <> (r.amount IS NOT NULL)::int
        OR bool_or(t.amount <> r.amount OR t.user_id <> r.user_id)
      UNION ALL SELECT 'receipt ' || id, 'was never credited to the end' FROM payment_receipts WHERE unclaimed = 'being_credited'`,
  },
  {
    name: 'payment_is_its_receipts',
    sentence: 'A payment counts what its receipts brought; none is paid without one.',
    broken: `SELECT 'payment ' || p.id AS "row", p.status || ', ' || p.credited || ' credited, receipts say ' || COALESCE(sum(r.amount), 0) AS detail
      FROM payments p LEFT JOIN payment_receipts r ON r.payment_id = p.id
      GROUP BY p.id HAVING p.credited <> COALESCE(sum(r.amount), 0)`,
  },
  {
    name: 'bonus_of_a_receipt',
    sentence:
      'A bonus names its receipt, and what was given less what was taken back is between nothing and what that receipt promised.',
    broken: `SELECT 'receipt ' || r.id AS "row", 'bonus ' || r.bonus || ', given ' || b.given || ', taken back ' || b.taken AS detail
      FROM payment_receipts r JOIN (
        SELECT receipt_id, COALESCE(sum(amount) FILTER (WHERE to_account = 'AVAILABLE'), 0) AS given,
          COALESCE(sum(amount) FILTER (WHERE from_account = 'AVAILABLE'), 0) AS taken
        FROM transfers WHERE type = 'BONUS' GROUP BY 1) b ON b.receipt_id = r.id
      WHERE b.given - b.taken NOT BETWEEN 0 AND r.bonus
      UNION ALL SELECT 'receipt ' || r.id, 'its bonus was never given' FROM payment_receipts r
      WHERE r.bonus > 0 AND NOT EXISTS (SELECT 1 FROM transfers t WHERE t.key = 'bonus:' || r.id AND t.amount = r.bonus)`,
  },
  {
    name: 'returned_is_what_went_back',
    sentence:
      'What a receipt counts as returned are its refunds that were not given up and the takings that were not won, never more than it brought.',
    broken: `SELECT 'receipt ' || r.id AS "row", 'returned ' || r.returned || ', refunds ' || f.amount || ', takings ' || b.amount AS detail
      FROM payment_receipts r
        CROSS JOIN LATERAL (SELECT COALESCE(sum(amount), 0) AS amount FROM payment_refunds WHERE receipt_id = r.id AND state <> 'FAILED') f
        CROSS JOIN LATERAL (SELECT COALESCE(sum(amount), 0) AS amount FROM charge_backs WHERE receipt_id = r.id AND state <> 'WON') b
      WHERE r.returned <> f.amount + b.amount`,
  },
  {
    name: 'refund_ends_once',
    sentence:
      'Every refund set its amount aside once; it was paid out or undone once, when it ended; the rest of CLEARING is what still waits.',
    broken: `SELECT 'refund ' || f.id AS "row", f.state || ' with ' || count(t.id) || ' transfers' AS detail
      FROM payment_refunds f LEFT JOIN transfers t ON t.key IN ('refund:' || f.id, 'refund:' || f.id || ':done', 'refund:' || f.id || ':undone')
      GROUP BY f.id HAVING count(t.id) <> CASE f.state WHEN 'WAITING' THEN 1 ELSE 2 END OR bool_or(t.amount <> f.amount)
        OR bool_or(t.to_account <> 'CLEARING' AND (t.to_account = 'PAYMENTS') <> (f.state = 'DONE'))
      UNION ALL SELECT 'account CLEARING', 'holds ' || c.amount || ', refunds that wait say ' || w.amount
      FROM (SELECT COALESCE(sum(amount * ((to_account = 'CLEARING')::int - (from_account = 'CLEARING')::int)), 0) AS amount
            FROM transfers WHERE type = 'TOPUP_REFUND') c,
        (SELECT COALESCE(sum(amount), 0) AS amount FROM payment_refunds WHERE state = 'WAITING') w
      WHERE c.amount <> w.amount`,
  },
  {
    name: 'pending_is_what_waits',
    sentence:
      'What cannot be spent yet is what waits of first payments; each that waits was set apart once, and given back once when it ended.',
    broken: `SELECT 'wallet ' || w.user_id AS "row", 'pending ' || w.pending || ', waiting ' || COALESCE(h.amount, 0) AS detail
      FROM wallets w LEFT JOIN (SELECT user_id, sum(amount) AS amount FROM payment_holds WHERE state = 'WAITING' GROUP BY 1) h
        ON h.user_id = w.user_id
      WHERE w.pending <> COALESCE(h.amount, 0)
      UNION ALL SELECT 'payment hold ' || h.id, h.state || ' with ' || count(t.id) || ' transfers'
      FROM payment_holds h LEFT JOIN transfers t ON t.key IN ('payment-hold:' || h.id, 'payment-hold:' || h.id || ':ended')
      GROUP BY h.id HAVING count(t.id) <> CASE h.state WHEN 'WAITING' THEN 1 ELSE 2 END
        OR bool_or(t.amount <> h.amount OR t.user_id <> h.user_id OR t.receipt_id <> h.receipt_id)`,
  },
  {
    name: 'asked_refund_is_its_refund',
    sentence: 'Who asked for a refund paid that receipt in, and what was approved is a refund of that very receipt.',
    broken: `SELECT 'refund request ' || q.id AS "row", 'approved by refund ' || f.id || ' of ' || f.amount AS detail
      FROM refund_requests q JOIN payment_refunds f ON f.id = q.refund_id WHERE f.receipt_id <> q.receipt_id
      UNION ALL SELECT 'refund request ' || q.id, 'of a receipt of somebody else' FROM refund_requests q
      JOIN payment_receipts r ON r.id = q.receipt_id WHERE r.user_id IS DISTINCT FROM q.user_id`,
  },
  {
    name: 'taking_is_taken_or_owed',
    sentence:
      'What a provider took back was taken from the wallet or is owed; of a dispute that was won, nothing stays taken.',
    broken: `SELECT 'taking ' || b.id AS "row", b.state || ' of ' || b.amount || ', taken ' || t.amount || ', owed ' || COALESCE(d.amount - d.paid - d.forgiven, 0) AS detail
      FROM charge_backs b LEFT JOIN debts d ON d.charge_back_id = b.id
        CROSS JOIN LATERAL (SELECT COALESCE(sum(x.amount * CASE WHEN x.to_account = 'PAYMENTS' THEN 1 ELSE -1 END), 0) AS amount
          FROM transfers x WHERE x.type = 'CHARGEBACK' AND (x.key IN ('chargeback:' || b.id, 'chargeback:' || b.id || ':won')
            OR x.key LIKE 'debt:' || d.id || ':%')) t
      WHERE t.amount + CASE WHEN b.state = 'WON' THEN 0 ELSE COALESCE(d.amount - d.paid - d.forgiven, 0) END
        <> CASE WHEN b.state = 'WON' THEN 0 ELSE b.amount END`,
  },
  {
    name: 'debt_is_paid_first',
    sentence: 'A wallet owes what its debts say, and while it owes, nothing in it is available.',
    broken: `SELECT 'wallet ' || w.user_id AS "row", 'owes ' || w.debt || ', debts say ' || d.amount || ', available ' || w.available AS detail
      FROM wallets w CROSS JOIN LATERAL (
        SELECT COALESCE(sum(amount - paid - forgiven), 0) AS amount FROM debts WHERE user_id = w.user_id) d
      WHERE w.debt <> d.amount OR (w.debt > 0 AND w.available > 0)`,
  },
] as const;
