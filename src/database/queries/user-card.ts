import type { ActorType } from '../../domain/enum-values';
import type { Amount } from '../../domain/money/money';
import type { Access } from '../access';
import { type MoneyOfUser, readMoneyOfUser } from './payment-lists';
import { readUser, type UserRow } from './users';
import { readWallets } from './wallets';

export interface TimelineRow {
  readonly kind: 'TRANSFER' | 'RESERVATION' | 'AUDIT';
  readonly id: bigint;
  readonly at: Date;
  /** Type of the transfer, stage of the reservation, action of the audit log. */
  readonly what: string;
  readonly amount: Amount | null;
  /** Reason of the transfer, service of the reservation, facts of the audit log. */
  readonly note: string;
  /** Who did it, of the audit log. */
  readonly actorType: ActorType | null;
  readonly actorId: string | null;
}

/** Transfers, reservations and acts of operators of one user, newest first. */
export async function readTimeline(
  { sql }: Access,
  { userId, page, pageSize }: { userId: bigint; page: number; pageSize: number },
): Promise<{ items: TimelineRow[]; hasNext: boolean }> {
  const rows = await sql.rows<TimelineRow>(
    'userCard.timeline',
    `(SELECT 'TRANSFER' AS kind, id, created_at AS at, type::text AS what, amount, reason AS note,
         NULL::text AS "actorType", NULL::text AS "actorId"
       FROM transfers WHERE user_id = $1::bigint ORDER BY id DESC LIMIT $2::int + $3::int)
     UNION ALL
     (SELECT 'RESERVATION', r.id, r.created_at, r.status::text, r.price, s.name || ' · ' || c.iso, NULL, NULL
       FROM reservations r JOIN services s ON s.id = r.service_id JOIN countries c ON c.id = r.country_id
       WHERE r.user_id = $1::bigint ORDER BY r.id DESC LIMIT $2::int + $3::int)
     UNION ALL
     (SELECT 'AUDIT', id, created_at, action, NULL, facts::text, actor_type::text, actor_id
       FROM audit_log WHERE entity = 'user' AND entity_id = ($1::bigint)::text ORDER BY id DESC LIMIT $2::int + $3::int)
     ORDER BY 3 DESC, 1, 2 DESC OFFSET $2::int LIMIT $3::int`,
    [userId, page * pageSize, pageSize + 1],
  );
  return { items: rows.slice(0, pageSize), hasNext: rows.length > pageSize };
}

export interface UserCard extends UserRow, Pick<MoneyOfUser, 'paidIn' | 'debt'> {
  readonly available: Amount;
  readonly held: Amount;
  readonly completed: number;
  readonly open: number;
  readonly spent: Amount;
}

/** What an operator sees of a user at a glance. Undefined: there is no such user. */
export async function readUserCard(db: Access, userId: bigint): Promise<UserCard | undefined> {
  const [user, [wallet], counts, { paidIn, debt }] = await Promise.all([
    readUser(db, userId),
    readWallets(db, [userId]),
    readCounts(db, userId),
    readMoneyOfUser(db, userId),
  ]);
  return user && { ...user, ...counts, paidIn, debt, available: wallet?.available ?? 0n, held: wallet?.held ?? 0n };
}

async function readCounts({ sql }: Access, userId: bigint): Promise<Pick<UserCard, 'completed' | 'open' | 'spent'>> {
  const [row] = await sql.rows<Pick<UserCard, 'completed' | 'open' | 'spent'>>(
    'userCard.counts',
    `SELECT count(*) FILTER (WHERE status = 'COMPLETED')::int AS completed,
       count(*) FILTER (WHERE ended_at IS NULL)::int AS open,
       COALESCE(sum(price) FILTER (WHERE status = 'COMPLETED'), 0)::bigint AS spent
     FROM reservations WHERE user_id = $1`,
    [userId],
  );
  return row!;
}
