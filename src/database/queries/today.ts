import type { Amount } from '../../domain/money/money';
import type { Access } from '../access';

export interface TodayFigures {
  /** Codes sold since then. */
  readonly completed: number;
  /** Charged less refunded since then. */
  readonly revenue: Amount;
  /** Reservations that hold money now. */
  readonly open: number;
  readonly newUsers: number;
  /** Questions of buyers whose turn is ours, and payments that buyers want back. */
  readonly waiting: number;
  readonly refundsAsked: number;
}

/** How this day, which began at 00:00 UTC, stands, for a glance. */
export async function readToday({ sql }: Access, now: Date): Promise<TodayFigures> {
  const since = new Date(now);
  since.setUTCHours(0, 0, 0, 0);
  const [row] = await sql.rows<TodayFigures>(
    'today.read',
    `SELECT t.completed, t.revenue, o.open, u.fresh AS "newUsers",
       (SELECT count(*)::int FROM support_threads WHERE waiting_since IS NOT NULL) AS waiting,
       (SELECT count(*)::int FROM refund_requests WHERE state = 'WAITING') AS "refundsAsked"
     FROM (SELECT count(*) FILTER (WHERE type = 'PURCHASE')::int AS completed,
         COALESCE(sum(CASE type WHEN 'PURCHASE' THEN amount ELSE -amount END), 0)::bigint AS revenue
         FROM transfers WHERE created_at >= $1 AND type IN ('PURCHASE', 'REFUND')) t,
       (SELECT count(*)::int AS open FROM reservations WHERE status IN ('REQUESTED', 'WAITING_CODE', 'CANCEL_PENDING')) o,
       (SELECT count(*)::int AS fresh FROM users WHERE created_at >= $1) u`,
    [since],
  );
  return row!;
}
