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
