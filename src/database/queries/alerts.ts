import type { AlertKind } from '../../domain/alert-kind';
import type { Access } from '../access';
import { OperatorAlert } from '../entities/operator-alert.entity';

/** The troubles that stand, the last one first. */
export function readAlerts({ manager }: Access, { limit }: { limit: number }): Promise<OperatorAlert[]> {
  return manager.find(OperatorAlert, { order: { lastAt: 'DESC', key: 'ASC' }, take: limit });
}

/** What a route sells, as an alert says it. */
export async function readRoutePlace(
  { sql }: Access,
  routeId: number,
): Promise<{ service: string; iso: string; country: string } | undefined> {
  const [row] = await sql.rows<{ service: string; iso: string; country: string }>(
    'alerts.routePlace',
    `SELECT s.name AS service, c.iso, c.name AS country FROM routes r JOIN offers o ON o.id = r.offer_id
       JOIN services s ON s.id = o.service_id JOIN countries c ON c.id = o.country_id WHERE r.id = $1`,
    [routeId],
  );
  return row;
}

const ITS_ID = `CASE WHEN a.key ~ ':[0-9]{1,18}$' THEN split_part(a.key, ':', 2)::bigint END`;

/** By the index of orders that are watched. */
const BOUGHT_SINCE = 'r.upstream_order_id IS NOT NULL AND r.expires_at > a.last_at AND r.created_at > a.last_at';

/**
 * Troubles that are over though nobody noticed: what they were about is off or gone, or works again. What merely happened
 * stands for a week.
 */
export async function readAlertsThatAreOver({ sql }: Access, now: Date): Promise<string[]> {
  const rows = await sql.rows<{ key: string }>(
    'alerts.over',
    `SELECT a.key FROM (SELECT a.*, ${ITS_ID} AS id FROM operator_alerts a) a
     WHERE (a.kind = 'route_refused' AND (NOT EXISTS (SELECT 1 FROM routes r WHERE r.id = a.id AND r.is_active)
         OR EXISTS (SELECT 1 FROM routes x JOIN reservations r ON r.provider_id = x.provider_id AND r.route_id = x.id
           WHERE x.id = a.id AND ${BOUGHT_SINCE})))
       OR (a.kind LIKE 'provider_%' AND (NOT EXISTS (SELECT 1 FROM providers p WHERE p.id = a.id AND p.is_active)
         OR a.kind IN ('provider_key_refused', 'provider_blocked') AND EXISTS (SELECT 1 FROM reservations r
           WHERE r.provider_id = a.id AND ${BOUGHT_SINCE})))
       OR (a.kind = 'panel_locked' AND a.last_at < $1::timestamptz - interval '15 minutes')
       OR (a.kind = 'payment_unclaimed' AND NOT EXISTS (SELECT 1 FROM payment_receipts r WHERE r.id = a.id AND r.amount IS NULL))
       OR (a.kind = ANY ($2) AND a.last_at < $1::timestamptz - interval '7 days')`,
    [now, HAPPENINGS],
  );
  return rows.map(({ key }) => key);
}

const HAPPENINGS: readonly AlertKind[] = [
  ...(['orders_of_others', 'account_shared', 'purchase_lost', 'purchase_unclear', 'catalogue_changed'] as const),
  ...(['payment_taken_back', 'payer_shared', 'source_chat_moved'] as const),
];
