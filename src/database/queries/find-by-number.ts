import type { NumberStatus } from '../../domain/number/number-status';
import type { ReservationStatus } from '../../domain/reservation/reservation-status';
import type { Access } from '../access';

/** A reservation or a number of the pool, with what tells it from others. */
export type FoundByNumber = {
  readonly id: bigint;
  readonly serviceName: string;
  readonly iso: string;
  readonly countryName: string;
} & (
  | { readonly kind: 'reservation'; readonly status: ReservationStatus }
  | { readonly kind: 'number'; readonly status: NumberStatus }
);

const PLACE = 's.name AS "serviceName", c.iso, c.name AS "countryName"';

/** The reservation of this id, and whatever a phone number stands in: rows of the pool, and the last reservations. */
export function findByNumber(
  { sql }: Access,
  o: { reservationId: bigint | undefined; phone: string | undefined; each: number },
): Promise<FoundByNumber[]> {
  return sql.rows<FoundByNumber>(
    'things.byNumber',
    `SELECT 'reservation' AS kind, r.id, r.status::text AS status, ${PLACE}
     FROM (SELECT id, status, service_id, country_id FROM reservations WHERE id = $1
       UNION (SELECT id, status, service_id, country_id FROM reservations WHERE phone = $2 ORDER BY id DESC LIMIT $3)) r
     JOIN services s ON s.id = r.service_id JOIN countries c ON c.id = r.country_id
     UNION ALL
     SELECT 'number', n.id, n.status::text, ${PLACE}
     FROM (SELECT id, status, service_id, country_id FROM numbers WHERE phone = $2 ORDER BY id DESC LIMIT $3) n
     JOIN services s ON s.id = n.service_id JOIN countries c ON c.id = n.country_id`,
    [o.reservationId ?? null, o.phone ?? null, o.each],
  );
}
