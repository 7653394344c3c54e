import type { TimeSort } from '../../domain/enum-values';
import type { PageRequest } from '../../domain/paging/page-request';
import type { EndReason, ReservationStatus } from '../../domain/reservation/reservation-status';
import type { Access } from '../access';
import { byTime, type Condition, type Page, readPage } from './keyset';

export interface ReservationRow {
  readonly id: bigint;
  readonly userId: bigint;
  readonly offerId: number;
  readonly serviceId: number;
  readonly countryId: number;
  readonly providerId: number | null;
  readonly phone: string | null;
  readonly origin: 'POOL' | 'ON_DEMAND';
  readonly price: bigint;
  readonly listPrice: bigint | null;
  readonly promoId: number | null;
  readonly upstreamCost: bigint | null;
  readonly stage: ReservationStatus;
  readonly endReason: EndReason | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
  readonly replacesId: bigint | null;
  readonly claimOfId: bigint | null;
}

export interface ReservationFilter {
  readonly userId?: bigint;
  readonly stages?: readonly ReservationStatus[];
  readonly serviceId?: number;
  readonly countryId?: number;
  readonly providerId?: number;
  readonly origin?: 'POOL' | 'ON_DEMAND';
  readonly endReasons?: readonly EndReason[];
  /** E.164 digits without the plus. */
  readonly phone?: string;
  readonly from?: Date;
  readonly to?: Date;
}

export interface MessageRow {
  readonly id: bigint;
  readonly reservationId: bigint;
  readonly text: string;
  readonly code: string | null;
  readonly sender: string | null;
  /** It came after the reservation had ended. */
  readonly isLate: boolean;
  readonly at: Date;
}

const COLUMNS = `r.id, r.user_id AS "userId", r.offer_id AS "offerId", r.service_id AS "serviceId",
  r.country_id AS "countryId", r.provider_id AS "providerId", r.phone, r.origin, r.price, r.list_price AS "listPrice",
  r.promo_id AS "promoId", r.upstream_cost AS "upstreamCost",
  r.status AS stage, r.end_reason AS "endReason", r.created_at AS "createdAt", r.expires_at AS "expiresAt",
  r.ended_at AS "endedAt", r.replaces_id AS "replacesId", r.claim_of_id AS "claimOfId"`;

const FILTERS: Record<keyof ReservationFilter, string> = {
  userId: 'r.user_id = ?',
  stages: 'r.status = ANY (?::reservation_status[])',
  serviceId: 'r.service_id = ?',
  countryId: 'r.country_id = ?',
  providerId: 'r.provider_id = ?',
  origin: 'r.origin = ?::number_origin',
  endReasons: 'r.end_reason = ANY (?)',
  phone: 'r.phone = ?',
  from: 'r.created_at >= ?',
  to: 'r.created_at < ?',
};

/** Newest first, unless asked otherwise. */
export function readReservations(
  { sql }: Access,
  { filter, page, sort = 'NEWEST' }: { filter: ReservationFilter; page: PageRequest; sort?: TimeSort },
): Promise<Page<ReservationRow>> {
  const source = { columns: COLUMNS, from: 'reservations r', id: 'r.id' };
  return readPage<ReservationRow>(sql, source, byTime('r.id', sort), reservationConditions(filter), page);
}

export function reservationConditions(filter: ReservationFilter): Condition[] {
  return Object.entries(filter).map(([name, value]) => ({ sql: FILTERS[name as keyof ReservationFilter], value }));
}

export async function readReservationsByIds({ sql }: Access, ids: readonly bigint[]): Promise<ReservationRow[]> {
  const text = `SELECT ${COLUMNS} FROM reservations r WHERE r.id = ANY ($1)`;
  return sql.rows<ReservationRow>('reservations.rowsByIds', text, [ids]);
}

export async function readReservationRow(db: Access, id: bigint): Promise<ReservationRow | undefined> {
  return (await readReservationsByIds(db, [id]))[0];
}

/** What reached these reservations, oldest first, at most a hundred each. */
export async function readMessagesOf({ sql }: Access, reservationIds: readonly bigint[]): Promise<MessageRow[]> {
  return sql.rows<MessageRow>(
    'messages.ofReservations',
    `SELECT m.* FROM unnest($1::bigint[]) AS wanted (id) CROSS JOIN LATERAL (
       SELECT id, reservation_id AS "reservationId", text, code, sender, status = 'LATE' AS "isLate", COALESCE(received_at, stored_at) AS at
       FROM messages WHERE reservation_id = wanted.id AND status IN ('APPLIED', 'LATE') ORDER BY id LIMIT 100) m
     ORDER BY m.id`,
    [reservationIds],
  );
}
