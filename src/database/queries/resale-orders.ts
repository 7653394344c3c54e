import type { Amount } from '../../domain/money/money';
import type { ReservationStatus } from '../../domain/reservation/reservation-status';
import type { Access } from '../access';
import { type ReservationViewRow, VIEW_COLUMNS } from './reservation-view';

/** An order by a key, with its reservation. */
export interface ResaleOrderRow extends ReservationViewRow {
  readonly resaleId: number;
  readonly keyId: number;
  readonly keyName: string;
  readonly ownOrderId: string | null;
  readonly endCustomer: string | null;
  readonly ref: string | null;
  readonly moreAskedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly orderedAt: Date;
  /** An operator gave its price back after it was paid. */
  readonly isRefunded: boolean;
  /** The operator of the route that it was bought by; null: its numbers say none. */
  readonly operator: string | null;
}

const SELECT = `
  SELECT o.id AS "resaleId", o.key_id AS "keyId", k.name AS "keyName", o.order_id AS "ownOrderId",
    o.end_customer AS "endCustomer", o.ref, r.more_asked_at AS "moreAskedAt",
    o.finished_at AS "finishedAt", o.created_at AS "orderedAt", t.operator,
    EXISTS (SELECT 1 FROM transfers b WHERE b.reservation_id = r.id AND b.type = 'REFUND') AS "isRefunded", ${VIEW_COLUMNS}
  FROM resale_orders o JOIN resale_keys k ON k.id = o.key_id JOIN reservations r ON r.id = o.reservation_id
  JOIN services s ON s.id = r.service_id JOIN countries c ON c.id = r.country_id LEFT JOIN routes t ON t.id = r.route_id`;

/** Undefined when there is none, or when it is another user's. */
export async function readResaleOrder(
  { sql }: Access,
  o: { id: number; userId: bigint },
): Promise<ResaleOrderRow | undefined> {
  const [row] = await sql.rows<ResaleOrderRow>('resale.order', `${SELECT} WHERE o.id = $1 AND o.user_id = $2`, [
    o.id,
    o.userId,
  ]);
  return row;
}

/** What polling needs of an order. */
export interface ResaleStatusRow {
  readonly id: number;
  readonly reservationId: bigint;
  readonly stage: ReservationStatus;
  readonly origin: 'POOL' | 'ON_DEMAND';
  readonly finishedAt: Date | null;
  readonly moreAskedAt: Date | null;
  readonly cancelableAt: Date | null;
  readonly expiresAt: Date;
  /** Of the newest message that is paid. */
  readonly code: string | null;
  readonly text: string | null;
  readonly receivedAt: Date | null;
}

type StatusRow = ResaleStatusRow & { readonly userId: bigint };

const STATUS = `
  SELECT o.id, o.user_id AS "userId", r.id AS "reservationId", r.status AS stage, r.origin,
    o.finished_at AS "finishedAt", r.more_asked_at AS "moreAskedAt", r.cancelable_at AS "cancelableAt",
    r.expires_at AS "expiresAt", m.code, m.text, m.at AS "receivedAt"
  FROM resale_orders o JOIN reservations r ON r.id = o.reservation_id
  LEFT JOIN LATERAL (
    SELECT m.code, m.text, COALESCE(m.applied_at, m.stored_at) AS at FROM messages m
    WHERE r.status = 'COMPLETED' AND m.reservation_id = r.id AND m.status = 'APPLIED' AND m.erased_at IS NULL
    ORDER BY m.id DESC LIMIT 1
  ) m ON true`;

/** With a plan for any list Postgres reckons with so many; it would plan each shorter one anew, for longer than it takes. */
const PLANNED_FOR = 10;

/** Of these orders those that there are, each with whose it is. */
export function readResaleStatusRows({ sql }: Access, ids: readonly number[]): Promise<StatusRow[]> {
  if (ids.length === 1) return sql.rows<StatusRow>('resale.status', `${STATUS} WHERE o.id = $1`, ids);
  const more = Array.from({ length: Math.max(0, PLANNED_FOR - ids.length) }, () => ids[0]);
  return sql.rows<StatusRow>('resale.statuses', `${STATUS} WHERE o.id = ANY ($1)`, [[...ids, ...more]]);
}

/** Undefined when there is none, or when it is another user's. */
export async function readResaleStatusRow(
  db: Access,
  o: { id: number; userId: bigint },
): Promise<ResaleStatusRow | undefined> {
  const [row] = await readResaleStatusRows(db, [o.id]);
  return row?.userId === o.userId ? row : undefined;
}

