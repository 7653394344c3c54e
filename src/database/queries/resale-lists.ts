import type { Amount } from '../../domain/money/money';
import type { PageRequest } from '../../domain/paging/page-request';
import type { RepeatedOrderRule, ResaleScope, ResaleWording } from '../../domain/resale/resale-words';
import type { Access } from '../access';
import { byTime, conditionsOf, type Page, readPage } from './keyset';

/** A key for operators, without its hash and without where its webhook goes. */
export interface ListedKeyRow {
  readonly id: number;
  readonly userId: bigint;
  readonly name: string;
  readonly hint: string;
  readonly scopes: readonly ResaleScope[];
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly addresses: readonly string[];
  readonly dailyCap: Amount | null;
  readonly priceGroupId: number | null;
  readonly wording: ResaleWording;
  readonly repeatedOrder: RepeatedOrderRule;
  readonly isQuiet: boolean;
}

const KEY = `k.id, k.user_id AS "userId", k.name, k.hint, k.scopes::text[] AS scopes, k.created_at AS "createdAt",
  k.expires_at AS "expiresAt", k.revoked_at AS "revokedAt", k.last_used_at AS "lastUsedAt",
  k.addresses::text[] AS addresses, k.daily_cap AS "dailyCap", k.price_group_id AS "priceGroupId", k.wording,
  k.repeated_order AS "repeatedOrder", k.is_quiet AS "isQuiet"`;

export interface ResaleKeyFilter {
  readonly userId?: bigint;
  readonly priceGroupId?: number;
  /** Those that open the door at this instant. */
  readonly liveAt?: Date;
}

const KEY_FILTERS: Record<keyof ResaleKeyFilter, string> = {
  userId: 'k.user_id = ?',
  priceGroupId: 'k.price_group_id = ?',
  liveAt: 'k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > ?)',
};

/** Newest first. */
export function readResaleKeys(
  { sql }: Access,
  o: { filter: ResaleKeyFilter; page: PageRequest },
): Promise<Page<ListedKeyRow>> {
  const source = { columns: KEY, from: 'resale_keys k', id: 'k.id' };
  return readPage<ListedKeyRow>(sql, source, byTime('k.id', 'NEWEST'), conditionsOf(KEY_FILTERS, o.filter), o.page);
}

export function readResaleKeysByIds({ sql }: Access, ids: readonly number[]): Promise<ListedKeyRow[]> {
  return sql.rows<ListedKeyRow>('resale.keysByIds', `SELECT ${KEY} FROM resale_keys k WHERE k.id = ANY ($1)`, [ids]);
}

/** An order by a key for operators. */
export interface ListedOrderRow {
  readonly id: number;
  readonly keyId: number;
  readonly userId: bigint;
  readonly reservationId: bigint | null;
  readonly orderId: string | null;
  readonly endCustomer: string | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

export interface ResaleOrderFilter {
  readonly userId?: bigint;
  readonly keyId?: number;
  readonly from?: Date;
  readonly to?: Date;
}

const ORDER_FILTERS: Record<keyof ResaleOrderFilter, string> = {
  userId: 'o.user_id = ?',
  keyId: 'o.key_id = ?',
  from: 'o.created_at >= ?',
  to: 'o.created_at < ?',
};

/** Newest first. */
export function readListedOrders(
  { sql }: Access,
  o: { filter: ResaleOrderFilter; page: PageRequest },
): Promise<Page<ListedOrderRow>> {
  const columns = `o.id, o.key_id AS "keyId", o.user_id AS "userId", o.reservation_id AS "reservationId",
    o.order_id AS "orderId", o.end_customer AS "endCustomer", o.created_at AS "createdAt", o.finished_at AS "finishedAt"`;
  const source = { columns, from: 'resale_orders o', id: 'o.id' };
  const conditions = conditionsOf(ORDER_FILTERS, o.filter);
  return readPage<ListedOrderRow>(sql, source, byTime('o.id', 'NEWEST'), conditions, o.page);
}

export interface ResaleRevenueRow {
  readonly keyId: number;
  readonly userId: bigint;
  readonly completed: number;
  /** What was paid for codes, less refunds. */
  readonly revenue: Amount;
  /** What the suppliers of these took. */
  readonly cost: Amount;
}

/** What keys brought by codes that came in this time; whose most, first. */
export function reportResale({ sql }: Access, o: { from: Date; to: Date; limit: number }): Promise<ResaleRevenueRow[]> {
  return sql.rows<ResaleRevenueRow>(
    'reports.resale',
    `SELECT r.resale_key_id AS "keyId", r.user_id AS "userId", count(*)::integer AS completed,
       (sum(r.price) - COALESCE(sum(t.amount), 0))::bigint AS revenue, COALESCE(sum(r.upstream_cost), 0)::bigint AS cost
     FROM reservations r LEFT JOIN transfers t ON t.reservation_id = r.id AND t.type = 'REFUND'
     WHERE r.resale_key_id IS NOT NULL AND r.status = 'COMPLETED' AND r.ended_at >= $1 AND r.ended_at < $2
     GROUP BY 1, 2 ORDER BY revenue DESC, 1 LIMIT $3`,
    [o.from, o.to, o.limit],
  );
}
