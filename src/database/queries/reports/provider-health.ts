import type { Access } from '../../access';

export interface ProviderHealthRow {
  readonly providerId: number;
  readonly name: string;
  readonly isActive: boolean;
  readonly pausedUntil: Date | null;
  readonly pauseReason: string | null;
  readonly lastFault: string | null;
  readonly balance: bigint | null;
  readonly openReservations: number;
  /** Of reservations made in the hour before. */
  readonly completed: number;
  /** Its code was due and never came, or no number did. */
  readonly failed: number;
  readonly medianSecondsToCode: number | null;
  readonly lastMessageAt: Date | null;
}

/** How each provider does now, and did in the hour before. */
export async function reportProviderHealth({ sql }: Access, now: Date): Promise<ProviderHealthRow[]> {
  return sql.rows<ProviderHealthRow>(
    'reports.providerHealth',
    `SELECT p.id AS "providerId", p.name, p.is_active AS "isActive", p.paused_until AS "pausedUntil",
       p.pause_reason AS "pauseReason", p.last_fault AS "lastFault", p.balance,
       COALESCE(h.open, 0) AS "openReservations", COALESCE(h.completed, 0) AS completed, COALESCE(h.failed, 0) AS failed,
       h.median AS "medianSecondsToCode", h.last_at AS "lastMessageAt"
     FROM providers p LEFT JOIN LATERAL (
       SELECT (count(*) FILTER (WHERE r.ended_at IS NULL))::integer AS open,
         (count(*) FILTER (WHERE r.status = 'COMPLETED' AND r.created_at >= $1::timestamptz - interval '1 hour'))::integer AS completed,
         (count(*) FILTER (WHERE r.ended_at IS NOT NULL AND (r.number_id IS NULL OR NOT r.brought_code)
           AND r.created_at >= $1::timestamptz - interval '1 hour'))::integer AS failed,
         percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM r.ended_at - r.created_at)::double precision)
           FILTER (WHERE r.status = 'COMPLETED') AS median,
         max(r.ended_at) FILTER (WHERE r.status = 'COMPLETED') AS last_at
       FROM reservations r WHERE r.provider_id = p.id AND r.created_at >= $1::timestamptz - interval '1 day') h ON true
     ORDER BY p.id`,
    [now],
  );
}
