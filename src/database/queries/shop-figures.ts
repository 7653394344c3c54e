import type { ReservationStatus } from '../../domain/reservation/reservation-status';
import type { Access } from '../access';

export interface EndedReservation {
  /** Of the event that told of it: where to go on. */
  readonly position: bigint;
  readonly status: ReservationStatus;
  /** Its provider's name; null when none was asked. */
  readonly provider: string | null;
  /** From the order to the first code; null when none came. */
  readonly secondsToCode: number | null;
}

const MOST = 20_000;

/** The place of the newest event that was published. */
export async function readLastPosition({ sql }: Access): Promise<bigint> {
  const [row] = await sql.rows<{ last: bigint }>(
    'figures.position',
    'SELECT COALESCE(max(position), 0)::bigint AS last FROM events',
  );
  return row!.last;
}

/** Reservations that ended since, in the order in which their events were published. */
export function readEndedSince({ sql }: Access, position: bigint): Promise<EndedReservation[]> {
  return sql.rows<EndedReservation>(
    'figures.ended',
    `SELECT e.position, e.data ->> 'status' AS status, p.name AS provider,
       CASE WHEN r.brought_code THEN extract(epoch FROM r.ended_at - r.created_at)::double precision END AS "secondsToCode"
     FROM events e JOIN reservations r ON r.id = (e.data ->> 'reservationId')::bigint LEFT JOIN providers p ON p.id = r.provider_id
     WHERE e.position > $1 AND e.type IN ('reservation.completed', 'reservation.expired', 'reservation.canceled')
     ORDER BY e.position LIMIT ${MOST}`,
    [position],
  );
}

export interface CountedRow {
  readonly metric: 'sms' | 'outbox' | 'tries';
  readonly labels: readonly [string, string];
  readonly count: number;
}

/** What came in, went out and was tried in a stretch of time: after `from`, up to `to`. */
export function readCountsBetween({ sql }: Access, o: { from: Date; to: Date }): Promise<CountedRow[]> {
  return sql.rows<CountedRow>(
    'figures.counts',
    `SELECT 'sms' AS metric, ARRAY[p.name, m.source::text] AS labels, count(*)::integer AS count
       FROM messages m JOIN providers p ON p.id = m.provider_id
       WHERE m.stored_at > $1 AND m.stored_at <= $2 AND m.erased_at IS NULL GROUP BY 2
     UNION ALL SELECT 'outbox', ARRAY[lane::text, state::text], count(*)::integer
       FROM outbox WHERE state <> 'WAITING' AND sent_at > $1 AND sent_at <= $2 GROUP BY 2
     UNION ALL SELECT 'tries', ARRAY[CASE WHEN status BETWEEN 200 AND 299 THEN 'delivered' ELSE 'failed' END, ''],
         count(*)::integer
       FROM event_tries WHERE at > $1 AND at <= $2 GROUP BY 2`,
    [o.from, o.to],
  );
}
