import type { Amount } from '../../../domain/money/money';
import type { SuccessDimension } from '../../../domain/reporting/success-dimension';
import type { Access } from '../../access';

export interface SuccessRow {
  readonly id: number;
  readonly name: string;
  /** All that were made, those without a number included. */
  readonly reserved: number;
  readonly completed: number;
  readonly expired: number;
  readonly canceled: number;
  /** Still open. */
  readonly open: number;
  /** Ended without any number: out of stock, too dear, refused. */
  readonly unsupplied: number;
  /** Numbers that say something of their route: a code came, or was due and did not. */
  readonly tries: number;
  /** Those of them that brought a code. */
  readonly wins: number;
  /** `wins` of `tries`, 0 to 1; null when there was none. */
  readonly successRate: number | null;
  readonly medianSecondsToCode: number | null;
  readonly p90SecondsToCode: number | null;
  /** Prices of the completed ones. */
  readonly sales: Amount;
  /** What suppliers charged for them, as they said it. */
  readonly cost: Amount;
}

const KEYS: Record<SuccessDimension, { column: string; name: string; from: string }> = {
  SERVICE: { column: 'service_id', name: 'd.name', from: 'services d ON d.id = g.id' },
  COUNTRY: { column: 'country_id', name: 'd.name', from: 'countries d ON d.id = g.id' },
  PROVIDER: { column: 'provider_id', name: 'd.name', from: 'providers d ON d.id = g.id' },
  OFFER: {
    column: 'offer_id',
    name: `s.name || ', ' || c.name`,
    from: `offers d ON d.id = g.id JOIN services s ON s.id = d.service_id JOIN countries c ON c.id = d.country_id`,
  },
};

const SECONDS = 'extract(epoch FROM ended_at - created_at)::double precision';

/** How reservations made in the time from-to went, the most asked for first, at most 500. */
export async function reportSuccess(
  { sql }: Access,
  o: { by: SuccessDimension; from: Date; to: Date },
): Promise<SuccessRow[]> {
  const { column, name, from } = KEYS[o.by];
  const n = (condition: string) => `(count(*) FILTER (WHERE ${condition}))::integer`;
  const quantile = (share: number) =>
    `percentile_cont(${share}) WITHIN GROUP (ORDER BY ${SECONDS}) FILTER (WHERE brought_code)`;
  return sql.rows<SuccessRow>(
    `reports.success.${o.by}`,
    `SELECT g.id, ${name} AS name, g.reserved, g.completed, g.expired, g.canceled, g.open, g.unsupplied,
       g.tries, g.wins, g.wins::double precision / NULLIF(g.tries, 0) AS "successRate", g.median AS "medianSecondsToCode",
       g.p90 AS "p90SecondsToCode", g.sales, g.cost
     FROM (
       SELECT ${column} AS id, count(*)::integer AS reserved, ${n(`status = 'COMPLETED'`)} AS completed,
         ${n(`status = 'EXPIRED'`)} AS expired, ${n(`status = 'CANCELED'`)} AS canceled, ${n('ended_at IS NULL')} AS open,
         ${n('ended_at IS NOT NULL AND number_id IS NULL')} AS unsupplied,
         ${n('brought_code')} AS wins, ${n('brought_code IS NOT NULL')} AS tries,
         ${quantile(0.5)} AS median, ${quantile(0.9)} AS p90,
         COALESCE(sum(price) FILTER (WHERE status = 'COMPLETED'), 0)::bigint AS sales,
         COALESCE(sum(upstream_cost) FILTER (WHERE status = 'COMPLETED'), 0)::bigint AS cost
       FROM reservations WHERE created_at >= $1 AND created_at < $2 AND ${column} IS NOT NULL
       GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 500) g
     JOIN ${from} ORDER BY g.reserved DESC, g.id`,
    [o.from, o.to],
  );
}
