import type { Amount } from '../../../domain/money/money';
import type { Access } from '../../access';

interface Span {
  /** Who came from this instant on. */
  readonly from: Date;
  /** Who came before this instant. */
  readonly to: Date;
}

export interface ReferralsRow {
  readonly userId: bigint;
  readonly firstName: string;
  readonly username: string | null;
  readonly invited: number;
  /** Of these, how many have paid in. */
  readonly payers: number;
  /** By them until now, without what went back. */
  readonly paidIn: Amount;
  /** By the inviter for them, without what was taken back. */
  readonly earned: Amount;
  /** Promised to the inviter, and not due yet. */
  readonly waiting: Amount;
}

const PAID = `SELECT r.user_id, sum(r.amount - r.returned)::bigint AS amount FROM payment_receipts r
  JOIN came ON came.id = r.user_id WHERE r.amount > r.returned GROUP BY 1`;

/** Who brought the people that came in this time, and what these brought until now. Who brought most money first. */
export async function reportReferrals({ sql }: Access, o: Span & { limit: number }): Promise<ReferralsRow[]> {
  return sql.rows<ReferralsRow>(
    'reports.referrals',
    `WITH came AS (SELECT id, invited_by FROM users WHERE invited_by IS NOT NULL AND created_at >= $1 AND created_at < $2),
     paid AS (${PAID}),
     rewards AS (
       SELECT w.invitee_id, COALESCE(sum(w.amount - w.taken_back) FILTER (WHERE w.state IN ('PAID', 'TAKEN_BACK')), 0) AS earned,
         COALESCE(sum(w.amount) FILTER (WHERE w.state = 'WAITING'), 0) AS waiting
       FROM referral_rewards w JOIN came ON came.id = w.invitee_id GROUP BY 1)
     SELECT u.id AS "userId", u.first_name AS "firstName", u.username, count(*)::int AS invited,
       count(p.user_id)::int AS payers, COALESCE(sum(p.amount), 0)::bigint AS "paidIn",
       COALESCE(sum(w.earned), 0)::bigint AS earned, COALESCE(sum(w.waiting), 0)::bigint AS waiting
     FROM came c JOIN users u ON u.id = c.invited_by LEFT JOIN paid p ON p.user_id = c.id
       LEFT JOIN rewards w ON w.invitee_id = c.id
     GROUP BY u.id ORDER BY "paidIn" DESC, invited DESC, u.id LIMIT $3`,
    [o.from, o.to, o.limit],
  );
}

export interface WaysRow {
  /** What stood behind /start; `r_`: by an invitation, `g_`: by a gift; null: nothing. */
  readonly word: string | null;
  readonly users: number;
  /** Of these, how many have paid in. */
  readonly payers: number;
  /** By them until now, without what went back. */
  readonly paidIn: Amount;
  /** What they paid for codes until now, less refunds. */
  readonly revenue: Amount;
}

/** How the people came that came in this time, and what they brought until now. Most people first. */
export async function reportWays({ sql }: Access, o: Span & { limit: number }): Promise<WaysRow[]> {
  return sql.rows<WaysRow>(
    'reports.ways',
    `WITH came AS (
       SELECT id, CASE WHEN joined_via ~ '^[rg]_' THEN left(joined_via, 2) ELSE joined_via END AS word
       FROM users WHERE created_at >= $1 AND created_at < $2),
     paid AS (${PAID}),
     sold AS (
       SELECT t.user_id, sum(CASE t.type WHEN 'PURCHASE' THEN t.amount ELSE -t.amount END)::bigint AS amount
       FROM transfers t JOIN came ON came.id = t.user_id WHERE t.type IN ('PURCHASE', 'REFUND') GROUP BY 1)
     SELECT c.word, count(*)::int AS users, count(p.user_id)::int AS payers,
       COALESCE(sum(p.amount), 0)::bigint AS "paidIn", COALESCE(sum(s.amount), 0)::bigint AS revenue
     FROM came c LEFT JOIN paid p ON p.user_id = c.id LEFT JOIN sold s ON s.user_id = c.id
     GROUP BY 1 ORDER BY users DESC, c.word LIMIT $3`,
    [o.from, o.to, o.limit],
  );
}
