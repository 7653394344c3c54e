import type { Access } from '../access';
import { GROWTH_INVARIANTS } from './growth-invariants';
import { PAYMENT_INVARIANTS } from './payment-invariants';
import { RESALE_INVARIANTS } from './resale-invariants';

export interface Finding {
  readonly invariant: string;
  /** The row that breaks it, such as "reservation 17". */
  readonly row: string;
  readonly detail: string;
}

interface Invariant {
  readonly name: string;
  readonly sentence: string;
  /** Finds the rows that break it: columns "row" and detail; $1 is the present instant. */
  readonly broken: string;
}

const OPEN = `('REQUESTED', 'WAITING_CODE', 'CANCEL_PENDING')`;

/** What must always hold about money, reservations and numbers. Each is stated here, once. */
export const INVARIANTS: readonly Invariant[] = [
  {
    name: 'transfers_sum_to_zero',
    sentence: 'What leaves one account enters another: over all accounts, transfers sum to zero.',
    broken: `SELECT 'ledger' AS "row", 'the sum is ' || sum(balance) AS detail
      FROM (SELECT -amount AS balance FROM transfers UNION ALL SELECT amount FROM transfers) b
      HAVING sum(balance) <> 0`,
  },
  {
    name: 'wallet_is_its_transfers',
    sentence: 'A wallet holds exactly what its transfers brought and took.',
    broken: `SELECT 'wallet ' || w.user_id AS "row",
        'available ' || w.available || ', held ' || w.held || ' and pending ' || w.pending || ', transfers say '
        || COALESCE(t.available, 0) || ', ' || COALESCE(t.held, 0) || ' and ' || COALESCE(t.pending, 0) AS detail
      FROM wallets w LEFT JOIN (
        SELECT user_id,
          sum(amount * ((to_account = 'AVAILABLE')::int - (from_account = 'AVAILABLE')::int)) AS available,
          sum(amount * ((to_account = 'HELD')::int - (from_account = 'HELD')::int)) AS held,
          sum(amount * ((to_account = 'PENDING')::int - (from_account = 'PENDING')::int)) AS pending
        FROM transfers GROUP BY user_id) t ON t.user_id = w.user_id
      WHERE w.available <> COALESCE(t.available, 0) OR w.held <> COALESCE(t.held, 0)
        OR w.pending <> COALESCE(t.pending, 0)`,
  },
  {
    name: 'each_transfer_follows_the_last',
    sentence: 'Each transfer of a wallet starts from the balances that the one before it left.',
    broken: `SELECT 'transfer ' || id AS "row", 'available_after or held_after does not follow' AS detail FROM (
        SELECT id, available_after, held_after,
          amount * ((to_account = 'AVAILABLE')::int - (from_account = 'AVAILABLE')::int)
            + COALESCE(lag(available_after) OVER wallet, 0) AS available,
          amount * ((to_account = 'HELD')::int - (from_account = 'HELD')::int)
            + COALESCE(lag(held_after) OVER wallet, 0) AS held
        FROM transfers WINDOW wallet AS (PARTITION BY user_id ORDER BY id)) t
      WHERE available_after <> available OR held_after <> held`,
  },
  {
    name: 'open_holds_are_open_reservations',
    sentence: 'A wallet counts as many open holds as its user has open reservations.',
    broken: `SELECT 'wallet ' || w.user_id AS "row", w.open_holds || ' holds, ' || COALESCE(r.open, 0) || ' open' AS detail
      FROM wallets w LEFT JOIN (
        SELECT user_id, count(*) AS open FROM reservations WHERE status IN ${OPEN} GROUP BY user_id
      ) r ON r.user_id = w.user_id
      WHERE w.open_holds <> COALESCE(r.open, 0)`,
  },
  {
    name: 'held_is_open_prices',
    sentence: 'What a user has on hold is the sum of the prices of his open reservations.',
    broken: `SELECT 'wallet ' || w.user_id AS "row", 'held ' || w.held || ', open prices ' || COALESCE(r.price, 0) AS detail
      FROM wallets w LEFT JOIN (
        SELECT user_id, sum(price) AS price FROM reservations WHERE status IN ${OPEN} GROUP BY user_id
      ) r ON r.user_id = w.user_id
      WHERE w.held <> COALESCE(r.price, 0)`,
  },
  {
    name: 'hold_ends_exactly_once',
    sentence:
      'Every reservation has one hold of its price; it ends when the reservation does, once, with the same amount.',
    broken: `SELECT 'reservation ' || r.id AS "row",
        r.status || ' with ' || count(t.id) FILTER (WHERE t.type = 'HOLD') || ' holds and '
          || count(t.id) FILTER (WHERE t.type IN ('RELEASE', 'PURCHASE')) || ' ends' AS detail
      FROM reservations r LEFT JOIN transfers t
        ON t.reservation_id = r.id AND t.type IN ('HOLD', 'RELEASE', 'PURCHASE')
      GROUP BY r.id
      HAVING count(t.id) FILTER (WHERE t.type = 'HOLD') <> 1
        OR count(t.id) FILTER (WHERE t.type IN ('RELEASE', 'PURCHASE')) <> (r.status NOT IN ${OPEN})::int
        OR bool_or(t.amount <> r.price OR t.user_id <> r.user_id)`,
  },
  {
    name: 'nothing_negative',
    sentence: 'Nothing is negative: no wallet, no amount, no count of uses.',
    broken: `SELECT 'wallet ' || user_id AS "row", 'negative' AS detail FROM wallets WHERE available < 0 OR held < 0
      UNION ALL SELECT 'transfer ' || id, 'amount ' || amount FROM transfers
        WHERE amount <= 0 OR available_after < 0 OR held_after < 0
      UNION ALL SELECT 'number ' || id, 'usage_count ' || usage_count FROM numbers WHERE usage_count < 0`,
  },
  {
    name: 'completed_is_purchased_once',
    sentence: 'Each completed reservation has exactly one purchase, and nothing else has one.',
    broken: `SELECT 'reservation ' || r.id AS "row", r.status || ' with ' || count(t.id) || ' purchases' AS detail
      FROM reservations r LEFT JOIN transfers t ON t.reservation_id = r.id AND t.type = 'PURCHASE'
      GROUP BY r.id HAVING count(t.id) <> (r.status = 'COMPLETED')::int`,
  },
  {
    name: 'refund_of_a_purchase_once',
    sentence: 'A refund gives back a purchase, at most once and never more than it cost.',
    broken: `SELECT 'reservation ' || r.id AS "row", 'refunds that do not fit its purchase' AS detail
      FROM reservations r JOIN transfers t ON t.reservation_id = r.id AND t.type = 'REFUND'
      GROUP BY r.id HAVING count(*) > 1 OR r.status <> 'COMPLETED' OR sum(t.amount) > r.price`,
  },
  {
    name: 'reward_once',
    sentence: 'A reward is given at most once for each user and channel: its key, which is unique, names both.',
    broken: `SELECT 'transfer ' || id AS "row", 'its key is not reward:<channel>:' || user_id AS detail
      FROM transfers WHERE type = 'REWARD' AND key !~ ('^reward:-?[0-9]+:' || user_id || '$')`,
  },
  {
    name: 'reward_is_its_claim',
    sentence:
      'Each reward belongs to exactly one claim of its user, with the same amount, and each claim was paid once.',
    broken: `SELECT 'transfer ' || t.id AS "row", 'no claim fits this reward' AS detail
      FROM transfers t WHERE t.type = 'REWARD' AND NOT EXISTS (
        SELECT 1 FROM reward_claims k JOIN channels c ON c.id = k.channel_id
        WHERE k.user_id = t.user_id AND k.amount = t.amount AND t.key = 'reward:' || c.telegram_id || ':' || k.user_id)
      UNION ALL SELECT 'reward claim ' || k.id, count(t.id) || ' rewards were paid for it'
      FROM reward_claims k JOIN channels c ON c.id = k.channel_id
        LEFT JOIN transfers t ON t.type = 'REWARD' AND t.key = 'reward:' || c.telegram_id || ':' || k.user_id
      GROUP BY k.id HAVING count(t.id) <> 1`,
  },
  {
    name: 'reward_taken_back_once',
    sentence: 'What was taken back of a reward was taken by its transfers, and never more than the reward.',
    broken: `SELECT 'reward claim ' || k.id AS "row",
        'taken back ' || k.clawed_back || ', transfers say ' || COALESCE(t.amount, 0) AS detail
      FROM reward_claims k LEFT JOIN (
        SELECT split_part(key, ':', 2) AS claim, sum(amount) AS amount FROM transfers WHERE key LIKE 'clawback:%' GROUP BY 1
      ) t ON t.claim = k.id::text
      WHERE COALESCE(t.amount, 0) <> k.clawed_back OR k.clawed_back > k.amount
      UNION ALL SELECT 'transfer ' || t.id, 'takes back a reward that its user never had' FROM transfers t
        WHERE t.key LIKE 'clawback:%' AND NOT EXISTS (
          SELECT 1 FROM reward_claims k WHERE k.id::text = split_part(t.key, ':', 2) AND k.user_id = t.user_id)
      UNION ALL SELECT 'reward claim ' || k.id, 'owed while nothing is on hold'
      FROM reward_claims k JOIN wallets w ON w.user_id = k.user_id
      WHERE k.left_at IS NOT NULL AND k.clawed_back_at IS NULL AND w.held = 0`,
  },
  {
    name: 'reward_within_budget',
    sentence: 'A reward channel gave exactly what its claims say, and never more than its budget.',
    broken: `SELECT 'reward channel ' || r.channel_id AS "row",
        'counted ' || r.spent || ', claims say ' || COALESCE(sum(k.amount), 0) AS detail
      FROM reward_channels r LEFT JOIN reward_claims k ON k.channel_id = r.channel_id
      GROUP BY r.channel_id
      HAVING r.spent <> COALESCE(sum(k.amount), 0) OR r.claims <> count(k.id) OR r.spent > r.budget_total`,
  },
  {
    name: 'upstream_order_once',
    sentence: 'Each order at a supplier belongs to exactly one reservation.',
    broken: `SELECT 'reservation ' || max(id) AS "row", count(*) || ' reservations of one order' AS detail
      FROM reservations WHERE upstream_order_id IS NOT NULL AND claim_of_id IS NULL
      GROUP BY provider_id, upstream_order_id HAVING count(*) > 1`,
  },
  {
    name: 'usage_is_completed',
    sentence: 'A number counts as many uses as reservations were completed with it.',
    broken: `SELECT 'number ' || n.id AS "row",
        'usage_count ' || n.usage_count || ', completed ' || count(r.id) AS detail
      FROM numbers n LEFT JOIN reservations r ON r.number_id = n.id AND r.status = 'COMPLETED'
      GROUP BY n.id HAVING n.usage_count <> count(r.id)`,
  },
  {
    name: 'reserved_number_is_open',
    sentence: 'A number is reserved exactly while an open reservation has it.',
    broken: `SELECT 'number ' || n.id AS "row", n.status || ' with ' || count(r.id) || ' open reservations' AS detail
      FROM numbers n LEFT JOIN reservations r ON r.number_id = n.id AND r.status IN ${OPEN}
      GROUP BY n.id HAVING CASE WHEN n.status = 'RESERVED' THEN count(r.id) <> 1
        WHEN n.status = 'DELETED' THEN count(r.id) > 1 ELSE count(r.id) > 0 END`,
  },
  {
    name: 'deleted_service_has_no_stock',
    sentence: 'A deleted service has no number for sale, unless its deletion is still being carried out.',
    broken: `SELECT 'number ' || n.id AS "row", n.status || ' of service ' || s.id || ', which is deleted' AS detail
      FROM services s JOIN numbers n ON n.service_id = s.id AND n.status IN ('AVAILABLE', 'QUARANTINED')
      WHERE s.deleted_at IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM number_deletions d WHERE d.service_id = s.id AND d.state = 'DELETING')`,
  },
  {
    name: 'none_open_after_its_time',
    sentence: 'No reservation stays open later than five seconds after its time while a worker lives.',
    broken: `SELECT 'reservation ' || id AS "row", status || ' since its time ended' AS detail
      FROM reservations WHERE status IN ${OPEN} AND expires_at < $1::timestamptz - interval '5 seconds'`,
  },
  {
    name: 'judged_fairly',
    sentence:
      'A code counts for its route, a number that had its whole time without one against it, and nothing does before a code was due.',
    broken: `SELECT 'reservation ' || r.id AS "row",
        r.status || ', and says ' || COALESCE(r.brought_code::text, 'nothing') || ' of its route' AS detail
      FROM reservations r WHERE r.brought_code IS DISTINCT FROM CASE
        WHEN r.ended_at IS NULL OR r.number_id IS NULL OR r.claim_of_id IS NOT NULL THEN NULL
        WHEN r.status = 'COMPLETED' THEN true
        WHEN r.brought_code OR r.end_reason IN ('SERVICE_DELETED', 'OPERATOR_CANCELED') THEN NULL
        WHEN r.cancel_asked_at IS NULL
          AND (r.end_reason = 'PROVIDER_LOST_ORDER' OR r.status = 'EXPIRED' AND r.replaces_id IS NULL) THEN false
        WHEN COALESCE(r.cancel_asked_at, r.ended_at) < COALESCE(r.numbered_at, r.created_at) + interval '2 minutes' THEN NULL
        ELSE r.brought_code END`,
  },
  {
    name: 'availability_is_true',
    sentence: 'An offer keeps ready the very route that the routes, providers, services and countries make the first.',
    broken: `SELECT 'offer ' || o.id AS "row", 'the shelf says route ' || COALESCE(o.best_route_id::text, 'none') ||
        ', the routes say ' || COALESCE(n.route_id::text, 'none') AS detail
      FROM offers o JOIN offer_availability(ARRAY(SELECT id FROM offers)) n ON n.offer_id = o.id
      WHERE (o.is_available, o.timeout_s, o.best_route_id, o.best_provider_id, o.best_is_pool)
        IS DISTINCT FROM (n.is_available, n.timeout_s, n.route_id, n.provider_id, n.is_pool)`,
  },
  ...PAYMENT_INVARIANTS,
  ...GROWTH_INVARIANTS,
  ...RESALE_INVARIANTS,
];

/** Rows that break an invariant, at most `limit` for each. All are read in one snapshot when `sql` is a transaction. */
export async function readBrokenInvariants({ sql }: Access, now: Date, limit: number): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { name, broken } of INVARIANTS) {
    const rows = await sql.rows<Omit<Finding, 'invariant'>>(
      `invariants.${name}`,
      `SELECT b."row", b.detail FROM (${broken}) b, (SELECT $1::timestamptz) AS moment LIMIT $2`,
      [now, limit],
    );
    findings.push(...rows.map((row) => ({ invariant: name, ...row })));
  }
  return findings;
}
