import type { Access } from '../access';

export interface NumberInUseRow {
  /** E.164 digits without the plus. */
  readonly phone: string;
  readonly serviceName: string;
  readonly countryIso: string;
  readonly providerName: string;
  readonly providerBaseUrl: string;
  readonly buyerName: string;
  readonly since: Date;
}

/** Numbers that a message could reach now: of open reservations, and of completed ones before their deadline. */
export async function readNumbersInUse({ sql }: Access, o: { now: Date; limit: number }): Promise<NumberInUseRow[]> {
  return sql.rows<NumberInUseRow>(
    'reports.numbersInUse',
    `SELECT r.phone, s.name AS "serviceName", c.iso AS "countryIso", p.name AS "providerName",
       p.base_url AS "providerBaseUrl",
       u.first_name AS "buyerName", r.created_at AS since
     FROM reservations r JOIN services s ON s.id = r.service_id JOIN countries c ON c.id = r.country_id
       JOIN providers p ON p.id = r.provider_id JOIN users u ON u.id = r.user_id
     WHERE r.phone IS NOT NULL AND (r.status IN ('WAITING_CODE', 'CANCEL_PENDING')
       OR (r.status = 'COMPLETED' AND r.expires_at > $1 AND r.created_at > $1 - interval '1 day'))
     ORDER BY r.id DESC LIMIT $2`,
    [o.now, o.limit],
  );
}

export interface OtherNumberRow {
  /** E.164 digits without the plus. */
  readonly phone: string;
  readonly serviceName: string;
  readonly kind: 'ended' | 'free';
  /** Null of a free one. */
  readonly buyerName: string | null;
}

/**
 * Numbers of the pool that nobody waits at: given up since `since`, newest first, to which a code comes late; and two free ones
 * of each provider.
 */
export async function readOtherNumbers({ sql }: Access, o: { since: Date; limit: number }): Promise<OtherNumberRow[]> {
  return sql.rows<OtherNumberRow>(
    'reports.otherNumbers',
    `(SELECT r.phone, s.name AS "serviceName", 'ended' AS kind, u.first_name AS "buyerName"
      FROM reservations r JOIN services s ON s.id = r.service_id JOIN users u ON u.id = r.user_id
        JOIN numbers n ON n.id = r.number_id AND n.origin = 'POOL' AND n.status = 'AVAILABLE'
      WHERE r.status IN ('CANCELED', 'EXPIRED') AND r.ended_at > $1 AND r.phone IS NOT NULL
        AND NOT EXISTS (SELECT FROM reservations later WHERE later.phone = r.phone AND later.id > r.id)
      ORDER BY r.id DESC LIMIT $2)
     UNION ALL
     (SELECT free.phone, s.name, 'free', NULL
      FROM providers p CROSS JOIN LATERAL (
          SELECT n.phone, n.service_id FROM numbers n
          WHERE n.provider_id = p.id AND n.status = 'AVAILABLE' AND n.origin = 'POOL' AND NOT EXISTS (
            SELECT FROM reservations r WHERE r.phone = n.phone
              AND (r.ended_at > $1 OR r.status NOT IN ('CANCELED', 'EXPIRED')))
          ORDER BY n.id LIMIT 2) free
        JOIN services s ON s.id = free.service_id
      ORDER BY p.id LIMIT $2)`,
    [o.since, o.limit],
  );
}
