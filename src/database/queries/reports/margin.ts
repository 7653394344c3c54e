import type { Amount } from '../../../domain/money/money';
import type { MarginDimension } from '../../../domain/reporting/margin-dimension';
import type { Access } from '../../access';

/** Amounts in another currency than the shop's, as decimals. */
export interface MarginOriginal {
  readonly currency: string;
  readonly charged: string;
  readonly returned: string;
  readonly lost: string;
}

export interface MarginRow {
  /** Of the provider, service, country or offer; null for a day. */
  readonly id: number | null;
  /** Its name; a day as YYYY-MM-DD. */
  readonly name: string;
  readonly reserved: number;
  readonly completed: number;
  /** Paid by buyers, and given back to them later. */
  readonly sales: Amount;
  readonly refunds: Amount;
  /** What suppliers charged, as they said it, and returned for orders that ended without a code. */
  readonly charged: Amount;
  readonly returned: Amount;
  /** Charged for purchases whose answer was lost. */
  readonly lost: Amount;
  /** The most that purchases may have cost whose outcome nobody knows; not taken off the margin. */
  readonly unclear: Amount;
  /** What of this was in other currencies, as suppliers named it; the amounts above are what it was worth here. */
  readonly originals: readonly MarginOriginal[];
  /** Sales less refunds, charges and losses, plus what was returned. */
  readonly margin: Amount;
}

const DAY = `to_char(r.created_at AT TIME ZONE $3::text, 'YYYY-MM-DD')`;
const KEYS: Record<MarginDimension, { key: string; lostKey?: string; id: string; name: string; from: string }> = {
  PROVIDER: {
    key: 'r.provider_id::text',
    lostKey: 'l.provider_id::text',
    id: 'd.id',
    name: 'd.name',
    from: 'JOIN providers d ON d.id::text = g.key',
  },
  SERVICE: { key: 'r.service_id::text', id: 'd.id', name: 'd.name', from: 'JOIN services d ON d.id::text = g.key' },
  COUNTRY: { key: 'r.country_id::text', id: 'd.id', name: 'd.name', from: 'JOIN countries d ON d.id::text = g.key' },
  OFFER: {
    key: 'r.offer_id::text',
    id: 'd.id',
    name: `s.name || ', ' || c.name`,
    from: `JOIN offers d ON d.id::text = g.key JOIN services s ON s.id = d.service_id JOIN countries c ON c.id = d.country_id`,
  },
  DAY: { key: DAY, id: 'NULL::integer', name: 'g.key', from: '' },
};

/**
 * What reservations made in the time from-to brought: the buyers' side and the suppliers' side, all in the shop's currency.
 * The worst margin first; days in their order. At most 500 rows.
 */
export async function reportMargin(
  { sql }: Access,
  o: { by: MarginDimension; from: Date; to: Date; timeZone: string },
): Promise<MarginRow[]> {
  const { key, lostKey = key, id, name, from } = KEYS[o.by];
  return sql.rows<MarginRow>(
    `reports.margin.${o.by}`,
    `WITH zone AS (SELECT $3::text AS name), made AS (
       SELECT r, r.id, ${key} AS key FROM reservations r
       WHERE r.created_at >= $1 AND r.created_at < $2),
     sold AS (
       SELECT m.key, count(*)::integer AS reserved,
         (count(*) FILTER (WHERE (m.r).status = 'COMPLETED'))::integer AS completed,
         COALESCE(sum((m.r).price) FILTER (WHERE (m.r).status = 'COMPLETED'), 0)::bigint AS sales,
         COALESCE(sum(u.charged), 0)::bigint AS charged, COALESCE(sum(u.returned), 0)::bigint AS returned,
         0::bigint AS refunds, 0::bigint AS lost
       FROM made m CROSS JOIN LATERAL upstream_money(m.r) u WHERE m.key IS NOT NULL GROUP BY m.key),
     refunded AS (
       SELECT m.key, COALESCE(sum(t.amount), 0)::bigint AS refunds
       FROM made m JOIN transfers t ON t.reservation_id = m.id AND t.type = 'REFUND' WHERE m.key IS NOT NULL GROUP BY m.key),
     lost AS (
       SELECT ${lostKey} AS key, sum(l.amount)::bigint AS lost
       FROM lost_purchases l JOIN reservations r ON r.id = l.reservation_id
       WHERE r.created_at >= $1 AND r.created_at < $2 GROUP BY 1),
     unclear AS (
       SELECT ${lostKey} AS key, sum(l.amount)::bigint AS unclear
       FROM unclear_purchases l JOIN reservations r ON r.id = l.reservation_id
       WHERE r.created_at >= $1 AND r.created_at < $2 GROUP BY 1),
     named AS (
       SELECT x.key, x.currency, sum(x.charged) AS charged, sum(x.returned) AS returned, sum(x.lost) AS lost FROM (
         SELECT m.key, (m.r).upstream_currency AS currency, u.charged_there AS charged, u.returned_there AS returned, 0::bigint AS lost
         FROM made m CROSS JOIN LATERAL upstream_money(m.r) u WHERE (m.r).upstream_currency IS NOT NULL
         UNION ALL
         SELECT ${lostKey}, l.currency, 0, 0, l.charged FROM lost_purchases l JOIN reservations r ON r.id = l.reservation_id
         WHERE r.created_at >= $1 AND r.created_at < $2 AND l.currency IS NOT NULL) x GROUP BY 1, 2),
     g AS (
       SELECT COALESCE(s.key, l.key) AS key, COALESCE(s.reserved, 0) AS reserved, COALESCE(s.completed, 0) AS completed,
         COALESCE(s.sales, 0) AS sales, COALESCE(f.refunds, 0) AS refunds, COALESCE(s.charged, 0) AS charged,
         COALESCE(s.returned, 0) AS returned, COALESCE(l.lost, 0) AS lost
       FROM sold s FULL JOIN lost l ON l.key = s.key LEFT JOIN refunded f ON f.key = s.key)
     SELECT ${id} AS id, ${name} AS name, g.reserved, g.completed, g.sales, g.refunds, g.charged, g.returned, g.lost,
       COALESCE((SELECT x.unclear FROM unclear x WHERE x.key = g.key), 0)::bigint AS unclear,
       COALESCE((SELECT json_agg(json_build_object('currency', n.currency, 'charged', (n.charged * 0.0001)::numeric(24, 4)::text,
           'returned', (n.returned * 0.0001)::numeric(24, 4)::text, 'lost', (n.lost * 0.0001)::numeric(24, 4)::text) ORDER BY n.currency)
         FROM named n WHERE n.key = g.key), '[]') AS originals,
       g.sales - g.refunds - g.charged + g.returned - g.lost AS margin
     FROM g ${from} ORDER BY ${o.by === 'DAY' ? 'g.key' : 'margin, g.key'} LIMIT 500`,
    [o.from, o.to, o.timeZone],
  );
}