export interface ResaleOrderList {
  readonly userId: bigint;
  /** 'active': no end yet, or paid, in time, and not said to be finished. */
  readonly which: 'active' | 'all';
  readonly now: Date;
  readonly from?: Date;
  readonly to?: Date;
  /** Older ones than this order. */
  readonly after?: number;
  readonly offset?: number;
  readonly limit: number;
}

const LISTED = `o.user_id = $1 AND o.reservation_id IS NOT NULL
  AND ($2::timestamptz IS NULL OR o.created_at >= $2) AND ($3::timestamptz IS NULL OR o.created_at < $3)`;

/** Starts from the few reservations that may be active, however many orders their buyer has made. */
const ACTIVE = `o.reservation_id IN (
    SELECT a.id FROM reservations a WHERE a.user_id = $1 AND a.status IN ('REQUESTED', 'WAITING_CODE', 'CANCEL_PENDING')
    UNION ALL SELECT a.id FROM reservations a WHERE a.user_id = $1 AND a.status = 'COMPLETED' AND a.expires_at > $4
      AND a.resale_key_id IS NOT NULL AND a.created_at > $4::timestamptz - interval '2 days')
  AND o.finished_at IS NULL`;

/** Newest first. */
export function readResaleOrders({ sql }: Access, o: ResaleOrderList): Promise<ResaleOrderRow[]> {
  const which = o.which === 'active' ? ACTIVE : '$4::timestamptz IS NOT NULL';
  return sql.rows<ResaleOrderRow>(
    `resale.orders.${o.which}`,
    `${SELECT} WHERE ${LISTED} AND ${which} AND o.id < COALESCE($5, 2147483647)
     ORDER BY o.id DESC LIMIT $6 OFFSET $7`,
    [o.userId, o.from ?? null, o.to ?? null, o.now, o.after ?? null, o.limit, o.offset ?? 0],
  );
}

export async function countResaleOrders(
  { sql }: Access,
  o: Pick<ResaleOrderList, 'userId' | 'which' | 'now' | 'from' | 'to'>,
): Promise<number> {
  const which = o.which === 'active' ? ACTIVE : '$4::timestamptz IS NOT NULL';
  const [row] = await sql.rows<{ total: number }>(
    `resale.orders.${o.which}.count`,
    `SELECT count(*)::integer AS total FROM resale_orders o WHERE ${LISTED} AND ${which}`,
    [o.userId, o.from ?? null, o.to ?? null, o.now],
  );
  return row!.total;
}

/** What a key did since an instant. */
export interface ResaleUsage {
  readonly orders: number;
  readonly completed: number;
  readonly open: number;
  /** Prices held or taken. */
  readonly spent: Amount;
}

export async function readResaleUsage({ sql }: Access, o: { keyId: number; since: Date }): Promise<ResaleUsage> {
  const [row] = await sql.rows<ResaleUsage>(
    'resale.usage',
    `SELECT count(*)::integer AS orders, (count(*) FILTER (WHERE r.status = 'COMPLETED'))::integer AS completed,
       (count(*) FILTER (WHERE r.ended_at IS NULL))::integer AS open,
       COALESCE(sum(r.price) FILTER (WHERE r.status NOT IN ('CANCELED', 'EXPIRED')), 0)::bigint AS spent
     FROM resale_orders o JOIN reservations r ON r.id = o.reservation_id
     WHERE o.key_id = $1 AND o.created_at >= $2`,
    [o.keyId, o.since],
  );
  return row!;
}

/** Changes with whatever a waiting caller wants to hear of: status, number, messages, its end. */
export function readOrderMarks({ sql }: Access, ids: readonly number[]): Promise<{ id: number; mark: string }[]> {
  return sql.rows<{ id: number; mark: string }>(
    'resale.marks',
    `SELECT o.id, concat_ws(' ', r.status, r.phone IS NULL, o.finished_at,
       (SELECT max(m.id) FROM messages m WHERE m.reservation_id = r.id AND m.status = 'APPLIED')) AS mark
     FROM resale_orders o JOIN reservations r ON r.id = o.reservation_id WHERE o.id = ANY ($1)`,
    [ids],
  );
}

/** Whether this user's act of that key was done before. */
export async function isReservationKeyUsed({ sql }: Access, o: { key: string; userId: bigint }): Promise<boolean> {
  const rows = await sql.rows('resale.keyUsed', 'SELECT 1 FROM reservations r WHERE r.key = $1 AND r.user_id = $2', [
    o.key,
    o.userId,
  ]);
  return rows.length > 0;
}
