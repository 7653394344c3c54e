import type { Access } from '../access';

export interface GaugeRow {
  readonly metric: 'outbox' | 'inbox' | 'open' | 'recent' | 'messages' | 'events' | 'alerts' | 'flood';
  readonly label: string;
  readonly count: number;
}

/** How many of the newest reservations tell how selling goes. */
export const RECENT_RESERVATIONS = 1000;

/** Depths of queues and what becomes of reservations, in one statement that reads partial indexes and the newest rows. */
export async function readGauges({ sql }: Access, now: Date): Promise<GaugeRow[]> {
  return sql.rows<GaugeRow>(
    'gauges.all',
    `SELECT 'outbox' AS metric, lane::text AS label, count(*)::integer AS count
       FROM outbox WHERE state = 'WAITING' GROUP BY lane
     UNION ALL SELECT 'inbox', '', count(*)::integer FROM inbox WHERE state = 'WAITING'
     UNION ALL SELECT 'messages', status::text, count(*)::integer FROM messages WHERE status = 'STORED' GROUP BY status
     UNION ALL SELECT 'messages', status::text, count(*)::integer FROM messages WHERE status = 'ORPHAN' GROUP BY status
     UNION ALL SELECT 'events', '', count(*)::integer FROM event_deliveries d
       JOIN event_endpoints e ON e.id = d.endpoint_id AND e.is_active AND e.resale_key_id IS NULL
       WHERE d.state = 'WAITING'
     UNION ALL SELECT 'flood', '', COALESCE(ceil(extract(epoch FROM max(until) - $1)), 0)::integer
       FROM telegram_flood_waits WHERE until > $1
     UNION ALL SELECT 'alerts', kind, count(*)::integer FROM operator_alerts GROUP BY kind
     UNION ALL SELECT 'open', status::text, count(*)::integer FROM reservations
       WHERE status IN ('REQUESTED', 'WAITING_CODE', 'CANCEL_PENDING') GROUP BY status
     UNION ALL SELECT 'recent', status::text, count(*)::integer FROM (
       SELECT status FROM reservations ORDER BY id DESC LIMIT ${RECENT_RESERVATIONS}) newest GROUP BY status`,
    [now],
  );
}
