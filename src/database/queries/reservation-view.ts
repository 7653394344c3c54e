import type { Amount } from '../../domain/money/money';
import type { NumberOrigin } from '../../domain/number/number-status';
import type { EndReason, ReservationStatus } from '../../domain/reservation/reservation-status';
import type { Access } from '../access';

export interface ReservationViewRow {
  readonly id: bigint;
  readonly userId: bigint;
  readonly offerId: number;
  readonly serviceId: number;
  readonly serviceName: string;
  readonly serviceEmoji: string;
  readonly countryId: number;
  readonly countryIso: string;
  readonly countryName: string;
  readonly providerId: number | null;
  readonly phone: string | null;
  readonly price: Amount;
  readonly stage: ReservationStatus;
  readonly endReason: EndReason | null;
  readonly origin: NumberOrigin;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
  readonly cancelableAt: Date | null;
  readonly orderId: string | null;
  readonly replacesId: bigint | null;
  readonly replacedById: bigint | null;
  readonly claimOfId: bigint | null;
  /** The key that it was bought by; null: in the chat. */
  readonly resaleKeyName: string | null;
  /** Ids and times as JSON writes them. */
  readonly messages: readonly {
    id: string;
    text: string;
    code: string | null;
    status: 'APPLIED' | 'LATE';
    at: string;
  }[];
}

/** Of a reservation `r` with its service `s` and country `c`. */
export const VIEW_COLUMNS = `r.id, r.user_id AS "userId", r.offer_id AS "offerId", r.service_id AS "serviceId", s.name AS "serviceName",
    s.emoji AS "serviceEmoji", r.country_id AS "countryId", c.iso AS "countryIso", c.name AS "countryName",
    r.provider_id AS "providerId", r.phone, r.price, r.status AS stage, r.end_reason AS "endReason", r.origin,
    r.created_at AS "createdAt", r.expires_at AS "expiresAt", r.ended_at AS "endedAt",
    r.cancelable_at AS "cancelableAt", r.upstream_order_id AS "orderId", r.replaces_id AS "replacesId",
    (SELECT n.id FROM reservations n WHERE n.replaces_id = r.id) AS "replacedById", r.claim_of_id AS "claimOfId",
    (SELECT k.name FROM resale_keys k WHERE k.id = r.resale_key_id) AS "resaleKeyName",
    COALESCE((SELECT json_agg(json_build_object('id', m.id::text, 'text', m.text, 'code', m.code, 'status', m.status,
        'at', COALESCE(m.applied_at, m.stored_at)) ORDER BY m.id)
      FROM messages m WHERE m.reservation_id = r.id AND m.status IN ('APPLIED', 'LATE')
        AND m.erased_at IS NULL), '[]') AS messages`;

const SELECT = `
  SELECT ${VIEW_COLUMNS}
  FROM reservations r JOIN services s ON s.id = r.service_id JOIN countries c ON c.id = r.country_id`;

/** Undefined when there is none, or when it is another user's. */
export async function readReservation(
  { sql }: Access,
  o: { id: bigint; userId?: bigint },
): Promise<ReservationViewRow | undefined> {
  const [row] = await sql.rows<ReservationViewRow>(
    'reads.reservation',
    `${SELECT} WHERE r.id = $1 AND ($2::bigint IS NULL OR r.user_id = $2)`,
    [o.id, o.userId ?? null],
  );
  return row;
}

/** Those that there are, in no order. */
export async function readReservations({ sql }: Access, ids: readonly bigint[]): Promise<ReservationViewRow[]> {
  return sql.rows<ReservationViewRow>('reads.reservations', `${SELECT} WHERE r.id = ANY ($1::bigint[])`, [ids]);
}

/** Newest first. 'mine': open ones, and those that got their code and whose time is not over. 'history': all that ended. */
export async function readReservationsOfUser(
  { sql }: Access,
  o: { userId: bigint; which: 'mine' | 'history'; now: Date; offset: number; limit: number },
): Promise<{ rows: ReservationViewRow[]; total: number }> {
  const isOpen = `r.status IN ('REQUESTED', 'WAITING_CODE', 'CANCEL_PENDING')`;
  const isLiving = `(r.status = 'COMPLETED' AND r.claim_of_id IS NULL AND r.expires_at > $2)`;
  const which = `r.user_id = $1 AND $2::timestamptz IS NOT NULL
    AND ${o.which === 'mine' ? `(${isOpen} OR ${isLiving})` : `NOT ${isOpen}`}`;
  const [rows, [count]] = await Promise.all([
    sql.rows<ReservationViewRow>(
      `reads.reservations.${o.which}`,
      `${SELECT} WHERE ${which} ORDER BY r.id DESC LIMIT $3 OFFSET $4`,
      [o.userId, o.now, o.limit, o.offset],
    ),
    sql.rows<{ total: number }>(
      `reads.reservations.${o.which}.count`,
      `SELECT count(*)::integer AS total FROM reservations r WHERE ${which}`,
      [o.userId, o.now],
    ),
  ]);
  return { rows, total: count!.total };
}
