/** What must always hold about orders by keys; part of the list in ledger-invariants.ts. */
export const RESALE_INVARIANTS = [
  {
    name: 'resale_order_is_its_keys',
    sentence: 'An order by a key, the key and the reservation are of one user, and the reservation names the key.',
    broken: `SELECT 'resale order ' || o.id AS "row", 'of user ' || o.user_id || ' by key ' || o.key_id || ' of user ' || k.user_id
          || ', reservation of user ' || r.user_id || ' names key ' || COALESCE(r.resale_key_id::text, 'none') AS detail
      FROM resale_orders o JOIN resale_keys k ON k.id = o.key_id JOIN reservations r ON r.id = o.reservation_id
      WHERE k.user_id <> o.user_id OR r.user_id <> o.user_id OR r.resale_key_id IS DISTINCT FROM o.key_id`,
  },
  {
    name: 'one_order_for_a_reservation_by_key',
    sentence: 'Each reservation by a key, but one whose number was changed for another, has exactly one order.',
    broken: `SELECT 'reservation ' || r.id AS "row", 'bought by key ' || r.resale_key_id || ', and no order is of it' AS detail
      FROM reservations r WHERE r.resale_key_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM resale_orders o WHERE o.reservation_id = r.id)
        AND NOT EXISTS (SELECT 1 FROM reservations n WHERE n.replaces_id = r.id)`,
  },
  {
    name: 'keys_within_their_day',
    sentence: 'What a key spends in a day (UTC), held or taken, is never more than it might when it bought last.',
    broken: `SELECT 'resale order ' || o.id AS "row", 'spent ' || o.spent || ' of ' || o.daily_cap || ' on its day' AS detail
      FROM (SELECT o.id, o.daily_cap, sum(r.price) OVER (
              PARTITION BY o.key_id, date_trunc('day', o.created_at, 'UTC') ORDER BY o.id) AS spent
            FROM resale_orders o JOIN reservations r ON r.id = o.reservation_id
            WHERE r.status NOT IN ('CANCELED', 'EXPIRED')) o
      WHERE o.spent > o.daily_cap`,
  },
];
